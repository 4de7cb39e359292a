import type { InsertStmt, Node, ResTarget, SelectStmt } from 'libpg-query';
import { quoteLiteral } from '../cast.ts';
import { evenRounded } from '../decimal-rounding.ts';
import { defineRule, type Finding } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import {
  isBoolean,
  isDate,
  isInteger,
  isNumber,
  isTimestamp,
  isUnknownLiteral,
  type SqlType,
} from '../sql-type.ts';
import { hasOwnForm, storedLiteral } from '../stored-literal.ts';
import { sql, type Template } from '../template.ts';
import { as } from '../tree.ts';

export const assignedValue = defineRule({
  id: 'assigned-value',
  title: 'A value of another type than its column, in INSERT and UPDATE',
  fidelity: 'exact',
  asWritten: 'differs',
  since: '3.0.0',
  explanation: `PostgreSQL converts a value to the type of its column: a number is rounded to the scale, a timestamp loses its
time in a date. SQLite stores what it is given. So the conversion is written out where the types differ.

Text that is no number is an error in PostgreSQL; SQLite keeps it as text, unless the table is STRICT.`,
  examples: [
    {
      setup:
        "create table t (n int, d date, b boolean, p numeric(10, 2)); insert into t values (1, '2024-01-31', true, 10)",
      from: "update t set n = p * 1.55, d = timestamp '2024-02-01 10:00', b = 'f', p = p * 1.333",
      to: "update t set n = cast(round(p * 1.55) as integer), d = date('2024-02-01 10:00:00'), b = 0, p = round(p * 1.333, 2)",
    },
  ],
  on: {
    InsertStmt: (content, context) => inserted(content, context),
    ResTarget: (content, context) => selected(content, context),
    UpdateStmt: ({ relation, targetList = [] }, context) =>
      updated(targetList, columnTypes(relation?.relname, context), context),
  },
});

type Types = ReadonlyMap<string, SqlType | undefined>;

function columnTypes(table: string | undefined, { schema }: RuleContext): Types {
  const columns = schema.table(table ?? '')?.columns ?? [];
  return new Map(columns.map(({ name, type }) => [name, type] as const));
}

function updated(targets: readonly Node[], types: Types, context: RuleContext): readonly Finding[] {
  return targets.flatMap((item) => {
    const { name = '', val, indirection } = as('ResTarget', item) ?? {};
    const type = types.get(name);
    if (!val || indirection || !type) return [];
    return [...writtenLiteral(val, type), ...assigned(val, type, context)];
  });
}

function insertedTypes({ relation, cols }: InsertStmt, context: RuleContext) {
  const types = columnTypes(relation?.relname, context);
  const names = cols?.map((item) => as('ResTarget', item)?.name ?? '') ?? [...types.keys()];
  return { types, inOrder: names.map((name) => types.get(name)) };
}

function inserted(content: InsertStmt, context: RuleContext): readonly Finding[] {
  const { types, inOrder } = insertedTypes(content, context);
  const rows = as('SelectStmt', content.selectStmt)?.valuesLists ?? [];
  const ofRows = rows.flatMap((row) =>
    (as('List', row)?.items ?? []).flatMap((value, index) => {
      const type = inOrder[index];
      return type ? assigned(value, type, context) : [];
    }),
  );
  return [...ofRows, ...updated(content.onConflictClause?.targetList ?? [], types, context)];
}

/** A result of the SELECT that gives the rows of an INSERT. */
function selected({ val }: ResTarget, context: RuleContext): readonly Finding[] {
  const [insert, select] = [context.path.at(-3), context.path.at(-2)];
  if (!val || insert?.kind !== 'InsertStmt' || select?.field !== 'selectStmt') return [];
  const { inOrder } = insertedTypes(insert.content as InsertStmt, context);
  const targets = (select.content as SelectStmt).targetList ?? [];
  const index = targets.findIndex((item) => as('ResTarget', item)?.val === val);
  const type = inOrder[index];
  return type ? [...writtenLiteral(val, type), ...assigned(val, type, context)] : [];
}

function assigned(value: Node, type: SqlType, context: RuleContext): readonly Finding[] {
  const from = context.typeOf(value);
  if (isUnknownLiteral(from)) return strangeText(value, type);
  const template = from && converted(value, from, type, context);
  if (!template) return [];
  return [
    {
      at: value,
      message: 'SQLite stores what it is given, so the conversion to the column is written out.',
      replace: [{ target: value, template }],
      settles: [],
    },
  ];
}

function converted(
  value: Node,
  from: SqlType,
  to: SqlType,
  context: RuleContext,
): Template | undefined {
  if (from.array || to.array) return undefined;
  if (isDate(to) && isTimestamp(from)) return sql`date(${value})`;
  if (isTimestamp(to) && isDate(from)) return sql`datetime(${value})`;
  if (!isNumber(to) || !isNumber(from) || isInteger(from)) return undefined;
  if (isInteger(to))
    return sql`cast(${evenRounded(value, context) ?? sql`round(${value})`} as integer)`;
  const scale = to.name === 'numeric' ? to.modifiers[1] : undefined;
  if (scale === undefined || isWithin(value, from, scale)) return undefined;
  return sql`round(${value}, ${scale})`;
}

/** Whether the value has no more digits after the point than the column keeps. */
function isWithin(value: Node, from: SqlType, scale: number): boolean {
  const decimal = as('A_Const', value)?.fval?.fval;
  if (decimal !== undefined) return (decimal.split('.')[1] ?? '').length <= scale;
  return from.name === 'numeric' && (from.modifiers[1] ?? Number.POSITIVE_INFINITY) <= scale;
}

function strangeText(value: Node, type: SqlType): readonly Finding[] {
  const text = as('A_Const', value)?.sval?.sval;
  const isStrict = isNumber(type) || isBoolean(type);
  if (text === undefined || !isStrict || storedLiteral(type, text) !== undefined) return [];
  return [
    {
      at: value,
      severity: 'warning',
      message: `This text is no ${type.name}: PostgreSQL raises an error, and SQLite keeps it as text.`,
      settles: [],
    },
  ];
}

/** The literals in VALUES are those of the rule insert-literal. */
function writtenLiteral(value: Node, type: SqlType): readonly Finding[] {
  const text = as('A_Const', value)?.sval?.sval;
  const stored = text === undefined || !hasOwnForm(type) ? undefined : storedLiteral(type, text);
  if (stored === undefined || stored === quoteLiteral(text ?? '')) return [];
  return [
    {
      at: value,
      message: 'SQLite stores text as it is, so the literal is written as the column has it.',
      replace: [{ target: value, template: sql`${stored}` }],
      settles: [],
    },
  ];
}
