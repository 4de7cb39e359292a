import type { SqliteSource } from '../reading/sqlite-source.ts';
import { tableSource } from '../reading/table-source.ts';
import { defineRule, type SourceChange } from '../rule.ts';

export const sqliteWord = defineRule({
  id: 'sqlite-word',
  title: 'Words that PostgreSQL writes in another way, or not at all',
  direction: 'sqlite-to-postgresql',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.0.0',
  explanation: `\`BEGIN IMMEDIATE\` is \`BEGIN\`, \`END\` is \`COMMIT\`, \`EXPLAIN QUERY PLAN\` is \`EXPLAIN\`, and
\`CREATE VIEW IF NOT EXISTS\` is \`CREATE OR REPLACE VIEW\`. \`INDEXED BY\` goes: PostgreSQL chooses by itself. A query that
reads itself needs the word \`RECURSIVE\`.

PostgreSQL keeps words for itself that are plain names in SQLite (\`user\`, \`array\`, \`only\`): they are quoted.
An expression in an index needs parentheses of its own.`,
  examples: [
    { from: 'begin immediate', to: 'begin' },
    { from: 'explain query plan select 1', to: 'explain select 1' },
    {
      from: 'with n(i) as (select 1 union all select i + 1 from n where i < 3) select i from n',
      to: 'with recursive n(i) as (select 1 union all select i + 1 from n where i < 3) select i from n',
    },
    { from: 'create table user (id int)', to: 'create table "user" (id bigint)' },
    {
      setup: 'create table t (a int, b int)',
      from: 'create index i on t (a + b, a desc)',
      to: 'create index i on t ((a + b), a desc)',
    },
  ],
  on: {},
  inSource: (source) => [
    ...transaction(source),
    ...explain(source),
    ...view(source),
    ...hints(source),
    ...reservedNames(source),
    ...indexExpressions(source),
    ...emptyDefault(source),
    ...recursion(source),
  ],
});

function change(
  source: SqliteSource,
  [first, last]: readonly [number, number],
  newText: string,
  message: string,
): SourceChange {
  return { start: source.start(first), end: source.end(last), newText, message };
}

function transaction(source: SqliteSource): readonly SourceChange[] {
  if (source.word(0) === 'BEGIN' && ['IMMEDIATE', 'EXCLUSIVE', 'DEFERRED'].includes(source.word(1)))
    return [
      {
        start: source.end(0),
        end: source.end(1),
        newText: '',
        message: 'PostgreSQL locks rows when they are changed, not the database: BEGIN is enough.',
      },
    ];
  const message = 'PostgreSQL ends a transaction with COMMIT.';
  return source.word(0) === 'END' ? [change(source, [0, 0], 'commit', message)] : [];
}

function explain(source: SqliteSource): readonly SourceChange[] {
  return source.has('EXPLAIN QUERY PLAN', 0)
    ? [change(source, [0, 2], 'explain', 'PostgreSQL shows a plan with EXPLAIN.')]
    : [];
}

function view(source: SqliteSource): readonly SourceChange[] {
  const isTemporary = /^TEMP/.test(source.word(1));
  if (!source.has('VIEW IF NOT EXISTS', isTemporary ? 2 : 1) || source.word(0) !== 'CREATE')
    return [];
  const newText = `create or replace ${isTemporary ? 'temp ' : ''}view`;
  const message = 'PostgreSQL has no IF NOT EXISTS for views: a view that is there is replaced.';
  return [change(source, [0, isTemporary ? 5 : 4], newText, message)];
}

function hints(source: SqliteSource): readonly SourceChange[] {
  return source.every('INDEXED').flatMap((index) => {
    const isNot = source.word(index - 1) === 'NOT';
    if (!isNot && source.word(index + 1) !== 'BY') return [];
    const start = source.end(index - (isNot ? 2 : 1));
    const end = source.end(isNot ? index : index + 2);
    return [{ start, end, newText: '', message: 'PostgreSQL chooses the index by itself.' }];
  });
}

/** Reserved in PostgreSQL and no keyword of SQLite. https://www.sqlite.org/lang_keywords.html */
const reserved = new Set(
  `USER ARRAY AUTHORIZATION BINARY BOTH CONCURRENTLY CURRENT_ROLE CURRENT_USER FETCH FREEZE GRANT LATERAL
  LEADING LOCALTIME LOCALTIMESTAMP ONLY OVERLAPS PLACING SESSION_USER SIMILAR SOME SYMMETRIC ASYMMETRIC
  TABLESAMPLE TRAILING VARIADIC VERBOSE ANALYSE ILIKE`.split(/\s+/),
);

function reservedNames(source: SqliteSource): readonly SourceChange[] {
  return source.every(...reserved).map((index) => {
    const name = source.slice(index, index);
    return change(
      source,
      [index, index],
      `"${name.toLowerCase()}"`,
      `${name} is a word of PostgreSQL's own: as a name it is quoted.`,
    );
  });
}

function indexExpressions(source: SqliteSource): readonly SourceChange[] {
  const at = source.word(1) === 'UNIQUE' ? 2 : 1;
  if (source.word(0) !== 'CREATE' || source.word(at) !== 'INDEX') return [];
  const open = source.find(['('], at + 1);
  const close = source.partner(open);
  const changes: SourceChange[] = [];
  for (let first = open + 1; first < close; ) {
    const comma = source.find([','], first, close - 1);
    const last = (comma < 0 ? close : comma) - 1;
    const stop = source.find(['COLLATE', 'ASC', 'DESC'], first, last);
    const end = stop < 0 ? last : stop - 1;
    const isCall = source.partner(first + 1) === end && source.word(first + 1) === '(';
    if (end > first && !isCall && source.partner(first) !== end)
      changes.push(
        change(
          source,
          [first, end],
          `(${source.slice(first, end)})`,
          'An expression in an index needs parentheses in PostgreSQL.',
        ),
      );
    first = last + 2;
  }
  return changes;
}

/** `DEFAULT "text"`: a default can name no column, so what is quoted is a text. */
function emptyDefault(source: SqliteSource): readonly SourceChange[] {
  if (!tableSource(source)) return [];
  return source.every('DEFAULT').flatMap((index) => {
    const token = source.tokens[index + 1];
    if (token?.kind !== 'name' || !token.text.startsWith('"')) return [];
    const text = token.text.slice(1, -1).replaceAll('""', '"').replaceAll("'", "''");
    return [
      change(
        source,
        [index + 1, index + 1],
        `'${text}'`,
        'A text has single quotes in PostgreSQL.',
      ),
    ];
  });
}

/** SQLite does not need the word RECURSIVE where a query of WITH reads itself. */
function recursion(source: SqliteSource): readonly SourceChange[] {
  return source.every('WITH').flatMap((index) => {
    const name = source.word(index + 1);
    const open = source.find(['AS'], index + 1) + 1;
    if (name === 'RECURSIVE' || open === 0 || source.word(open) !== '(') return [];
    const close = source.partner(open);
    const readsItself = source.every(name).some((at) => open < at && at < close);
    if (!readsItself) return [];
    const at = source.end(index);
    const message = 'PostgreSQL wants the word RECURSIVE where a query reads itself.';
    return [{ start: at, end: at, newText: ' recursive', message }];
  });
}
