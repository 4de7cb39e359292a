import { SqliteFailure } from './result-codes.ts';

/** Does what node:sqlite may refuse; its errors become SqliteFailure. */
export function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Error) || error instanceof SqliteFailure) throw error;
    const code = 'errcode' in error ? Number(error.errcode) & 0xff : 1;
    throw new SqliteFailure(error.message, code, error);
  }
}
