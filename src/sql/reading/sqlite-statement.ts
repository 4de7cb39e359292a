import type { Span } from '../../core/span.ts';
import { parseStatement } from '../parser.ts';
import { PatchedText } from '../patched-text.ts';
import { severityOf } from '../problems.ts';
import type { Rule, SourceChange } from '../rule.ts';
import { tokenizeSqlite } from '../sqlite-tokens.ts';
import type { SqlProblem } from '../translate.ts';
import { grammarMasks } from './grammar-masks.ts';
import { type Found, findPlaceholders, maskOf, type PlaceholderChoice } from './placeholders.ts';
import type { Reading } from './reading.ts';
import { SqliteSource } from './sqlite-source.ts';
import { triggerSource } from './trigger-source.ts';

interface RuleChange {
  readonly rule: Rule;
  readonly change: SourceChange;
}

/**
 * Reads a statement of SQLite with PostgreSQL's grammar: the rules first change what that grammar
 * does not have, and say so. A statement that one of them changes or refuses as a whole is done.
 */
export function readSqliteStatement(
  text: string,
  rules: readonly Rule[],
  choice: PlaceholderChoice,
): Reading {
  const source = new SqliteSource(text);
  const found = rules.flatMap((rule) =>
    (rule.inSource?.(source) ?? []).map((change) => ({ rule, change })),
  );
  const whole = found.find(({ change }) => isWhole(change, text));
  if (whole) return wholeReading(text, whole);
  const bodyAt = triggerBodyAt(source);
  // The statements of a trigger's body are read each by itself.
  const kept = withoutOverlaps(found.filter(({ change }) => change.start < bodyAt));
  const edits = kept.map(({ change: { start, end, newText = '' } }) => ({ start, end, newText }));
  const masks = grammarMasks(source).filter((mask) => !edits.some((edit) => overlaps(edit, mask)));
  const changed = [...edits, ...masks];
  const placeholders = placeholdersOf(text, choice).filter(
    (item) => !changed.some((edit) => overlaps(edit, spanOf(item))),
  );
  const mask = maskOf(placeholders, text, changed);
  const patched = new PatchedText(text).apply(mask.edits);
  const problems = kept.flatMap(problemOf);
  const parsed = parseStatement(patched.text);
  return { parsed, text: patched.text, mask: { ...mask, patched }, problems };
}

function triggerBodyAt(source: SqliteSource): number {
  const trigger = triggerSource(source);
  return trigger ? source.start(trigger.beginAt) : Number.POSITIVE_INFINITY;
}

/** Of two changes of the same text the first one stays. */
function withoutOverlaps(found: readonly RuleChange[]): readonly RuleChange[] {
  const kept: RuleChange[] = [];
  for (const item of found)
    if (!kept.some(({ change }) => overlaps(change, item.change))) kept.push(item);
  return kept;
}

function spanOf({ start, text }: Found): Span {
  return { start, end: start + text.length };
}

function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

function isWhole({ start, end, newText }: SourceChange, text: string): boolean {
  return newText === undefined || (start === 0 && end === text.length);
}

function wholeReading(text: string, found: RuleChange): Reading {
  const { start, end, newText } = found.change;
  const edits = newText === undefined ? [] : [{ start, end, newText }];
  const parsed = { error: { message: '', at: 0 } };
  return { parsed, text, done: { edits, problems: problemOf(found) } };
}

function problemOf({ rule, change }: RuleChange): readonly SqlProblem[] {
  const { start, end, newText, message, severity, at } = change;
  if (message === undefined) return [];
  return [
    {
      code: rule.id,
      severity: severity ?? severityOf(rule.fidelity),
      asWritten: rule.asWritten,
      message,
      span: at ?? { start, end },
      ...(newText !== undefined && { fix: [{ start, end, newText }] }),
    },
  ];
}

/** SQLite's own parameters, and the `%s` of a driver that is used with both databases. */
function placeholdersOf(text: string, choice: PlaceholderChoice): readonly Found[] {
  if (choice === 'none') return [];
  const own = tokenizeSqlite(text).flatMap(({ kind, start, text: token }) =>
    kind === 'parameter'
      ? [
          {
            style: token === '?' ? ('question' as const) : ('named' as const),
            start,
            text: token,
            role: 'value' as const,
          },
        ]
      : [],
  );
  const formats = text.includes('%')
    ? findPlaceholders(text).filter(({ style }) => style === 'format')
    : [];
  return [...own, ...formats].filter(({ style }) => choice === 'auto' || style === choice);
}
