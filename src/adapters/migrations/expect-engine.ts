import { SwitchError } from '../../core/errors.ts';
import type { EngineId } from '../../core/goal.ts';
import { engines } from '../../engines/index.ts';
import type { MigrationTarget } from '../../migrations/report.ts';

/** Throws `wrong-usage` where a project is pointed at another engine than is meant. */
export function expectEngine(
  { engine, label }: MigrationTarget,
  meant: EngineId | undefined,
): void {
  if (meant === undefined || meant === engine) return;
  throw new SwitchError(
    'wrong-usage',
    `The migrations would run on ${engines[engine].label} (${label}) instead of ${engines[meant].label}, so nothing was run.`,
    'Look which variable or file still names the other database, and run again.',
  );
}
