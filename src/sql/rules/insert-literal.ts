import type { InsertStmt, Node } from 'libpg-query';
import { defineRule, type Finding, type Replacement } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { isDate, isNumber, isTimestamp, type SqlType } from '../sql-type.ts';
import { hasOwnForm, storedLiteral } from '../stored-literal.ts';
import { sql } from '../template.ts';
import { as } from '../tree.ts';

export const insertLiteral = defineRule({
  id: 'insert-literal',
  title: 'Literals in INSERT',
  fidelity: 'exact',
  asWritten: 'differs',
  since: '3.9.0',
  explanation: `PostgreSQL reads a string in VALUES by the type of its column: 't' is true, '{a,b}' an array,
'\\x00ff' bytes, '2024-01-31 10:00+02' a moment. SQLite stores the text as it is, and then no
comparison finds it. Such literals are written in the form that the column has in SQLite.`,
  examples: [
    {
      setup: 'create table t (a boolean, b text[], c bytea, d timestamptz)',
      from: "insert into t values ('t', '{x,y}', '\\x00ff', '2024-01-31 10:00+02')",
      to: `insert into t values (1, '["x","y"]', x'00ff', '2024-01-31 08:00:00')`,
    },
  ],
  on: {
    InsertStmt: (content, context) => {
      const refused = refusedLiteral(content, context);
      if (refused) return refused;
      const replace = literalReplacements(content, context);
      if (replace.length === 0) return undefined;
      return {
        at: replace[0]?.target ?? context.node,
        message:
          'SQLite stores text as it is, so the literals are written in the form that their columns have.',
        replace,
        settles: [],
      };
    },
  },
});

function literalReplacements(content: InsertStmt, context: RuleContext): readonly Replacement[] {
  const lists = as('SelectStmt', content.selectStmt)?.valuesLists ?? [];
  const types = lists.length > 0 ? columnTypes(content, context) : [];
  if (!types.some(hasOwnForm)) return [];
  return lists.flatMap((list) =>
    (as('List', list)?.items ?? []).flatMap((item, index) => replacement(item, types[index])),
  );
}

/** A text that PostgreSQL refuses for a number, and SQLite stores as text. */
function refusedLiteral(content: InsertStmt, context: RuleContext): Finding | undefined {
  const types = columnTypes(content, context);
  if (!types.some((type) => isNumber(type) || isMoment(type))) return undefined;
  const lists = as('SelectStmt', content.selectStmt)?.valuesLists ?? [];
  const found = lists.flatMap((list) =>
    (as('List', list)?.items ?? []).flatMap((item, index) => refusal(item, types[index]) ?? []),
  );
  return found[0];
}

function refusal(item: Node, type: SqlType | undefined): Finding | undefined {
  const text = as('A_Const', item)?.sval?.sval;
  if (!type || text === undefined || storedLiteral(type, text) !== undefined) return undefined;
  if (isMoment(type)) return unreadable(item, text, type);
  if (!isNumber(type)) return undefined;
  const message = `PostgreSQL takes this text for no number and raises an error; SQLite stores it in the column of numbers. Correct it, or make the table STRICT.`;
  return { at: item, severity: 'warning', message, settles: [] };
}

function isMoment(type: SqlType | undefined): boolean {
  return isDate(type) || isTimestamp(type);
}

function unreadable(at: Node, text: string, { name }: SqlType): Finding {
  const message = `SQLite stores '${text}' as it is, and no date function reads it. Write the ${name} as YYYY-MM-DD HH:MM:SS, or compute it in the application.`;
  return { at, severity: 'error', message, settles: [] };
}

/** The types of the columns that the INSERT names, or of all in order. */
function columnTypes({ relation, cols }: InsertStmt, { schema }: RuleContext) {
  const columns = schema.table(relation?.relname ?? '')?.columns ?? [];
  if (!cols) return columns.map(({ type }) => type);
  return cols.map((item) => {
    const name = as('ResTarget', item)?.name;
    return columns.find((column) => column.name === name)?.type;
  });
}

function replacement(item: Node, type: SqlType | undefined): readonly Replacement[] {
  const text = as('A_Const', item)?.sval;
  if (!text || !hasOwnForm(type)) return [];
  const literal = storedLiteral(type, text.sval ?? '');
  const isSame = literal === `'${(text.sval ?? '').replaceAll("'", "''")}'`;
  return literal === undefined || isSame ? [] : [{ target: item, template: sql`${literal}` }];
}
