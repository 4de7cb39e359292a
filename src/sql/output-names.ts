import type { Node, ResTarget } from 'libpg-query';
import { applyEdits, type TextEdit } from '../core/edit.ts';
import type { Span } from '../core/span.ts';
import { columnName } from './column-name.ts';
import { quoteName } from './identifier.ts';
import { writesUpperCase } from './keyword-case.ts';
import { composeRewrites, type Rewrite } from './rewrite.ts';
import type { Ancestor } from './rule-context.ts';
import type { StatementSource } from './statement-source.ts';
import { as, type Content } from './tree.ts';

/** A column of a result that has no name of its own in the text. */
export interface UnnamedOutput {
  readonly value: Node;
  /** The name that PostgreSQL gives to it. */
  readonly name: string;
}

/** The current node as a column without a name of a result whose columns' names can be seen. */
export function unnamedOutput(path: readonly Ancestor[]): UnnamedOutput | undefined {
  const { kind, content, field } = path.at(-1) ?? {};
  if (kind !== 'ResTarget' || !isResult(path, field)) return undefined;
  const { name, val } = content as ResTarget;
  if (name !== undefined || !val) return undefined;
  const last = as('ColumnRef', val)?.fields?.at(-1);
  if (last && 'A_Star' in last) return undefined;
  const own = columnName(val);
  // Nobody reads what setval() gives.
  return own === '?column?' || own === 'setval' ? undefined : { value: val, name: own };
}

/** RETURNING, or a list that is not inside of an expression or an INSERT. */
function isResult(path: readonly Ancestor[], field: string | undefined): boolean {
  if (path.at(-2)?.kind === 'ReturningClause') return field === 'exprs';
  if (path.at(-2)?.kind !== 'SelectStmt' || field !== 'targetList') return false;
  let index = path.length - 2;
  // The names of a UNION are those of its first member.
  while (path[index]?.field === 'larg') index -= 1;
  if (path[index]?.field === 'rarg') return false;
  const parent = path[index - 1];
  if (parent?.kind === 'CommonTableExpr')
    return !(parent.content as Content<'CommonTableExpr'>).aliascolnames;
  return parent?.kind !== 'SubLink' && parent?.kind !== 'InsertStmt';
}

/**
 * `value AS name` where rewrites give the value another text, by which SQLite would name it.
 * The rewrite has to come before those of the value.
 */
export function namingRewrite(
  { value, name }: UnnamedOutput,
  rewrites: readonly Rewrite[],
  source: StatementSource,
): Rewrite | undefined {
  const span = source.outerSpanOf(value);
  const inside = rewrites.filter((rewrite) => changesValue(rewrite, span));
  if (inside.length === 0 || inside.some((rewrite) => isNaming(rewrite, span, name)))
    return undefined;
  const { edits } = composeRewrites(source.text, inside);
  const own = edits.map((edit) => shifted(edit, -span.start));
  const isNamed = isNameOf(name, applyEdits(source.slice(span), own));
  const keyword = writesUpperCase(source.text) ? 'AS' : 'as';
  return edits.length === 0 || isNamed
    ? undefined
    : { span, pieces: [span, ` ${keyword} ${quoteName(name)}`] };
}

function isNaming({ span, pieces }: Rewrite, value: Span, name: string): boolean {
  const isWhole = span.start === value.start && span.end === value.end;
  return (
    isWhole && pieces.slice(1).join('').toLowerCase() === ` as ${quoteName(name)}`.toLowerCase()
  );
}

function shifted({ start, end, newText }: TextEdit, by: number): TextEdit {
  return { start: start + by, end: end + by, newText };
}

/** Whether a text is a column of this name, of whatever table. */
function isNameOf(name: string, text: string): boolean {
  return text === quoteName(name) || text.endsWith(`.${quoteName(name)}`);
}

/** Whether a rewrite gives a value other text, and not only a name or another column after it. */
export function changesValue({ span, pieces }: Rewrite, value: Span): boolean {
  const [first, next] = pieces;
  const isFollowed = typeof first === 'object' && typeof next === 'string' && next.startsWith(',');
  return value.start <= span.start && span.end <= value.end && span.end > span.start && !isFollowed;
}
