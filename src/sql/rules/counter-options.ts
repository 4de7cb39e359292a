import { counterOption, countFrom } from '../counter.ts';
import { type Answer, defineRule } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { sql } from '../template.ts';
import { as, type Content } from '../tree.ts';

export const counterOptions = defineRule({
  id: 'counter-options',
  title: 'IDENTITY with START WITH or INCREMENT BY',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.9.0',
  explanation: `SQLite counts from 1, one by one. START WITH sets the counter, which is a row of \`sqlite_sequence\`. INCREMENT BY
has no equivalent: give the number in the application.`,
  examples: [
    {
      from: 'create table t (id int generated always as identity (start with 10) primary key, a int); insert into t (a) values (1) returning id',
      to: "create table t (id integer primary key autoincrement, a int);\ndelete from sqlite_sequence where name = 't';\ninsert into sqlite_sequence (name, seq) values ('t', 9); insert into t (a) values (1) returning id",
    },
    {
      from: 'create table t (id int generated always as identity (increment by 5) primary key)',
      to: 'create table t (id integer primary key autoincrement)',
    },
  ],
  on: {
    CreateStmt: ({ relation, tableElts = [] }, context) =>
      tableElts
        .flatMap((element) => as('ColumnDef', element)?.constraints ?? [])
        .flatMap((item) => as('Constraint', item) ?? [])
        .filter(({ contype }) => contype === 'CONSTR_IDENTITY')
        .flatMap((identity) => counted(identity, relation?.relname ?? '', context) ?? []),
  },
});

function counted(
  { options }: Content<'Constraint'>,
  table: string,
  context: RuleContext,
): Exclude<Answer, 'portable' | undefined | readonly unknown[]> | undefined {
  const at = { start: 0, end: context.source.text.length };
  const start = counterOption(options, 'start') ?? 1;
  if ((counterOption(options, 'increment') ?? 1) !== 1)
    return {
      at,
      severity: 'error',
      message:
        'SQLite counts one by one: leave INCREMENT BY out, or give the number in the application.',
      settles: [],
    };
  if (start === 1) return undefined;
  const end = at.end;
  return {
    at,
    message: `SQLite counts from 1: the counter of ${table} is set to begin with ${start}.`,
    replace: [
      { target: { start: end, end }, template: sql`;\n${countFrom(table, start).join(';\n')}` },
    ],
    settles: [],
  };
}
