import { type ApiFinding, defineApiRule } from './api-rule.ts';
import { usedNames } from './sqlalchemy-names.ts';

/** What to write instead, by the function's name. Each of them was run: "no such function". */
const instead: Readonly<Record<string, string>> = {
  age: 'subtract the dates in Python',
  array_agg: 'write func.json_group_array(), which gives JSON',
  array_length: 'keep the list as JSON and write func.json_array_length()',
  ascii: 'write func.unicode()',
  bool_and: 'write func.min()',
  bool_or: 'write func.max()',
  btrim: 'write func.trim()',
  cardinality: 'keep the list as JSON and write func.json_array_length()',
  chr: 'write func.char()',
  clock_timestamp: 'write func.now(), or take the time in Python',
  date_part: "write extract('year', column)",
  date_trunc: "write func.strftime('%Y-%m-01', column), or func.date(column, 'start of month')",
  encode: 'write func.hex(), or encode in Python',
  every: 'write func.min()',
  gen_random_uuid: 'give the column default=uuid.uuid4',
  generate_series: 'make the rows in Python, or with a recursive CTE',
  greatest: 'write func.max() of several arguments: it is NULL where one of them is',
  initcap: 'do it in Python',
  json_agg: 'write func.json_group_array()',
  json_build_object: 'write func.json_object()',
  json_object_agg: 'write func.json_group_object()',
  jsonb_agg: 'write func.json_group_array()',
  jsonb_array_elements: "write func.json_each(column).table_valued('value')",
  jsonb_build_object: 'write func.json_object()',
  jsonb_object_agg: 'write func.json_group_object()',
  jsonb_set: "write func.json_set(column, '$.key', value)",
  least: 'write func.min() of several arguments: it is NULL where one of them is',
  left: 'write func.substr(column, 1, count)',
  lpad: 'pad in Python, or write func.printf()',
  make_date: 'write func.date() of a text',
  make_interval: "add a modifier: func.datetime(column, '+1 day')",
  md5: 'compute it in Python with hashlib',
  nextval: 'let an INTEGER primary key count',
  percentile_cont: 'compute it in Python',
  pg_advisory_lock: 'SQLite has one writer: open the transaction with BEGIN IMMEDIATE',
  plainto_tsquery: 'use an FTS5 table',
  quote_literal: 'write func.quote()',
  regexp_replace: 'replace in Python',
  repeat: 'repeat in Python',
  reverse: 'reverse in Python',
  right: 'write func.substr(column, -count)',
  row_to_json: 'write func.json_object() with each column',
  similarity: 'compare in Python, or use an FTS5 table',
  split_part: 'split in Python',
  stddev: 'compute it in Python',
  string_agg: 'write func.aggregate_strings(), which SQLAlchemy has for every database',
  strpos: 'write func.instr()',
  timezone: 'keep UTC in the database and convert in Python',
  to_char: 'write func.strftime(), or format in Python',
  to_timestamp: "write func.datetime(seconds, 'unixepoch')",
  to_tsvector: 'use an FTS5 table',
  translate: 'write func.replace() for each character',
  ts_rank: 'use an FTS5 table',
  unnest: "keep the list as JSON and write func.json_each(column).table_valued('value')",
  uuid_generate_v4: 'give the column default=uuid.uuid4',
};

export const sqlalchemyFunction = defineApiRule({
  id: 'sqlalchemy-function',
  title: 'func.NAME() of a function that SQLite does not have',
  library: 'SQLAlchemy',
  asWritten: 'rejected',
  explanation: `\`func\` makes a call of whatever name it is asked for, so the statement is built, and SQLite fails with
"no such function" when it runs. SQLAlchemy itself writes some calls for each database:
\`func.now()\`, \`func.char_length()\`, \`func.random()\`, \`func.aggregate_strings()\` work on both, and
nothing is said about them.

Write the function that SQLite has, compute the value in Python, or register a function of this name
with the driver (\`create_function\`).`,
  examples: [
    {
      from: "select(func.string_agg(users.c.name, ','))",
      to: "select(func.aggregate_strings(users.c.name, ','))",
    },
    {
      from: "select(func.date_trunc('month', orders.c.placed_at))",
      to: "select(func.strftime('%Y-%m-01', orders.c.placed_at))",
    },
  ],
  inPython: (module) =>
    usedNames(module).flatMap(({ node, path }): readonly ApiFinding[] => {
      const name = /^sqlalchemy\.(?:sql\.)?func\.(\w+)$/.exec(path)?.[1] ?? '';
      const advice = Object.hasOwn(instead, name) ? instead[name] : undefined;
      if (advice === undefined || node.parent?.name !== 'CallExpression') return [];
      const message = `SQLite has no ${name}(), so the statement fails when it runs: ${advice}.`;
      return [{ start: node.from, end: node.to, message }];
    }),
});
