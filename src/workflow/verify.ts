import { SwitchError } from '../core/errors.ts';
import { engines } from '../engines/index.ts';
import type { CheckOutcome } from './check-result.ts';
import { alembicHead } from './checks/alembic-head.ts';
import { applicationAnswers } from './checks/application-answers.ts';
import { type CheckContext, type Seen, skipped, type WorkspaceCheck } from './checks/check.ts';
import { databaseFile } from './checks/database-file.ts';
import { firstInsert } from './checks/first-insert.ts';
import { foreignKeys } from './checks/foreign-keys.ts';
import { modelTablesExist } from './checks/model-tables.ts';
import { noLeftovers } from './checks/no-leftovers.ts';

/** Checks of every switched workspace, and those of a database that is a file. */
const everywhere: readonly WorkspaceCheck[] = [noLeftovers, alembicHead, applicationAnswers];
const ofFiles: readonly WorkspaceCheck[] = [
  databaseFile,
  modelTablesExist,
  foreignKeys,
  firstInsert,
];

/** Says whether a switch worked, by looking. Changes nothing; the database is looked at in a copy. */
export async function verify(
  context: CheckContext,
  onSeen: (outcome: CheckOutcome) => void = () => {},
): Promise<readonly CheckOutcome[]> {
  const isFile = !engines[context.plan.goal.target].server;
  const outcomes: CheckOutcome[] = [];
  for (const check of isFile ? [...ofFiles, ...everywhere] : everywhere) {
    context.signal?.throwIfAborted();
    const { result, detail } = await lookSafely(check, context);
    const outcome = { id: check.id, title: check.title, result, detail };
    onSeen(outcome);
    outcomes.push(outcome);
  }
  return outcomes;
}

/** What could not be looked at is no failure of the switch, and is said. */
async function lookSafely(check: WorkspaceCheck, context: CheckContext): Promise<Seen> {
  try {
    return await check.look(context);
  } catch (error) {
    if (error instanceof SwitchError) return skipped(error.message);
    throw error;
  }
}
