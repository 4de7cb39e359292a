import type { FuncCall, Node, SelectStmt } from 'libpg-query';
import { quoteLiteral } from '../cast.ts';
import { statementRemoval } from '../removal.ts';
import { type Answer, defineRule, type Finding, type ProblemSeverity } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import type { ObservedSchema } from '../schema.ts';
import { sql } from '../template.ts';
import { as } from '../tree.ts';

export const sequence = defineRule({
  id: 'sequence',
  title: 'Sequences',
  fidelity: 'approximate',
  asWritten: 'rejected',
  since: '3.1.0',
  explanation: `SQLite has no sequences. The counter of an AUTOINCREMENT column is a row of \`sqlite_sequence\`, so a
\`setval\` of a SERIAL column's sequence writes there; CREATE SEQUENCE and ALTER SEQUENCE go.

\`currval\` and \`lastval\` become \`last_insert_rowid()\`, which is the key of the row that this connection
inserted last, into any table. \`nextval\` has no equivalent: leave the key out of the INSERT and read
it with RETURNING, or keep a table of counters.`,
  examples: [
    {
      setup: 'create table s1 (id serial primary key)',
      from: "select setval('s1_id_seq', 100); insert into s1 default values; select id from s1",
      to: "delete from sqlite_sequence where name = 's1';\ninsert into sqlite_sequence (name, seq) select 's1', 100; insert into s1 default values; select id from s1",
    },
    {
      setup: 'create table s2 (id serial primary key)',
      from: "select setval(pg_get_serial_sequence('public.s2', 'id'), coalesce(max(id), 1), false) from s2; insert into s2 default values; select id from s2",
      to: "delete from sqlite_sequence where name = 's2';\ninsert into sqlite_sequence (name, seq) select 's2', coalesce(coalesce(max(id), 1), 0) - 1 from s2; insert into s2 default values; select id from s2",
    },
    {
      setup: 'create table t (a int)',
      from: 'create sequence s start 5; alter sequence s owned by t.a; select count(*) from t',
      to: 'select count(*) from t',
    },
  ],
  on: {
    AlterSeqStmt: ({ sequence: name, options }, context) => {
      const isOwned = options?.some((item) => as('DefElem', item)?.defname === 'owned_by');
      return removal(context, isOwned ? 'info' : severityFor(name?.relname, context));
    },
    CreateSeqStmt: ({ sequence: name }, context) =>
      removal(context, severityFor(name?.relname, context)),
    FuncCall: (content, context) => sequenceCall(content, context),
    SelectStmt: (content, context) => setValue(content, context),
  },
});

/** A sequence that counts a column's values is not missed. */
function severityFor(name: string | undefined, { schema }: RuleContext): ProblemSeverity {
  return tableOf(name ?? '', schema) ? 'info' : 'warning';
}

function removal(context: RuleContext, severity: ProblemSeverity): Finding {
  const message =
    severity === 'info'
      ? 'SQLite has no sequences: the key that this one belongs to counts by itself.'
      : 'SQLite has no sequences: a SERIAL key counts by itself. Where nextval() is used elsewhere, keep a table of counters.';
  return { ...statementRemoval(context, message), severity };
}

function callName({ funcname }: FuncCall): string {
  return as('String', funcname?.at(-1))?.sval ?? '';
}

function sequenceCall(content: FuncCall, context: RuleContext): Answer {
  const name = callName(content);
  if (name === 'currval' || name === 'lastval')
    return {
      at: context.node,
      message: `SQLite has no ${name}(): last_insert_rowid() is the key that this connection inserted last, into any table.`,
      replace: [{ target: context.node, template: sql`last_insert_rowid()` }],
    };
  if (name !== 'nextval' && name !== 'setval') return undefined;
  return {
    at: context.node,
    severity: 'error',
    message: `SQLite has no sequences and no ${name}(): leave the key out of the INSERT and read it with RETURNING, or keep a table of counters.`,
  };
}

/** `SELECT setval('t_id_seq', ...) [FROM ...]` as a statement. */
function setValue({ targetList }: SelectStmt, context: RuleContext): Answer {
  const [target, second] = targetList ?? [];
  const item = as('ResTarget', target)?.val;
  const call = as('FuncCall', item);
  if (context.path.length > 1 || second || !item || !call || callName(call) !== 'setval')
    return undefined;
  const [name, value, isCalled] = call.args ?? [];
  const table = countedTable(name, context);
  if (!table || !value) return undefined;
  const literal = quoteLiteral(table);
  const next = as('A_Const', isCalled)?.boolval;
  const isUncalled = next !== undefined && !next.boolval;
  const number = sql`${plainNumber(value) ? value : sql`coalesce(${value}, 0)`}${isUncalled ? ' - 1' : ''}`;
  return {
    at: item,
    severity: 'info',
    message: `SQLite has no sequences: the counter of ${table} is a row of sqlite_sequence.`,
    replace: [
      {
        target: { start: 0, end: 0 },
        template: sql`delete from sqlite_sequence where name = ${literal};\ninsert into sqlite_sequence (name, seq) `,
      },
      { target: item, template: sql`${literal}, ${number}` },
    ],
    settles: [],
  };
}

/** The table by the name of its sequence, or by `pg_get_serial_sequence('table', 'column')`. */
function countedTable(name: Node | undefined, context: RuleContext): string | undefined {
  const call = as('FuncCall', name);
  if (!call) return tableOf(context.stringValue(name) ?? '', context.schema);
  if (callName(call) !== 'pg_get_serial_sequence') return undefined;
  return context.schema.table(bareName(context.stringValue(call.args?.[0]) ?? ''))?.name;
}

function bareName(name: string): string {
  return name.split('.').at(-1)?.replaceAll('"', '') ?? '';
}

function plainNumber(node: Node): boolean {
  return 'A_Const' in node;
}

/** The table of a sequence by PostgreSQL's naming, `table_column_seq`. */
function tableOf(sequenceName: string, schema: ObservedSchema): string | undefined {
  const words = bareName(sequenceName)
    .replace(/_seq\d*$/, '')
    .split('_');
  for (let count = words.length - 1; count > 0; count -= 1) {
    const table = schema.table(words.slice(0, count).join('_'));
    const column = words.slice(count).join('_');
    if (table?.columns.some((item) => item.name === column)) return table.name;
  }
  return undefined;
}
