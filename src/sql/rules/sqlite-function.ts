import type { Node } from 'libpg-query';
import {
  type CallTranslator,
  callOf,
  integerValue,
  isLiteral,
  noForm,
  onCalls,
  renamed,
} from '../call-rule.ts';
import { defineRule } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { isInteger, isNumber, isText, isUnknownLiteral, type SqlType } from '../sql-type.ts';
import { join, sql, type Template } from '../template.ts';
import { asCondition } from './sqlite-condition.ts';
import { asText } from './sqlite-like.ts';

export const sqliteFunction = defineRule({
  id: 'sqlite-function',
  title: 'Functions of SQLite',
  direction: 'sqlite-to-postgresql',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.0.0',
  explanation: `Functions that PostgreSQL has under another name, or with other arguments: \`ifnull\` is \`coalesce\`, \`iif\` is
CASE, \`instr\` is \`strpos\`, \`max\` and \`min\` of many values are \`greatest\` and \`least\` (with NULL where one
value is NULL, as in SQLite), \`char\` is \`chr\`, \`hex\` is \`encode\`. \`round\` with digits needs a \`numeric\`.

\`changes()\` and \`last_insert_rowid()\` are questions to the connection: use the driver's row count and
\`INSERT ... RETURNING\`.`,
  examples: [
    {
      from: "select ifnull(null, 2), iif(1 < 2, 'a', 'b'), instr('abc', 'c'), max(1, 2), char(65, 66)",
      to: "select coalesce(null, 2), case when 1 < 2 then 'a' else 'b' end, strpos('abc', 'c'), greatest(1, 2), chr(65) || chr(66)",
    },
    {
      from: "select hex('abc'), unicode('A'), round(2.345, 2), substr('hello', -3), typeof(1)",
      to: "select upper(encode(convert_to('abc', 'UTF8'), 'hex')), ascii('A'), round(2.345, 2), right('hello', 3), 'integer'",
    },
    { from: 'select changes()' },
  ],
  on: {
    FuncCall: onCalls({
      ifnull: coalesced,
      iif: conditional,
      if: conditional,
      instr: ([text, part], context) =>
        text && part && sql`strpos(${asText(text, context)}, ${asText(part, context)})`,
      max: extreme('greatest'),
      min: extreme('least'),
      char: (args, context) =>
        args.length === 0
          ? sql`''`
          : context.grouped(
              join(
                args.map((item) => sql`chr(${item})`),
                ' || ',
              ),
            ),
      hex,
      unhex: ([text]) => text && sql`decode(${text}, 'hex')`,
      unicode: renamed('ascii'),
      likely: ([value]) => value && sql`${value}`,
      unlikely: ([value]) => value && sql`${value}`,
      likelihood: ([value]) => value && sql`${value}`,
      quote: ([value], context) =>
        value && isNumber(context.typeOf(value))
          ? sql`coalesce(${context.operand(value)}::text, 'NULL')`
          : value && sql`quote_nullable(${value})`,
      round: rounded,
      substr: part,
      substring: part,
      length: ([value], context) =>
        value && isNumber(context.typeOf(value))
          ? sql`length(${context.operand(value)}::text)`
          : 'portable',
      typeof: typeName,
      random: (_args, context) =>
        context.parent?.kind === 'SortBy' ? 'portable' : randomInteger(context),
      abs: absolute,
      randomblob: ([count]) => bytes(integerValue(count)),
      zeroblob: ([count]) => count && sql`decode(repeat('00', ${count}), 'hex')`,
      log: ([base, value]) =>
        value && base
          ? sql`log(${base}::numeric, ${value}::numeric)::float8`
          : base && sql`log(${base})`,
      log10: ([value]) => value && sql`log(${value})`,
      log2: ([value]) => value && sql`log(2, ${value}::numeric)::float8`,
      ln: () => 'portable',
      mod: ([value, divisor]) =>
        value && divisor && sql`mod(${value}::numeric, nullif(${divisor}, 0)::numeric)`,
      sqlite_version: () => ({
        template: sql`current_setting('server_version')`,
        note: 'this is the version of PostgreSQL.',
        severity: 'warning',
      }),
      last_insert_rowid: () => ({
        template: sql`lastval()`,
        note: 'lastval() is the last number that an identity column of this session was given; it fails where the INSERT named the key. Use INSERT ... RETURNING.',
        severity: 'error',
      }),
      changes: noForm(
        'take the row count that the driver gives, or count the rows of ... RETURNING.',
      ),
      total_changes: noForm('count in the application.'),
      soundex: noForm('it is in the extension fuzzystrmatch.'),
      load_extension: noForm('extensions are made with CREATE EXTENSION.'),
    }),
  },
});

function coalesced([value, other]: readonly Node[], context: RuleContext): Template | undefined {
  if (!value || !other) return undefined;
  const type = context.typeOf(value);
  const isMixed =
    type && !isText(type) && !isUnknownLiteral(type) && context.stringValue(other) !== undefined;
  const isDigits = /^-?\d+(\.\d+)?$/.test(context.stringValue(other) ?? '');
  return isMixed && !isDigits
    ? sql`coalesce(${context.operand(value)}::text, ${other})`
    : sql`coalesce(${value}, ${other})`;
}

