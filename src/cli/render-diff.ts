import { createTwoFilesPatch } from 'diff';
import { textAfter } from '../core/file-change.ts';
import type { Plan } from '../core/plan.ts';
import { redactSecrets } from '../core/redact.ts';
import type { WorkspaceSnapshot } from '../core/snapshot.ts';
import { combine } from '../workflow/apply.ts';
import { green, red } from './colour.ts';
import type { Terminal } from './command.ts';

/** The plan's edits as a unified diff, passwords masked: for reading, not for `patch`. */
export function renderDiff(plan: Plan, snapshot: WorkspaceSnapshot, terminal: Terminal): string {
  const files = plan.steps.filter((step) => step.kind === 'file');
  const paths = [...new Set(files.map(({ path }) => path))];
  return paths
    .map((path) => {
      const changes = files.filter((step) => step.path === path).map(({ change }) => change);
      const before = snapshot.files.get(path)?.text ?? '';
      const after = textAfter(combine(changes), before);
      const oldName = changes[0]?.kind === 'create' ? '/dev/null' : `a/${path}`;
      const newName = after === undefined ? '/dev/null' : `b/${path}`;
      return paint(unifiedDiff([oldName, before], [newName, after ?? '']), terminal);
    })
    .join('');
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
