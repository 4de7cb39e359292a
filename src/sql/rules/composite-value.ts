import type { Node } from 'libpg-query';
import { quoteLiteral } from '../cast.ts';
import { quoteName } from '../identifier.ts';
import { jsonArgument } from '../json/argument.ts';
import { keyStep } from '../json/path.ts';
import { type Answer, defineRule } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import type { CompositeType } from '../schema.ts';
import type { SqlType } from '../sql-type.ts';
import { typeOfTypeName } from '../sql-type.ts';
import { join, sql, type Template } from '../template.ts';
import { as, type Content } from '../tree.ts';
import { typeOfTarget, wantedType } from '../wanted-type.ts';

export const compositeValue = defineRule({
  id: 'composite-value',
  title: 'Values of a composite type: ROW(...)::address, (addr).city',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.38.0',
  explanation: `SQLite has no composite types: a column of one holds a JSON object. A row becomes such an object, a field is read
with \`->>\`, and an assignment to a field changes the object.

A literal such as \`'(Main,Oslo)'\` has no form: write a row. The object itself is shown as JSON.`,
  examples: [
    {
      setup:
        'create type address as (street text, city text); create table t (id int primary key, addr address)',
      from: "insert into t values (1, row('Main', 'Oslo')), (2, ('High', null)); update t set addr.city = 'Bergen' where id = 1; select (addr).city, (t.addr).street from t order by id",
      to: "insert into t values (1, json_object('street', 'Main', 'city', 'Oslo')), (2, json_object('street', 'High', 'city', null)); update t set addr = json_set(addr, '$.city', 'Bergen') where id = 1; select (addr ->> 'city') as city, (t.addr ->> 'street') as street from t order by id",
    },
  ],
  on: {
    A_Const: ({ sval }, context) =>
      sval && compositeNamed(wantedType(context), context) ? noLiteral(context) : undefined,
    A_Indirection: ({ arg, indirection }, context) => {
      const field = as('String', indirection?.[0])?.sval;
      const type = arg && compositeNamed(context.typeOf(arg), context);
      if (!arg || !type || field === undefined || indirection?.length !== 1) return undefined;
      return replaced(sql`(${context.source.spanOf(arg)} ->> ${quoteLiteral(field)})`, context);
    },
    ResTarget: (target, context) => assigned(target, context),
    RowExpr: ({ args = [] }, context) =>
      row(args, compositeNamed(wantedType(context), context), context),
    TypeCast: ({ arg, typeName }, context) => {
      const type = typeName && compositeNamed(typeOfTypeName(typeName), context);
      if (!type || !arg) return undefined;
      return row(as('RowExpr', arg)?.args ?? [], type, context) ?? noLiteral(context);
    },
  },
});

function compositeNamed(
  type: SqlType | undefined,
  { schema }: RuleContext,
): CompositeType | undefined {
  const own = type && !type.array ? schema.type(type.name) : undefined;
  return own?.kind === 'composite' ? own : undefined;
}

/** `SET addr.city = x` */
function assigned(target: Content<'ResTarget'>, context: RuleContext): Answer {
  const { name = '', val, indirection } = target;
  const field = as('String', indirection?.[0])?.sval;
  const type = typeOfTarget(target, context.path.slice(0, -1), context);
  const step = field === undefined ? undefined : keyStep(field);
  if (!compositeNamed(type, context) || !val || !step || indirection?.length !== 1)
    return undefined;
  const column = quoteName(name);
  const changed = sql`${column} = json_set(${column}, '$${step}', ${jsonArgument(val, context)})`;
  return replaced(changed, context, ['indirection']);
}

function row(
  values: readonly Node[],
  type: CompositeType | undefined,
  context: RuleContext,
): Answer {
  if (!type || values.length !== type.columns.length) return undefined;
  const pairs = type.columns.flatMap(({ name }, index) => {
    const value = values[index];
    return value ? [sql`${quoteLiteral(name)}, ${jsonArgument(value, context)}`] : [];
  });
  return replaced(sql`json_object(${join(pairs, ', ')})`, context);
}

function replaced(template: Template, context: RuleContext, settles?: readonly string[]): Answer {
  return {
    at: context.node,
    message: 'SQLite has no composite types: the value is a JSON object.',
    replace: [{ target: context.node, template }],
    ...(settles && { settles }),
  };
}

function noLiteral(context: RuleContext): Answer {
  return {
    at: context.node,
    severity: 'error',
    message:
      'SQLite has no composite types: write the value as ROW(...), which becomes a JSON object.',
  };
}
