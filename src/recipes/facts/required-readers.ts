import { lineEndAt, lineStartAt } from '../../formats/lines.ts';
import type { Project } from '../project.ts';
import { readersOf, type VariableReader } from './variable-readers.ts';

/**
 * The first place that cannot do without a variable. A reader with a default of its own
 * (`getenv("X")`, `.get("X", ...)`, `X: str = "..."`) can; whatever is not known to can is not.
 */
export function requiredReader(project: Project, variable: string): VariableReader | undefined {
  return readersOf(project, variable).find((reader) => !hasDefault(reader));
}

function hasDefault({ file: { text, path }, span }: VariableReader): boolean {
  if (!path.endsWith('.py')) return false;
  const before = text.slice(lineStartAt(text, span.start), span.start);
  const after = text.slice(span.end, lineEndAt(text, span.end));
  if (/^\s*#/.test(before)) return true;
  if (/(?:getenv|\.get)\(\s*["']$/.test(before)) return true;
  return /^\s*$/.test(before) && /^\s*(?::[^=]*)?=[^=]/.test(after);
}
