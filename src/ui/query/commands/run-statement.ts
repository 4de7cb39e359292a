import { withParameters } from '../ask-parameters.ts';
import type { QueryCommand } from '../query-ui.ts';
import { runScript } from '../run-script.ts';
import { queryTarget } from './query-target.ts';

/** Runs the selection, or the statement at the cursor. */
export const runStatementCommand: QueryCommand = {
  id: 'engineSwitch.runStatement',
  needsTrust: true,
  async run(ui, argument) {
    const target = await queryTarget(ui, argument);
    const statements = target && (await withParameters(target.statements));
    if (statements) await runScript(ui, target.entry, statements);
  },
};
