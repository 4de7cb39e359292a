import { SwitchError } from '../core/errors.ts';
import { type Reverted, revertLatest } from '../workflow/revert.ts';
import { green } from './colour.ts';
import type { Command, Terminal } from './command.ts';
import { count } from './render-plan.ts';
import { openWorkspace, workspaceFolder } from './workspace.ts';

export const revertCommand: Command = {
  name: 'revert',
  usage: '[DIR] --yes [--json]',
  summary: 'Take the newest switch back, byte for byte.',
  options: { yes: { type: 'boolean' }, json: { type: 'boolean' } },
  async run(args, terminal) {
    const folder = workspaceFolder(args, terminal);
    if (!args.values.yes) {
      throw new SwitchError(
        'wrong-usage',
        'revert changes files, so it wants your word.',
        'Add --yes.',
      );
    }
    const reverted = await revertLatest(await openWorkspace(folder, terminal));
    const { restored, merged, setAside } = reverted;
    if (args.values.json)
      terminal.out(`${JSON.stringify({ restored, merged, setAside }, undefined, 2)}\n`);
    else terminal.out(render(reverted, terminal));
    return 0;
  },
};

function render({ journal, restored, merged, setAside }: Reverted, terminal: Terminal): string {
  const lines = [
    `${green(terminal, 'done')} The switch was taken back: ${count(restored.length, 'file')} restored.`,
  ];
  for (const path of merged) lines.push(`${path} keeps the changes that you made since.`);
  for (const path of setAside) {
    lines.push(`${path} was moved to .engine-switch/journal/${journal.id}/aside.`);
  }
  return `${lines.join('\n')}\n`;
}
