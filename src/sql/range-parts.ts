import type { Node } from 'libpg-query';
import { quoteLiteral } from './cast.ts';
import { boundType, isDiscrete, rangeText } from './range-literal.ts';
import type { RuleContext } from './rule-context.ts';
import { isInteger, isUnknownLiteral, type SqlType, typeNamed } from './sql-type.ts';
import { storedLiteral } from './stored-literal.ts';
import { join, sql, type Template, type TemplateValue } from './template.ts';
import { as } from './tree.ts';

/** One end of a range, in SQLite's SQL. */
export interface RangeBound {
  readonly value: TemplateValue;
  /** The condition that there is no such end; missing where there is one. */
  readonly infinite?: Template;
  /** Whether the value itself is in the range, or the condition under which it is. */
  readonly isIn: boolean | Template;
}

/** A range by its ends, where they stand in the statement or in the text of a column. */
export interface RangeParts {
  readonly bound: SqlType;
  readonly lower: RangeBound;
  readonly upper: RangeBound;
  /** The condition that there is something in it; missing where there always is. */
  readonly filled?: Template;
  /** The range as SQLite keeps it. */
  readonly text: Template;
}

/** The types of ranges, and the functions that make them. */
export const rangeConstructors: readonly string[] = [
  'int4range',
  'int8range',
  'numrange',
  'daterange',
  'tsrange',
  'tstzrange',
];

/** An expression that is a range: a column, a literal with its type, or a constructor. */
export function rangeParts(node: Node | undefined, context: RuleContext): RangeParts | undefined {
  const call = as('FuncCall', node);
  const name = as('String', call?.funcname?.at(-1))?.sval ?? '';
  if (call && rangeConstructors.includes(name)) return constructed(name, call.args ?? [], context);
  const type = context.typeOf(node);
  const bound = boundType(type);
  if (!node || !bound) return undefined;
  const text = context.stringValue(node);
  return text === undefined ? storedParts(node, bound, context) : literalParts(bound, text);
}

/** A literal beside a range: PostgreSQL reads it as one. */
export function literalParts(bound: SqlType, text: string): RangeParts | undefined {
  const range = rangeText(bound, text);
  if (range === undefined) return undefined;
  const value = sql`${quoteLiteral(range)}`;
  if (range === 'empty') {
    const nothing = { value: 'null', isIn: false };
    return { bound, lower: nothing, upper: nothing, filled: sql`false`, text: value };
  }
  const comma = range.indexOf(',');
  const [low, high] = [range.slice(1, comma), range.slice(comma + 1, -1)];
  return {
    bound,
    lower: literalBound(bound, low, range.startsWith('[')),
    upper: literalBound(bound, high, range.endsWith(']')),
    text: value,
  };
}

function literalBound(bound: SqlType, text: string, isIn: boolean): RangeBound {
  if (text === '') return { value: 'null', infinite: sql`true`, isIn };
  return { value: storedLiteral(bound, text) ?? 'null', isIn };
}

function constructed(
  name: string,
  [low, high, flags]: readonly Node[],
  context: RuleContext,
): RangeParts | undefined {
  const bound = boundType(typeNamed(name));
  const written = flags ? context.stringValue(flags) : '[)';
  if (!bound || !low || !high || !/^[[(][\])]$/.test(written ?? '')) return undefined;
  const [lower, upper] = [boundOf(low, bound, context), boundOf(high, bound, context)];
  const [open = '[', close = ')'] = written ?? '';
  const literal = constantText(bound, [low, high], `${open}${close}`, context);
  if (literal) return literal;
  if (isDiscrete(bound) && written !== '[)') return undefined;
  const [from, to] = [lower.value, upper.value];
  return {
    bound,
    lower: { ...lower, isIn: open === '[' },
    upper: { ...upper, isIn: close === ']' },
    filled: reaches({ ...lower, isIn: false }, { ...upper, isIn: false }),
    text: sql`iif(${from} = ${to}, 'empty', iif(${from} is null, '(', '${open}') || ifnull(${from}, '') || ',' || ifnull(${to}, '') || '${close}')`,
  };
}

