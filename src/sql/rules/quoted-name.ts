import type { SqliteSource } from '../reading/sqlite-source.ts';
import { tableSource } from '../reading/table-source.ts';
import { defineRule } from '../rule.ts';
import { nameOf, quoteName, type SqliteToken } from '../sqlite-tokens.ts';

export const quotedName = defineRule({
  id: 'quoted-name',
  title: 'Names in backticks, brackets and single quotes',
  direction: 'sqlite-to-postgresql',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.0.0',
  explanation: `SQLite takes a name in backticks (as MySQL), in brackets (as SQL Server), and in single quotes where
only a name can stand. PostgreSQL takes double quotes alone.`,
  examples: [
    {
      setup:
        "create table emp (id integer primary key, name text); insert into emp values (1, 'Ann')",
      from: "select `id`, [name] as 'who' from [emp]",
      to: 'select "id", "name" as "who" from "emp"',
    },
  ],
  on: {},
  inSource: (source) =>
    source.tokens.flatMap((token, index) => {
      const isForeign = token.kind === 'name' && !/^(?:"|\[\d*\]$)/.test(token.text);
      if (!isForeign && !isNameInQuotes(source, token, index)) return [];
      const newText = quoteName(nameOf(token));
      return [
        {
          start: token.start,
          end: token.end,
          newText,
          message: 'PostgreSQL quotes names with double quotes alone.',
        },
      ];
    }),
});

const beforeName = new Set(
  'AS TABLE INTO UPDATE FROM JOIN INDEX VIEW TRIGGER REFERENCES COLUMN EXISTS'.split(' '),
);

function isNameInQuotes(source: SqliteSource, { kind }: SqliteToken, index: number): boolean {
  if (kind !== 'string') return false;
  if (beforeName.has(source.word(index - 1)) || source.word(index - 1) === '.') return true;
  return tableSource(source)?.columns.some(({ nameAt }) => nameAt === index) ?? false;
}
