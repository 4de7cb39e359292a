import type { Node } from 'libpg-query';
import { quoteLiteral } from '../cast.ts';
import type { Answer } from '../rule.ts';
import { defineRule } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { sql } from '../template.ts';
import { as } from '../tree.ts';

const portable = new Set(['int2', 'int4', 'int8', 'text', 'float4', 'float8', 'varchar']);

export const castToOtherType = defineRule({
  id: 'cast-to-other-type',
  title: 'Cast to a type that SQLite does not have',
  fidelity: 'unsupported',
  asWritten: 'rejected',
  since: '3.0.0',
  explanation: `SQLite knows integers, floating point numbers, text and blobs. \`CAST\` takes any name, but chooses
one of those by the letters in it: the value would silently become a number.

Keep the value in a form that SQLite has (text, JSON, two columns for a range), and convert it in
the application.`,
  examples: [{ from: "select '(1,5)'::point" }],
  on: {
    TypeCast: ({ arg, typeName }, context) => {
      const name = as('String', typeName?.names?.at(-1))?.sval ?? '';
      const { source, node } = context;
      const isCall = source.value(source.extent(node).first) === 'cast';
      if (isCall && portable.has(name) && !typeName?.arrayBounds) return undefined;
      if (name === 'uuid' && arg && !typeName?.arrayBounds) return uuid(arg, context);
      return {
        at: node,
        message: `SQLite has no type ${name}: keep the value as text, JSON or numbers, and convert it in the application.`,
      };
    },
  },
});

/** A UUID is text in lower case. */
function uuid(value: Node, context: RuleContext): Answer {
  const text = context.stringValue(value);
  const isSame = context.typeOf(value)?.name === 'uuid';
  const template =
    text !== undefined
      ? sql`${quoteLiteral(text.toLowerCase())}`
      : isSame
        ? sql`${value}`
        : sql`lower(${value})`;
  return {
    at: context.node,
    severity: 'info',
    message: 'SQLite keeps a UUID as text in lower case.',
    replace: [{ target: context.node, template }],
  };
}
