import { SwitchError } from '../../core/errors.ts';

/** What the server refuses becomes the one error that is shown. */
export async function asked<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const nextStep = 'Correct the statement and run it again.';
    throw new SwitchError('database-error', message, nextStep, error);
  }
}