function conditional(args: readonly Node[], context: RuleContext): Template | undefined {
  const [condition, value, other] = args;
  if (!condition || !value) return undefined;
  const test = asCondition(condition, context) ?? sql`${condition}`;
  return other
    ? sql`case when ${test} then ${value} else ${other} end`
    : sql`case when ${test} then ${value} end`;
}

/** One argument is the aggregate. With many, SQLite gives NULL where one is NULL. */
function extreme(name: string): CallTranslator {
  return (args, context) => {
    if (args.length < 2) return 'portable';
    const maybeNull = args.filter((item) => !isLiteral(item));
    if (maybeNull.length === 0) return callOf(name, args);
    const tests = join(
      maybeNull.map((item) => sql`${context.operand(item)} is not null`),
      ' and ',
    );
    return sql`case when ${tests} then ${callOf(name, args)} end`;
  };
}

function hex([value]: readonly Node[], context: RuleContext): Template | undefined {
  if (!value) return undefined;
  const call = /randomblob\(\s*(\d+)\s*\)$/i.exec(context.text(value));
  if (call?.[1] === '16') return sql`upper(replace(gen_random_uuid()::text, '-', ''))`;
  const isBytes = context.typeOf(value)?.name === 'bytea' || call !== null;
  const bytes = isBytes ? sql`${value}` : sql`convert_to(${asText(value, context)}, 'UTF8')`;
  const digits = sql`upper(encode(${bytes}, 'hex'))`;
  return isLiteral(value) || call ? digits : sql`coalesce(${digits}, '')`;
}

/** PostgreSQL rounds a double to even, and takes digits for a numeric alone. */
function rounded([value, digits]: readonly Node[], context: RuleContext) {
  const type = context.typeOf(value);
  if (!value || type?.name === 'numeric' || (isInteger(type) && !digits))
    return 'portable' as const;
  const cast = sql`${context.operand(value)}::numeric`;
  return digits ? sql`round(${cast}, ${digits})` : sql`round(${cast})`;
}

/** A negative start counts from the end. */
function part(args: readonly Node[], context: RuleContext) {
  const [value, from, count] = args;
  const start = integerValue(from);
  if (!value || !from) return undefined;
  const text = asText(value, context);
  if (start !== undefined && start < 0)
    return count
      ? sql`left(right(${text}, ${String(-start)}), ${count})`
      : sql`right(${text}, ${String(-start)})`;
  const isPlain = start !== undefined && start > 0;
  const needsCast = text.parts.length > 1;
  if (isPlain && !needsCast) return 'portable' as const;
  if (isPlain)
    return count ? sql`substr(${text}, ${from}, ${count})` : sql`substr(${text}, ${from})`;
  const first = sql`case when ${context.operand(from)} < 0 then greatest(length(${text}) + ${context.operand(from)} + 1, 1) else ${from} end`;
  return count
    ? sql`substr(${text}, (${first})::int, (${count})::int)`
    : sql`substr(${text}, (${first})::int)`;
}

const storageClasses: Readonly<Record<string, string>> = {
  int2: 'integer',
  int4: 'integer',
  int8: 'integer',
  bool: 'integer',
  numeric: 'real',
  float4: 'real',
  float8: 'real',
  bytea: 'blob',
};

function typeName([value]: readonly Node[], context: RuleContext) {
  const type = context.typeOf(value);
  if (!value || !type)
    return {
      template: sql`pg_typeof(${value ?? ''})::text`,
      note: "this is the type by PostgreSQL's names.",
      severity: 'warning' as const,
    };
  if ('A_Const' in value && (value as { A_Const: { isnull?: boolean } }).A_Const.isnull)
    return sql`'null'`;
  const name = classOf(type);
  return isLiteral(value)
    ? sql`'${name}'`
    : sql`case when ${context.operand(value)} is null then 'null' else '${name}' end`;
}

function classOf({ name }: SqlType): string {
  return storageClasses[name] ?? 'text';
}

function randomInteger(context: RuleContext): Template {
  return context.grouped(
    sql`(floor(random() * 18446744073709551616) - 9223372036854775808)::bigint`,
  );
}

function absolute([value]: readonly Node[], context: RuleContext) {
  const isRandom = value && /^random\s*\(\s*\)$/i.test(context.text(value));
  return isRandom ? sql`floor(random() * 9223372036854775807)::bigint` : ('portable' as const);
}

/** Random bytes are those of UUIDs: six bits of each sixteen bytes are fixed. */
function bytes(count: number | undefined) {
  if (count === undefined || count > 64)
    return {
      note: 'PostgreSQL has it as gen_random_bytes() of the extension pgcrypto.',
      severity: 'error' as const,
    };
  const uuids = Array.from({ length: Math.ceil(count / 16) }, () => 'uuid_send(gen_random_uuid())');
  const template = sql`substring(${uuids.join(' || ')} from 1 for ${count})`;
  return {
    template,
    note: 'the bytes are those of random UUIDs. For keys use gen_random_bytes() of the extension pgcrypto.',
  };
}