/** A constructor of literals is a literal. */
function constantText(
  bound: SqlType,
  ends: readonly Node[],
  flags: string,
  context: RuleContext,
): RangeParts | undefined {
  const texts = ends.map((end) => constantOf(end, context));
  if (texts.includes(undefined)) return undefined;
  return literalParts(
    bound,
    `${flags[0]}${texts.map((text) => `"${text}"`).join(',')}${flags[1]}`.replaceAll('""', ''),
  );
}

function constantOf(node: Node, context: RuleContext): string | undefined {
  const constant = as('A_Const', node);
  if (constant?.isnull) return '';
  if (constant?.ival) return String(constant.ival.ival ?? 0);
  return constant?.fval?.fval ?? context.stringValue(node);
}

function boundOf(node: Node, bound: SqlType, context: RuleContext): Omit<RangeBound, 'isIn'> {
  const constant = constantOf(node, context);
  if (constant === '') return { value: 'null', infinite: sql`true` };
  if (constant !== undefined) return { value: storedLiteral(bound, constant) ?? sql`${node}` };
  const value = context.operand(node);
  return { value, infinite: sql`${value} is null` };
}

/** A range in a column is kept as its text. */
function storedParts(node: Node, bound: SqlType, context: RuleContext): RangeParts {
  const range = context.operand(node);
  const low = sql`substr(${range}, 2, instr(${range}, ',') - 2)`;
  const high = sql`substr(${range}, instr(${range}, ',') + 1, length(${range}) - instr(${range}, ',') - 1)`;
  return {
    bound,
    lower: { ...storedBound(low, bound), isIn: isDiscrete(bound) || sql`${range} like '[%'` },
    upper: {
      ...storedBound(high, bound),
      isIn: isDiscrete(bound) ? false : sql`${range} like '%]'`,
    },
    filled: sql`${range} <> 'empty'`,
    text: sql`${node}`,
  };
}

function storedBound(text: Template, bound: SqlType): Omit<RangeBound, 'isIn'> {
  const infinite = sql`${text} = ''`;
  if (isInteger(bound)) return { value: sql`cast(${text} as integer)`, infinite };
  return { value: bound.name === 'numeric' ? sql`cast(${text} as real)` : text, infinite };
}

/** An element as both ends of what it is. */
export function elementBound(node: Node, bound: SqlType, context: RuleContext): RangeBound {
  const text = context.stringValue(node);
  const isPlain = text !== undefined && isUnknownLiteral(context.typeOf(node));
  const literal = isPlain ? storedLiteral(bound, text) : undefined;
  if (literal === undefined && text !== undefined) return { value: sql`${node}`, isIn: true };
  return { value: literal ?? context.operand(node), isIn: true };
}

/** The condition that something may lie between a lower end and an upper one. */
export function reaches(lower: RangeBound, upper: RangeBound): Template {
  const parts = [lower.infinite, upper.infinite].flatMap((part) => part ?? []);
  const all = [...parts, ordered(lower, upper)];
  return all.length === 1 ? join(all, '') : sql`(${join(all, ' or ')})`;
}

function ordered(lower: RangeBound, upper: RangeBound): Template {
  if (lower.isIn === true && upper.isIn === true) return sql`${lower.value} <= ${upper.value}`;
  if (lower.isIn === false || upper.isIn === false) return sql`${lower.value} < ${upper.value}`;
  const conditions = [lower.isIn, upper.isIn].flatMap((isIn) =>
    typeof isIn === 'boolean' ? [] : isIn,
  );
  return sql`${lower.value} < ${upper.value} or ${lower.value} = ${upper.value} and ${join(conditions, ' and ')}`;
}
