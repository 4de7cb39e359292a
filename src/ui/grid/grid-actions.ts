import type { CopiedPart, CopyFormat, GridAction } from '../../data/grid/protocol.ts';
import type { ExplorerCommand } from '../explorer/explorer-ui.ts';

/** The grid's commands: what each asks the active grid to do with its chosen cells. */
const actions: Readonly<Record<string, GridAction>> = {
  'engineSwitch.copyCells': copy('text', 'selection'),
  'engineSwitch.copyAs': copy('ask', 'selection'),
  'engineSwitch.copySelectionAsCsv': copy('csv', 'selection'),
  'engineSwitch.copySelectionAsJson': copy('json', 'selection'),
  'engineSwitch.copySelectionAsSql': copy('sql', 'selection'),
  'engineSwitch.copySelectionAsMarkdown': copy('markdown', 'selection'),
  'engineSwitch.copyRowsAsCsv': copy('csv', 'rows'),
  'engineSwitch.copyRowsAsJson': copy('json', 'rows'),
  'engineSwitch.copyRowsAsSql': copy('sql', 'rows'),
  'engineSwitch.copyRowsAsMarkdown': copy('markdown', 'rows'),
  'engineSwitch.openCell': { kind: 'open' },
  'engineSwitch.filterByCell': { kind: 'filter' },
  'engineSwitch.followForeignKey': { kind: 'follow' },
  'engineSwitch.showReferences': { kind: 'references' },
};

export const gridActionCommands: readonly ExplorerCommand[] = Object.entries(actions).map(
  ([id, action]) => ({
    id,
    async run({ activeGrid }) {
      activeGrid.act(action);
    },
  }),
);

function copy(format: CopyFormat | 'ask', what: CopiedPart): GridAction {
  return { kind: 'copy', format, what };
}
