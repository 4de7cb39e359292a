import { applyEdits } from '../../core/edit.ts';
import { columnTypeFor } from '../column-types.ts';
import { defineRule } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { typeOfTypeName } from '../sql-type.ts';
import { sql } from '../template.ts';
import type { Content } from '../tree.ts';

export const columnType = defineRule({
  id: 'column-type',
  title: 'The type of a column',
  fidelity: 'exact',
  asWritten: 'differs',
  since: '3.9.0',
  explanation: `SQLite takes almost any type name and chooses one of five affinities by the letters in it: \`uuid\`,
\`date\` and \`boolean\` become NUMERIC, so the text '12345678' turns into a number, \`interval\` is
INTEGER because it contains INT, and \`text[]\` is accepted although there are no arrays.

Each type becomes the one that keeps its values: TEXT for dates (\`YYYY-MM-DD HH:MM:SS\` in UTC), UUIDs,
JSON and arrays (as JSON), BLOB for bytes, INTEGER for booleans. A CHECK keeps what the type made
sure of: the length, the labels of an enum, valid JSON.

\`numeric\` is a floating point number in SQLite: keep money in whole cents.`,
  examples: [
    {
      from: 'create table t (a varchar(3), b boolean, c timestamptz, d jsonb, e text[], f uuid, g bytea)',
      to: 'create table t (a text check (length(a) <= 3), b integer check (b in (0, 1)), c text, d text check (json_valid(d)), e text check (json_valid(e)), f text, g blob)',
    },
    {
      setup:
        "create type mood as enum ('sad', 'ok'); create domain positive as int check (value > 0) not null",
      from: 'create table t ("my mood" mood, n positive)',
      to: `create table t ("my mood" text check ("my mood" in ('sad', 'ok')), n int check (n > 0) not null)`,
    },
  ],
  on: {
    TypeName: (content, context) => {
      if (context.parent?.kind !== 'ColumnDef') return undefined;
      const column = columnText(context.parent.content as Content<'ColumnDef'>, context);
      const mapped = columnTypeFor(column, typeOfTypeName(content), {
        schema: context.schema,
        translate: (text) => translatedText(text, context),
      });
      if (!mapped) return undefined;
      const isKept = mapped.definition === context.text(context.node).toLowerCase();
      return {
        at: context.node,
        message: mapped.note,
        ...(mapped.severity && { severity: mapped.severity }),
        ...(!isKept && {
          replace: [{ target: context.node, template: sql`${mapped.definition}` }],
        }),
      };
    },
  },
});

function translatedText(text: string, context: RuleContext) {
  const { edits, problems } = context.translate(text);
  return { sql: applyEdits(text, edits), problems };
}

/** The column's name as it is written, quotes included. */
function columnText({ location }: Content<'ColumnDef'>, { source }: RuleContext): string {
  const token = source.tokens[source.tokenAt(location)];
  return token ? source.slice(token) : '';
}
