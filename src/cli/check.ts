import { openJournalStore } from '../adapters/journal/journal-store.ts';
import { readWorkspace } from '../adapters/workspace/read-workspace.ts';
import { engines } from '../engines/index.ts';
import { recipes } from '../recipes/index.ts';
import { type CheckResult, checkWorkspace } from '../workflow/check.ts';
import { green } from './colour.ts';
import type { Command, Terminal } from './command.ts';
import { renderNotices } from './render-plan.ts';
import { workspaceFolder } from './workspace.ts';

export const checkCommand: Command = {
  name: 'check',
  usage: '[DIR] [--json]',
  summary: 'Look for places that still point at the other engine.',
  options: { json: { type: 'boolean' } },
  async run(args, terminal) {
    const folder = workspaceFolder(args, terminal);
    const snapshot = await readWorkspace(folder);
    const journals = await (await openJournalStore(folder)).list();
    const result = checkWorkspace(snapshot, recipes, journals);
    const json = { engine: result.engine ?? null, problems: result.problems };
    if (args.values.json) terminal.out(`${JSON.stringify(json, undefined, 2)}\n`);
    else terminal.out(render(result, terminal));
    return result.problems.some(({ severity }) => severity !== 'info') ? 1 : 0;
  },
};

function render({ engine, problems }: CheckResult, terminal: Terminal): string {
  if (!engine) return 'No database was found in this workspace.\n';
  const label = engine === 'mixed' ? 'both engines' : engines[engine].label;
  const head = `This workspace runs on ${label}.`;
  if (problems.length === 0) return `${green(terminal, 'ok')} ${head}\n`;
  return [head, ...renderNotices(problems, terminal), ''].join('\n');
}
