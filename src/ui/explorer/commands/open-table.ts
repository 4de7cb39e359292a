import type { ExplorerCommand } from '../explorer-ui.ts';
import { targetTable } from './target.ts';

/** Shows the rows of a table or view in an editor. */
export const openTableCommand: ExplorerCommand = {
  id: 'engineSwitch.openTable',
  async run(ui, argument) {
    const place = await targetTable(ui, argument);
    if (place) await ui.editors.show(place);
  },
};
