import type { TextEdit } from '../core/edit.ts';
import type { Span } from '../core/span.ts';
import type { AnalyzedPart, AnalyzedScript, ScriptAnalysis } from './script-analysis.ts';
import type { ScriptPart } from './splitter.ts';
import type { SqlProblem } from './translate.ts';

interface Placed {
  readonly analysis: ScriptAnalysis;
  readonly placed: AnalyzedPart;
}

/** Puts what was found in parts at their places in the script; once for a part that stays there. */
export class PlacedParts {
  readonly #known = new WeakMap<ScriptPart, Placed>();

  place(
    text: string,
    parts: readonly ScriptPart[],
    analyses: readonly ScriptAnalysis[],
  ): AnalyzedScript {
    const found: AnalyzedPart[] = [];
    const edits: TextEdit[] = [];
    const problems: SqlProblem[] = [];
    for (let index = 0; index < parts.length; index += 1) {
      const part = parts[index];
      const analysis = analyses[index];
      if (!part || !analysis || isEmpty(analysis)) continue;
      const placed = this.#placed(text, part, analysis);
      found.push(placed);
      for (const edit of placed.edits) edits.push(edit);
      for (const problem of placed.problems) problems.push(problem);
    }
    return { edits, problems, parts: found };
  }

  #placed(text: string, part: ScriptPart, analysis: ScriptAnalysis): AnalyzedPart {
    const known = this.#known.get(part);
    if (known?.analysis === analysis) return known.placed;
    const placed = {
      part,
      edits: analysis.edits.map((edit) => placedEdit(edit, part, text)),
      problems: analysis.problems.map((problem) => moved(problem, part.start)),
    };
    this.#known.set(part, { analysis, placed });
    return placed;
  }
}

function isEmpty({ edits, problems }: ScriptAnalysis): boolean {
  return edits.length === 0 && problems.length === 0;
}

function shifted<T extends Span>(item: T, by: number): T {
  return { ...item, start: item.start + by, end: item.end + by };
}

function moved(problem: SqlProblem, by: number): SqlProblem {
  const fix = problem.fix?.map((edit) => shifted(edit, by));
  return { ...problem, span: shifted(problem.span, by), ...(fix && { fix }) };
}

/** An edit in the script. A statement that goes takes its semicolon and its line with it. */
function placedEdit(edit: TextEdit, part: ScriptPart, text: string): TextEdit {
  const inScript = shifted(edit, part.start);
  const isWhole = edit.start === 0 && part.start + edit.end === part.end;
  if (!isWhole || edit.newText !== '') return inScript;
  const startsLine = part.start === 0 || /[\r\n]/.test(text[part.start - 1] ?? '');
  const rest = startsLine ? /[ \t]*(?:\r?\n)?/y : /[ \t]*/y;
  rest.lastIndex = part.terminatorEnd;
  rest.test(text);
  return { ...inScript, end: rest.lastIndex };
}
