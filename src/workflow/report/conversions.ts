import type { TextEdit } from '../../core/edit.ts';
import type { Plan } from '../../core/plan.ts';
import { redactSecrets } from '../../core/redact.ts';
import type { WorkspaceSnapshot } from '../../core/snapshot.ts';
import { positionFinder } from '../../core/span.ts';

/** One edit as a reader of the report sees it. */
export interface Conversion {
  readonly path: string;
  /** Counted from 1, in the text before. */
  readonly line: number;
  readonly from: string;
  readonly to: string;
  /** Those of its step. */
  readonly title: string;
  readonly why: string;
}

/** Characters of an edit that are shown. */
const longest = 60;

/** Every edit of the plan: what stood there, what stands there now, and why. */
export function conversionsOf(plan: Plan, before: WorkspaceSnapshot): readonly Conversion[] {
  return plan.steps.flatMap((step) => {
    if (step.kind !== 'file' || step.change.kind !== 'modify') return [];
    const text = before.files.get(step.path)?.text ?? '';
    const at = positionFinder(text);
    const telling = step.change.edits.filter((edit) => tells(text, edit));
    return telling.map((edit) => ({
      path: step.path,
      line: at(edit.start).line + 1,
      from: shorten(text.slice(edit.start, edit.end)),
      to: shorten(edit.newText),
      title: step.title,
      why: step.why,
    }));
  });
}

/** Commas, line breaks and names added to an import follow from the edits that do tell something. */
function tells(text: string, { start, end, newText }: TextEdit): boolean {
  if (start === end) return /\n|\W\w+\W/.test(newText.trim());
  return /\w/.test(text.slice(start, end)) && !/^\s*(?:from|import)\s/.test(text.slice(start, end));
}

/** The first line that says something, cut where it is long. */
function shorten(text: string): string {
  // A password that is cut in two would not be known for one.
  const lines = redactSecrets(text)
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '');
  const first = lines[0]?.trim() ?? '';
  const cut = first.length > longest || lines.length > 1;
  return cut ? `${first.slice(0, longest)}…` : first;
}
