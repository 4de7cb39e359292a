import type { Node } from 'libpg-query';
import { defineRule, type Finding } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import {
  isBoolean,
  isInteger,
  isNumber,
  isText,
  isUnknownLiteral,
  typeOfTypeName,
} from '../sql-type.ts';
import { sql, type Template } from '../template.ts';
import { as } from '../tree.ts';

export const sqliteCast = defineRule({
  id: 'sqlite-cast',
  title: 'CAST takes any text in SQLite',
  direction: 'sqlite-to-postgresql',
  fidelity: 'exact',
  asWritten: 'differs',
  since: '3.0.0',
  explanation: `SQLite's \`CAST(x AS INTEGER)\` reads the number that a text begins with, gives 0 for one that begins with none, and
cuts a fraction off. PostgreSQL reports such a text, and rounds a fraction. The number is cut out of the text, and
a fraction is cut off with \`trunc\`.`,
  examples: [
    {
      from: "select cast('12abc' as integer), cast(3.7 as integer), cast('12' as integer)",
      to: "select cast(12 as bigint), cast(trunc(3.7) as bigint), cast('12' as bigint)",
    },
    {
      setup: "create table t (s text); insert into t values ('7 days'), ('none')",
      from: 'select cast(s as integer) from t',
      to: "select case when s is not null then coalesce(substring(s from '^\\s*([-+]?\\d+)'), '0')::bigint end from t",
    },
  ],
  on: {
    TypeCast: ({ arg, typeName }, context) => {
      if (!arg || !typeName) return undefined;
      const { name } = typeOfTypeName(typeName);
      const found = casts[name]?.(arg, context);
      return found && { ...found, settles: [] };
    },
  },
});

type Cast = (arg: Node, context: RuleContext) => Finding | undefined;

const casts: Readonly<Record<string, Cast>> = {
  int8: integerCast,
  float8: numberCast('float8'),
  numeric: numberCast('numeric'),
  text: textCast,
  varchar: textCast,
  bytea: (arg, context) => {
    const type = context.typeOf(arg);
    const isWritten = /^cast\b/i.test(context.text(context.node));
    if (!isWritten || (!isText(type) && !isUnknownLiteral(type))) return undefined;
    return whole(
      context,
      sql`convert_to(${arg}, 'UTF8')`,
      'The bytes of a text are those of its encoding.',
    );
  },
};

const message = "PostgreSQL's CAST takes no text that is more than a number, and rounds.";

function integerCast(arg: Node, context: RuleContext): Finding | undefined {
  const type = context.typeOf(arg);
  const literal = as('A_Const', arg)?.sval?.sval;
  if (literal !== undefined) {
    if (/^[-+]?\d+$/.test(literal)) return undefined;
    return inner(arg, context, sql`${String(Number.parseInt(literal, 10) || 0)}`);
  }
  if (isBoolean(type)) return inner(arg, context, sql`(${arg})::int`);
  if (isNumber(type) && !isInteger(type)) return inner(arg, context, sql`trunc(${arg})`);
  if (!isText(type) || writesDigits(arg)) return undefined;
  return whole(
    context,
    leading(arg, { pattern: '^\\s*([-+]?\\d+)', type: 'bigint', context }),
    message,
  );
}

function numberCast(type: string): Cast {
  return (arg, context) => {
    const literal = as('A_Const', arg)?.sval?.sval;
    if (literal !== undefined) {
      const value = Number.parseFloat(literal) || 0;
      return String(Number(literal)) === 'NaN' || literal.trim() === ''
        ? inner(arg, context, sql`${String(value)}`)
        : undefined;
    }
    const given = context.typeOf(arg);
    if (isBoolean(given)) return inner(arg, context, sql`(${arg})::int`);
    if (!isText(given) || writesDigits(arg)) return undefined;
    const pattern = '^\\s*([-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?)';
    return whole(context, leading(arg, { pattern, type, context }), message);
  };
}

interface Leading {
  readonly pattern: string;
  readonly type: string;
  readonly context: RuleContext;
}

function leading(arg: Node, { pattern, type, context }: Leading): Template {
  const value = sql`coalesce(substring(${arg} from '${pattern}'), '0')::${type}`;
  return sql`case when ${context.operand(arg)} is not null then ${value} end`;
}

/** Functions whose text is a number for certain. */
function writesDigits(arg: Node): boolean {
  const name = as('String', as('FuncCall', arg)?.funcname?.at(-1))?.sval;
  return name === 'strftime';
}

function textCast(arg: Node, context: RuleContext): Finding | undefined {
  return isBoolean(context.typeOf(arg)) ? inner(arg, context, sql`(${arg})::int`) : undefined;
}

function inner(arg: Node, context: RuleContext, template: Template): Finding {
  const target = context.source.outerSpanOf(arg);
  const kept = template.parts.map((part) => (part === arg ? context.source.spanOf(arg) : part));
  return { at: context.node, message, replace: [{ target, template: { parts: kept } }] };
}

function whole(context: RuleContext, template: Template, text: string): Finding {
  return { at: context.node, message: text, replace: [{ target: context.node, template }] };
}
