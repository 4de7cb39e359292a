import type { InsertStmt, Node } from 'libpg-query';
import { quoteName } from '../identifier.ts';
import { defineRule, type Finding, type Replacement } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { sql } from '../template.ts';
import { as } from '../tree.ts';
import { constrainedColumns } from '../unique-constraint.ts';

export const insertForm = defineRule({
  id: 'insert-form',
  title: 'INSERT: DEFAULT in VALUES, OVERRIDING, ON CONFLICT after SELECT',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.24.0',
  explanation: `SQLite has no DEFAULT as a value: the column's default is written there, or NULL where the key counts by
itself. OVERRIDING goes, because a given key is taken. A SELECT before ON CONFLICT needs a WHERE, or ON
would be read as that of a join.`,
  examples: [
    {
      setup: 'create table df (id serial primary key, a int, b int default 7)',
      from: 'insert into df overriding system value values (default, 1, default)',
      to: 'insert into df values (null, 1, 7)',
    },
    {
      setup: 'create table kv (k text primary key); create table s (k text)',
      from: 'insert into kv (k) select k from s on conflict do nothing',
      to: 'insert into kv (k) select k from s where true on conflict do nothing',
    },
  ],
  on: {
    InsertStmt: (content, context) => [
      ...list(defaults(content, context)),
      ...list(overriding(content, context)),
      ...list(conflict(content, context)),
      ...list(namedConflict(content, context)),
    ],
    // The name is dealt with at the INSERT, which knows the table.
    InferClause: ({ conname }) => (conname ? 'portable' : undefined),
    SetToDefault: (_content, context) =>
      context.enclosing('InsertStmt')
        ? 'portable'
        : {
            at: context.node,
            severity: 'error',
            message: 'SQLite has no DEFAULT as a value: write the default itself.',
          },
  },
});

function list(finding: Finding | undefined): readonly Finding[] {
  return finding ? [finding] : [];
}

function defaults(content: InsertStmt, context: RuleContext): Finding | undefined {
  const lists = as('SelectStmt', content.selectStmt)?.valuesLists ?? [];
  const table = context.schema.table(content.relation?.relname ?? '');
  const names =
    content.cols?.map((item) => as('ResTarget', item)?.name ?? '') ??
    table?.columns.map(({ name }) => name) ??
    [];
  const replace: Replacement[] = [];
  for (const row of lists)
    for (const [index, item] of (as('List', row)?.items ?? []).entries()) {
      if (!('SetToDefault' in item)) continue;
      const column = table?.columns.find(({ name }) => name === names[index]);
      const text = column && defaultText(column.default, column.isCounted);
      if (text === undefined)
        return {
          at: item,
          severity: 'error',
          message:
            'SQLite has no DEFAULT as a value, and the default of this column is not known or no literal: leave the column out.',
          settles: [],
        };
      replace.push({ target: item, template: sql`${text}` });
    }
  const [first] = replace;
  return (
    first && {
      at: first.target,
      message: "SQLite has no DEFAULT as a value: the column's default is written.",
      replace,
      settles: [],
    }
  );
}

function defaultText(node: Node | undefined, isCounted: boolean): string | undefined {
  if (isCounted || !node) return 'null';
  const constant = as('A_Const', as('TypeCast', node)?.arg ?? node);
  if (!constant) return undefined;
  if (constant.ival) return String(constant.ival.ival ?? 0);
  if (constant.fval) return constant.fval.fval;
  if (constant.boolval) return constant.boolval.boolval ? '1' : '0';
  if (constant.isnull) return 'null';
  return constant.sval && `'${(constant.sval.sval ?? '').replaceAll("'", "''")}'`;
}

function overriding({ override }: InsertStmt, { source }: RuleContext): Finding | undefined {
  if (override === 'OVERRIDING_NOT_SET') return undefined;
  const word = source.find('overriding', 0);
  const start = source.tokens[word - 1]?.end ?? 0;
  const end = source.tokens[word + 2]?.end ?? start;
  return {
    at: { start, end },
    message: 'SQLite takes a key that is given, so OVERRIDING goes.',
    replace: [{ target: { start, end }, template: sql`` }],
    settles: ['override'],
  };
}

/** `SELECT ... FROM t ON CONFLICT` would be a join. */
function conflict(
  { onConflictClause, selectStmt }: InsertStmt,
  { source }: RuleContext,
): Finding | undefined {
  const select = as('SelectStmt', selectStmt);
  const hasEnd =
    select?.whereClause || select?.groupClause || select?.sortClause || select?.limitCount;
  if (!onConflictClause || !select?.fromClause || hasEnd) return undefined;
  const token = source.tokens[source.tokenAt(onConflictClause.location)];
  if (!token) return undefined;
  return {
    at: token,
    message: 'SQLite would read this ON as that of a join, so the SELECT gets a WHERE.',
    replace: [{ target: token, template: sql`where true ${token}` }],
    settles: [],
  };
}

/** `ON CONFLICT ON CONSTRAINT name`: SQLite wants the columns. */
function namedConflict(
  { onConflictClause, relation }: InsertStmt,
  { source, schema }: RuleContext,
): Finding | undefined {
  const name = onConflictClause?.infer?.conname;
  if (!name) return undefined;
  const word = source.find('constraint', source.tokenAt(onConflictClause.location));
  const at = source.span({ first: word - 1, last: word + 1 });
  const table = schema.table(relation?.relname ?? '');
  const columns = table && constrainedColumns(table, name);
  const message = 'SQLite has no ON CONFLICT ON CONSTRAINT: it names the columns.';
  if (!columns?.length)
    return {
      at,
      severity: 'error',
      message: `${message} The definition of ${name} is not known: write its columns in parentheses.`,
      settles: [],
    };
  const template = sql`(${columns.map(quoteName).join(', ')})`;
  return { at, message, replace: [{ target: at, template }], settles: [] };
}
