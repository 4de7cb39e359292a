import { SwitchError } from '../core/errors.ts';
import type { Database, ResultSet, SelectOptions, Statement } from './database.ts';

/** One reading statement that may take long; what the database refuses is thrown. */
export async function runOne(
  database: Database,
  statement: Statement,
  options: SelectOptions,
  signal?: AbortSignal,
): Promise<ResultSet> {
  const { sets, failure } = await database.run([statement], { ...options, access: 'read' }, signal);
  const [set] = sets;
  if (set) return set;
  throw new SwitchError('database-error', failure?.message ?? '', 'Try again.');
}
