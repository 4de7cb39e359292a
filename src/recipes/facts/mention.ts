import type { Notice } from '../../core/notice.ts';
import type { SourceFile } from '../../core/snapshot.ts';
import { type Range, rangeOf, type Span } from '../../core/span.ts';
import type { Engine } from '../../engines/engine.ts';
import { engines } from '../../engines/index.ts';
import { baseName } from '../project.ts';
import { type Finding, type Outcome, outcome, type SwitchContext } from '../recipe.ts';

/** A place that names a database and is the user's to change. */
export interface Mention extends Finding {
  /** The engine that it is about; the place does not say that the project uses it. */
  readonly of: Engine;
  readonly text: string;
  readonly range: Range;
}

/** The first place of each engine with a server that a search finds in a file. */
export function mentionsIn(
  source: SourceFile,
  search: (engine: Engine) => Span | undefined,
): readonly Mention[] {
  return Object.values(engines).flatMap((engine) => {
    const span = engine.server && search(engine);
    if (!span) return [];
    const text = source.text.slice(span.start, span.end).trim().slice(0, 60);
    const label = `${text} in ${baseName(source.path)}`;
    return [
      { path: source.path, span, of: engine, label, text, range: rangeOf(source.text, span) },
    ];
  });
}

/** Where a pattern matches first; a group narrows the place. */
export function firstMatch(text: string, pattern: RegExp): Span | undefined {
  const match = pattern.exec(text);
  if (!match) return undefined;
  const inner = match[1] ?? match[0];
  const start = match.index + match[0].indexOf(inner);
  return { start, end: start + inner.length };
}

/** A notice where the server goes, and nothing else. */
export function tellIfLeaving(
  mention: Mention,
  { source, target, goal }: SwitchContext,
  make: () => Notice,
): Outcome {
  const isLeaving = mention.of === source && !target.server && goal.strategy === 'replace';
  return outcome({ notices: isLeaving ? [make()] : [] });
}
