import type { Node } from 'libpg-query';
import { type Answer, defineRule, type Finding, type Replacement } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import {
  arrayOf,
  elementOf,
  isArray,
  isNumber,
  isUnknownLiteral,
  type SqlType,
  typeNamed,
} from '../sql-type.ts';
import { hasOwnForm, storedLiteral } from '../stored-literal.ts';
import { sql } from '../template.ts';
import { as } from '../tree.ts';

export const comparisonLiteral = defineRule({
  id: 'comparison-literal',
  title: 'A literal beside a value of another type',
  fidelity: 'exact',
  asWritten: 'differs',
  since: '3.0.0',
  explanation: `PostgreSQL reads a string literal by the type that it is compared with: 't' is true beside a boolean,
'2024-03-01' is midnight beside a timestamp, '1' is a number beside a number. SQLite compares text with
text: no row, or the wrong ones, without an error. The literal is written in the form that the value
has in SQLite.`,
  examples: [
    {
      setup:
        "create table t (a boolean, b timestamp); insert into t values (true, '2024-03-01 00:00:00')",
      from: "select count(*) from t where a = 't' and b <= '2024-03-01' and b between '2024-01-01' and '2025-01-01'",
      to: "select count(*) from t where a = 1 and b <= '2024-03-01 00:00:00' and b between '2024-01-01 00:00:00' and '2025-01-01 00:00:00'",
    },
    { from: "select 1 = '1'", to: 'select 1 = 1' },
    {
      setup: 'create table t (a text[], n int); insert into t values (null, null)',
      from: "select coalesce(a, '{}') as a, coalesce(n, '0') as n from t",
      to: "select coalesce(a, '[]') as a, coalesce(n, 0) as n from t",
    },
  ],
  on: {
    A_Expr: ({ kind, name, lexpr, rexpr }, context) => {
      const operator = as('String', name?.at(-1))?.sval ?? '';
      if (!lexpr || !rexpr || !isComparison(kind, operator)) return undefined;
      if (kind === 'AEXPR_OP_ANY' || kind === 'AEXPR_OP_ALL')
        return quantified(lexpr, rexpr, context);
      const list = as('List', rexpr)?.items;
      if (!list && !isPlainLiteral(lexpr) && !isPlainLiteral(rexpr) && !('RowExpr' in lexpr))
        return undefined;
      const items = list ?? [rexpr];
      if ('RowExpr' in lexpr)
        return rowAnswers(
          [lexpr, ...items].map((item) => as('RowExpr', item)?.args),
          context,
        );
      if (ofArrays.has(operator) && ![lexpr, rexpr].some((side) => isArray(context.typeOf(side))))
        return undefined;
      return answer([lexpr, ...items], context);
    },
    CaseExpr: ({ args = [], defresult }, context) => {
      const results = args.flatMap((item) => as('CaseWhen', item)?.result ?? []);
      return given(defresult ? [...results, defresult] : results, context);
    },
    CoalesceExpr: ({ args = [] }, context) => given(args, context),
    MinMaxExpr: ({ args = [] }, context) => given(args, context),
  },
});

const comparing = new Set(['=', '<>', '<', '>', '<=', '>=']);
const ofArrays = new Set(['@>', '<@', '&&', '||']);

function isComparison(kind: string | undefined, operator: string): boolean {
  if (kind === 'AEXPR_OP' && ofArrays.has(operator)) return true;
  if (kind === 'AEXPR_OP' || kind === 'AEXPR_OP_ANY' || kind === 'AEXPR_OP_ALL')
    return comparing.has(operator);
  return /^AEXPR_(IN|BETWEEN|NOT_BETWEEN|DISTINCT|NOT_DISTINCT)/.test(kind ?? '');
}

/** Rows are compared column by column. */
function rowAnswers(
  rows: readonly (readonly Node[] | undefined)[],
  context: RuleContext,
): readonly Finding[] {
  const count = rows[0]?.length ?? 0;
  return Array.from({ length: count }, (_, column) =>
    answer(
      rows.flatMap((row) => row?.[column] ?? []),
      context,
    ),
  ).flat();
}

function answer(values: readonly Node[], context: RuleContext): readonly Finding[] {
  if (!values.some(isPlainLiteral) || values.every(isPlainLiteral)) return [];
  const literals = values.filter(isPlainLiteral);
  const typed = values.find((value) => !isPlainLiteral(value) && context.typeOf(value));
  const type = context.typeOf(typed);
  if (!typed || !type || !isRead(type, typed)) return [];
  return written(literals, type);
}

/** Values of which one is the result: a column makes no number of the text beside it. */
function given(values: readonly Node[], context: RuleContext): readonly Finding[] {
  const literals = values.filter((value) => isPlainLiteral(value));
  const typed = values.find((value) => !isPlainLiteral(value) && context.typeOf(value));
  const type = context.typeOf(typed);
  if (literals.length === 0 || !typed || !type || isUnknownLiteral(type)) return [];
  return isNumber(type) || isRead(type, typed) ? written(literals, type) : [];
}

/** A value beside ANY is compared with the elements of the array. */
function quantified(value: Node, array: Node, context: RuleContext): Answer {
  const elements = as('A_ArrayExpr', array)?.elements;
  if (elements) return answer([value, ...elements], context);
  const [own, other] = [context.typeOf(value), context.typeOf(array)];
  if (isPlainLiteral(array))
    return written([array], arrayOf(own && !isUnknownLiteral(own) ? own : typeNamed('text')));
  const element = isArray(other) && other ? elementOf(other) : undefined;
  const isConverted = element && isPlainLiteral(value) && isRead(element, array);
  return isConverted ? written([value], element) : undefined;
}

function written(literals: readonly Node[], type: SqlType): readonly Finding[] {
  const strange = literals.find((literal) => storedLiteral(type, textOf(literal)) === undefined);
  if (strange)
    return [
      {
        at: strange,
        severity: 'error',
        message: `SQLite compares this as text, and it is no ${type.name} in the form that SQLite keeps. Write it so, or compute it.`,
        settles: [],
      },
    ];
  const replace = literals.flatMap((literal) => replacement(literal, type));
  const [first] = replace;
  if (!first) return [];
  return [
    {
      at: first.target,
      message: `SQLite compares text with text, so the literal is written as the ${type.name} is kept.`,
      replace,
      settles: [],
    },
  ];
}

function isPlainLiteral(value: Node): boolean {
  return as('A_Const', value)?.sval !== undefined;
}

function textOf(literal: Node): string {
  return as('A_Const', literal)?.sval?.sval ?? '';
}

/** A column of numbers makes a number of the text by itself. */
function isRead(type: SqlType, value: Node): boolean {
  if (isUnknownLiteral(type)) return false;
  if (isNumber(type)) return !('ColumnRef' in value);
  return hasOwnForm(type);
}

function replacement(literal: Node, type: SqlType): readonly Replacement[] {
  const text = storedLiteral(type, textOf(literal));
  const isSame = text === `'${textOf(literal).replaceAll("'", "''")}'`;
  return text === undefined || isSame ? [] : [{ target: literal, template: sql`${text}` }];
}
