import { positionFinder } from '../../core/span.ts';
import type {
  FailedStatement,
  MigrationStatus,
  MigrationTarget,
  RanMigration,
} from '../../migrations/report.ts';
import type { ProjectScript } from './script-project.ts';

/** Remembers what was applied; the table's name is ours, so that it meets no other. */
export const ledger = 'engine_switch_scripts';

/** What a database has of the scripts; `done` is the time of each that it has, by path. */
export function statusOf(
  scripts: readonly ProjectScript[],
  done: ReadonlyMap<string, string>,
  target: MigrationTarget,
): MigrationStatus {
  return {
    tool: 'sql',
    toolLabel: 'SQL scripts',
    target,
    entries: scripts.map(({ path }) => {
      const time = done.get(path);
      const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
      return { name: path, folder, state: time ? 'completed' : 'pending', ...(time && { time }) };
    }),
    locked: false,
  };
}

/** A statement as the database took it, or with what it said. */
export interface AppliedStatement {
  readonly text: string;
  readonly start?: number;
  readonly error?: unknown;
}

/** A script that was applied, as far as the database took it. */
export interface AppliedScript {
  readonly ran: RanMigration;
  readonly failures: readonly FailedStatement[];
}

/** Tells the statements of a script that failed from those that ran. */
export function appliedScript(
  script: string,
  sql: string,
  statements: readonly AppliedStatement[],
): AppliedScript {
  const lineOf = positionFinder(sql);
  const failures = statements.flatMap(({ text, start, error }): readonly FailedStatement[] => {
    if (start === undefined) return [];
    const message = error instanceof Error ? error.message : String(error);
    const statement = text.replace(/\s+/g, ' ').slice(0, 80);
    return [{ script, line: lineOf(start).line + 1, statement, message }];
  });
  const done = statements.flatMap(({ text, start }) => (start === undefined ? [text] : []));
  return { ran: { name: script, direction: 'up', sql: done }, failures };
}
