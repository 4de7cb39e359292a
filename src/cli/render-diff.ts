import { createTwoFilesPatch } from 'diff';
import type { JournalStore } from '../core/ports.ts';
import { redactSecrets } from '../core/redact.ts';
import { combine, resolveChange } from '../workflow/resolve-change.ts';
import { green, red } from './colour.ts';
import type { Terminal } from './command.ts';
import type { PlannedWorkspace } from './workspace.ts';

/** The plan's edits as a unified diff, passwords masked: for reading, not for `patch`. */
export async function renderDiff(
  { plan, snapshot }: PlannedWorkspace,
  journals: JournalStore,
  terminal: Terminal,
): Promise<string> {
  const files = plan.steps.filter((step) => step.kind === 'file');
  const paths = [...new Set(files.map(({ path }) => path))];
  const patches = paths.map(async (path) => {
    const changes = files.filter((step) => step.path === path).map(({ change }) => change);
    const before = snapshot.files.get(path)?.text;
    const after = await resolveChange(combine(changes), before, journals);
    const oldName = before === undefined ? '/dev/null' : `a/${path}`;
    const newName = after === undefined ? '/dev/null' : `b/${path}`;
    return paint(unifiedDiff([oldName, before ?? ''], [newName, after ?? '']), terminal);
  });
  return (await Promise.all(patches)).join('');
}

type NamedText = readonly [name: string, text: string];

function unifiedDiff([oldName, before]: NamedText, [newName, after]: NamedText): string {
  const patch = createTwoFilesPatch(oldName, newName, before, after, '', '', { context: 3 });
  return redactSecrets(patch.replace(/^=+\n/, ''));
}

function paint(patch: string, terminal: Terminal): string {
  const lines = patch.split('\n').map((line) => {
    if (line.startsWith('+')) return green(terminal, line);
    return line.startsWith('-') ? red(terminal, line) : line;
  });
  return lines.join('\n');
}
