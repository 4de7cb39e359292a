import { type Cast, castFinding, castTo } from '../cast.ts';
import { fixedPoint } from '../fixed-point.ts';
import { isOwnExpression } from '../own-expression.ts';
import { defineRule } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { isBoolean, isInteger, isNumber, isText, isUnknownLiteral } from '../sql-type.ts';
import { sql, type Template } from '../template.ts';

/** Types that SQLite keeps as text in the form that PostgreSQL prints. */
const keptAsText = new Set(['date', 'time', 'timestamp', 'uuid', 'interval', 'regclass']);

export const castToText = defineRule({
  id: 'cast-to-text',
  title: 'Cast to text',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.0.0',
  explanation: `SQLite has \`CAST(x AS TEXT)\`, but no \`::\`. A boolean prints as \`true\` or \`false\` in PostgreSQL and as
1 or 0 in SQLite, so it becomes a CASE. A \`varchar(n)\` cuts with \`substr\`. Dates, UUIDs and JSON
are text in SQLite already.

A \`timestamptz\` prints with its offset in PostgreSQL (\`+00\`), and without one in SQLite.`,
  examples: [
    {
      from: "select 5::text, 'a'::text, (1 = 2)::text, 'abcd'::varchar(3), 1.50::numeric(10, 2)::text",
      to: "select cast(5 as text) as text, 'a' as text, case (1 = 2) when true then 'true' when false then 'false' end as text, substr('abcd', 1, 3) as varchar, printf('%.2f', 1.50) as text",
    },
  ],
  on: {
    TypeCast: (content, context) => {
      const cast = castTo(['text', 'varchar', 'bpchar', 'name', 'citext'], content, context);
      if (!cast) return undefined;
      const [length] = cast.to.modifiers;
      const isPlain = isText(cast.from) || isUnknownLiteral(cast.from) || isInteger(cast.from);
      const isAsItIs = isPlain || isOwnExpression(context);
      if (cast.isCall && isAsItIs && length === undefined) return undefined;
      const text = textOf(cast, context);
      const template = length === undefined ? text : sql`substr(${text}, 1, ${length})`;
      const note = differenceOf(cast);
      return castFinding(
        context,
        template,
        note ?? 'SQLite has no ::.',
        note ? 'warning' : undefined,
      );
    },
  },
});

function textOf({ argument, from }: Cast, context: RuleContext): Template {
  const scaled = scaledArgument(argument, from, context);
  if (scaled) return scaled;
  if (isText(from) || isUnknownLiteral(from) || keptAsText.has(from?.name ?? ''))
    return sql`${argument}`;
  if (isBoolean(from))
    return sql`case ${argument} when true then 'true' when false then 'false' end`;
  return sql`cast(${argument} as text)`;
}

/** A numeric with a scale prints all of its digits. */
function scaledArgument(
  argument: Cast['argument'],
  from: Cast['from'],
  context: RuleContext,
): Template | undefined {
  const scale = from?.name === 'numeric' && !from.array ? from.modifiers[1] : undefined;
  if (scale === undefined) return undefined;
  const inner = 'TypeCast' in argument ? argument.TypeCast.arg : argument;
  return fixedPoint(inner ?? argument, scale, context);
}

function differenceOf({ from }: Cast): string | undefined {
  if (!from)
    return 'The type of this value is not known: a boolean would print as 1 or 0 in SQLite. Give the schema to translate it exactly.';
  if (from.name === 'timestamptz')
    return 'PostgreSQL prints the offset (+00) after a timestamptz; the text in SQLite has none.';
  if (isNumber(from) && !isInteger(from) && from.modifiers.length === 0)
    return 'A number with a fraction prints differently: SQLite writes 1.0 where PostgreSQL writes 1, and drops zeros at the end. Use printf() with the digits that you need.';
  return undefined;
}
