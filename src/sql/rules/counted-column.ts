import type { ColumnDef } from 'libpg-query';
import type { Span } from '../../core/span.ts';
import { constraintColumns } from '../constraint-columns.ts';
import { isCounted } from '../read-schema.ts';
import { defineRule, type Finding, type Replacement } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { sql } from '../template.ts';
import { as, type Content, wrap } from '../tree.ts';

export const countedColumn = defineRule({
  id: 'counted-column',
  title: 'SERIAL and IDENTITY',
  fidelity: 'exact',
  asWritten: 'differs',
  since: '3.1.0',
  explanation: `SQLite counts in one way only: a column that is exactly \`INTEGER PRIMARY KEY\` gets the next number
where none is given, and with \`AUTOINCREMENT\` a number is never used twice, as with a sequence.
\`serial PRIMARY KEY\` is accepted by SQLite as it stands, and the column stays NULL.

A counted column that is not the primary key becomes the key where the table has none; otherwise
it has no equivalent: give the number in the application, or with a trigger.`,
  examples: [
    {
      from: 'create table t (id bigserial primary key, a int)',
      to: 'create table t (id integer primary key autoincrement, a int)',
    },
    {
      from: 'create table t (id int generated always as identity (start with 1), a int, constraint pk primary key (id))',
      to: 'create table t (id integer primary key autoincrement, a int)',
    },
  ],
  on: {
    ColumnDef: (content, context) => {
      const table = context.enclosing('CreateStmt');
      if (!table || !isCounted(content)) return undefined;
      const key = primaryKeyOf(table);
      const isKey = key.columns.length === 1 && key.columns[0] === content.colname;
      if (!isKey && (key.columns.length > 0 || isSecondCounted(table, content)))
        return notTheKey(content, context);
      return asKey(content, key.tableConstraint, context);
    },
  },
});

interface PrimaryKey {
  readonly columns: readonly string[];
  /** The constraint where it stands after the columns. */
  readonly tableConstraint?: Content<'Constraint'>;
}

function primaryKeyOf({ tableElts }: Content<'CreateStmt'>): PrimaryKey {
  for (const element of tableElts ?? []) {
    const constraint = as('Constraint', element);
    if (constraint?.contype === 'CONSTR_PRIMARY')
      return { columns: constraintColumns(constraint), tableConstraint: constraint };
    const column = as('ColumnDef', element);
    if (column?.colname && ownKey(column)) return { columns: [column.colname] };
  }
  return { columns: [] };
}

function ownKey({ constraints }: ColumnDef): Content<'Constraint'> | undefined {
  return (constraints ?? [])
    .map((item) => as('Constraint', item))
    .find((constraint) => constraint?.contype === 'CONSTR_PRIMARY');
}

function isSecondCounted({ tableElts }: Content<'CreateStmt'>, column: ColumnDef): boolean {
  const counted = (tableElts ?? [])
    .map((element) => as('ColumnDef', element))
    .filter((item) => item && isCounted(item));
  return counted[0] !== column;
}

function asKey(
  content: ColumnDef,
  tableKey: Content<'Constraint'> | undefined,
  context: RuleContext,
): Finding {
  const own = ownKey(content);
  const becomesKey = !own && !tableKey;
  return {
    at: context.node,
    message: becomesKey
      ? 'SQLite counts only in an INTEGER PRIMARY KEY, so this column becomes the primary key: its values have to be unique from now on.'
      : 'SQLite counts in an INTEGER PRIMARY KEY; AUTOINCREMENT never uses a number twice, as a sequence.',
    ...(becomesKey && { severity: 'warning' as const }),
    replace: [
      ...typeReplacement(content, own ? 'integer' : 'integer primary key autoincrement'),
      ...(own ? [keyReplacement(own, context)] : []),
      ...countingRemovals(content, context),
      ...(tableKey ? [{ target: elementSpan(tableKey, context), template: sql`` }] : []),
    ],
    settles: [],
  };
}

function notTheKey(content: ColumnDef, context: RuleContext): Finding {
  return {
    at: context.node,
    severity: 'error',
    message: `SQLite counts only in the primary key, and ${content.colname} is not it: the column would stay NULL. Give the number in the application, or set it in a trigger (max + 1).`,
    replace: [...typeReplacement(content, 'integer'), ...countingRemovals(content, context)],
    settles: [],
  };
}

function typeReplacement({ typeName }: ColumnDef, text: string): readonly Replacement[] {
  return typeName ? [{ target: wrap('TypeName', typeName), template: sql`${text}` }] : [];
}

/** `PRIMARY KEY` to `PRIMARY KEY AUTOINCREMENT`; the words of an index's options go. */
function keyReplacement({ location }: Content<'Constraint'>, { source }: RuleContext): Replacement {
  const key = source.find('key', source.tokenAt(location));
  const token = source.tokens[key] ?? { start: 0, end: 0 };
  return { target: token, template: sql`${source.slice(token)} autoincrement` };
}

/** IDENTITY with its options, and a default of nextval(), go with the blanks before them. */
function countingRemovals(content: ColumnDef, context: RuleContext): readonly Replacement[] {
  return (content.constraints ?? []).flatMap((item) => {
    const constraint = as('Constraint', item);
    if (constraint?.contype === 'CONSTR_IDENTITY')
      return [{ target: identitySpan(constraint, context), template: sql`` }];
    const isNext = constraint?.contype === 'CONSTR_DEFAULT' && constraint.raw_expr;
    return isNext ? [{ target: defaultSpan(constraint, context), template: sql`` }] : [];
  });
}

function withBlanksBefore(first: number, last: number, { source }: RuleContext): Span {
  const start = source.tokens[first - 1]?.end ?? source.tokens[first]?.start ?? 0;
  return { start, end: source.tokens[last]?.end ?? start };
}

function identitySpan({ location }: Content<'Constraint'>, context: RuleContext): Span {
  const { source } = context;
  const first = source.tokenAt(location);
  const word = source.find('identity', first);
  const last = source.value(word + 1) === '(' ? source.partner(word + 1) : word;
  return withBlanksBefore(first, last, context);
}

function defaultSpan({ location, raw_expr }: Content<'Constraint'>, context: RuleContext): Span {
  const { source } = context;
  const first = source.tokenAt(location);
  const last = raw_expr ? source.extent(raw_expr).last : first;
  return withBlanksBefore(first, last, context);
}

/** A table constraint with the comma before it. */
function elementSpan(constraint: Content<'Constraint'>, context: RuleContext): Span {
  const { source } = context;
  const first = source.tokenAt(constraint.location);
  let last = first;
  while (![',', ')', ''].includes(source.value(last + 1)))
    last = Math.max(last + 1, source.partner(last + 1));
  return source.value(first - 1) === ','
    ? withBlanksBefore(first - 1, last, context)
    : source.span({ first, last: last + 1 });
}
