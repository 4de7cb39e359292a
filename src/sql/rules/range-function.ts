import type { Node, RangeFunction } from 'libpg-query';
import { integerValue, onCalls } from '../call-rule.ts';
import { readInterval } from '../dates/interval-literal.ts';
import { constantInterval, constantModifiers } from '../dates/interval-value.ts';
import { quoteName } from '../identifier.ts';
import {
  eachColumns,
  eachKey,
  elementText,
  isOwnEach,
  jsonEachColumns,
  rangeCall,
  rangeName,
} from '../range-function.ts';
import { type Answer, defineRule } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import type { Scope } from '../scope.ts';
import { isDate, isTimestamp } from '../sql-type.ts';
import { join, sql, type Template } from '../template.ts';
import { as, type Content } from '../tree.ts';

export const rangeFunction = defineRule({
  id: 'range-function',
  title: 'Functions in FROM: generate_series, unnest, jsonb_array_elements',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.38.0',
  explanation: `SQLite reads the elements of a JSON array, and the keys of an object, with \`json_each\`, whose columns are
\`key\` and \`value\`. An array that was a PostgreSQL array is JSON text in SQLite. \`generate_series\` is
an extension that most drivers do not have: a recursive query counts instead.

A parameter that is an array has to be bound as JSON text.`,
  examples: [
    {
      from: 'select n from generate_series(1, 3) n',
      to: 'select n from (with recursive s(n) as (select 1 where 1 <= 3 union all select n + 1 from s where n + 1 <= 3) select n from s) as n',
    },
    {
      setup: `create table t (id int, d jsonb); insert into t values (1, '["x", "y"]')`,
      from: "select t.id, e from t, jsonb_array_elements_text(t.d) as e where e <> 'x'",
      to: "select t.id, case e.type when 'true' then 'true' when 'false' then 'false' else cast(e.value as text) end as e from t, json_each(t.d) as e where (case e.type when 'true' then 'true' when 'false' then 'false' else cast(e.value as text) end) <> 'x'",
    },
    {
      from: "select x, ord from unnest(array['a', 'b']) with ordinality as t(x, ord)",
      to: "select t.value as x, (t.key + 1) as ord from json_each(json_array('a', 'b')) as t",
    },
  ],
  on: {
    // The alias of a function goes into what takes its place.
    Alias: (_content, context) =>
      context.parent?.kind === 'RangeFunction' ? 'portable' : undefined,
    ColumnRef: ({ fields = [] }, context) => column(fields, context),
    FuncCall: onCalls({ json_each: ownEach, json_tree: ownEach }),
    RangeFunction: (content, context) => rangeItem(content, context),
    SelectStmt: (content, context) => setInTarget(content, context),
  },
});

function finding(at: Node, target: Node, template: Template): Answer {
  return {
    at,
    message: 'SQLite reads rows out of a value with json_each, and counts with a recursive query.',
    replace: [{ target, template }],
  };
}

/** A column of such a function by its name in json_each. */
function column(fields: readonly Node[], context: RuleContext): Answer {
  const last = fields.at(-1);
  if (last && 'A_Star' in last) return star(as('String', fields.at(-2))?.sval, context);
  const name = as('String', last)?.sval ?? '';
  const qualifier = as('String', fields.at(-2))?.sval;
  const text = eachText(name, qualifier, context.scope);
  if (text === undefined) return qualifier ? undefined : qualified(name, context);
  const template = context.grouped(sql`${text}`);
  return finding(context.node, context.node, template);
}

/** The columns of json_each itself: beside it, or inside of a query over it, they hide those of tables. */
const ownColumns = new Set(jsonEachColumns);

function qualified(name: string, context: RuleContext): Answer {
  if (!ownColumns.has(name)) return undefined;
  const owner = ownerOf(name, context.scope);
  if (!owner || !(owner.isBesideEach || hasSetInTarget(context) || context.movesInto('json_each(')))
    return undefined;
  if (isOutputName(name, context)) return undefined;
  return {
    at: context.node,
    message: `json_each has a column ${name} too, so the table is named.`,
    replace: [
      { target: context.node, template: sql`${quoteName(owner.relation)}.${quoteName(name)}` },
    ],
  };
}

/** The table that has the column, and whether a json_each stands in the same FROM. */
function ownerOf(name: string, scope: Scope) {
  let isBesideEach = false;
  for (let inner: Scope | undefined = scope; inner; inner = inner.parent) {
    isBesideEach ||= inner.relations.some(({ each }) => each);
    const tables = inner.relations.filter(({ each }) => !each);
    const owner =
      tables.find(({ columns }) => columns?.has(name)) ??
      (tables.length === 1 ? tables.find(({ columns }) => !columns) : undefined);
    if (owner) return { relation: owner.name, isBesideEach };
  }
  return undefined;
}

/** ORDER BY and GROUP BY take the name of a result first. */
function isOutputName(name: string, context: RuleContext): boolean {
  const inList = context.path.some(
    ({ field }) => field === 'sortClause' || field === 'groupClause',
  );
  const targets = context.enclosing('SelectStmt')?.targetList ?? [];
  return inList && targets.some((target) => as('ResTarget', target)?.name === name);
}

function hasSetInTarget(context: RuleContext): boolean {
  const select = context.enclosing('SelectStmt');
  const [only, second] = setCalls(select?.targetList ?? []);
  return only !== undefined && !second && only.name !== 'generate_series';
}

function eachText(name: string, qualifier: string | undefined, scope: Scope): string | undefined {
  for (let inner: Scope | undefined = scope; inner; inner = inner.parent) {
    let isTables = false;
    for (const { name: own, columns, each } of inner.relations) {
      if (qualifier && own !== qualifier) continue;
      // A table beside it cannot have the name too: PostgreSQL would not know which one is meant.
      if (each?.has(name)) return each.get(name);
      isTables ||= !columns || columns.has(name);
    }
    if (isTables) return undefined;
  }
  return undefined;
}

/** `*` would give all columns of json_each. */
function star(qualifier: string | undefined, context: RuleContext): Answer {
  const relations = context.scope.relations.filter(({ name }) => !qualifier || name === qualifier);
  if (!relations.some(({ each }) => each) || context.parent?.kind !== 'ResTarget') return undefined;
  const items = relations.flatMap(({ name, each }) =>
    each
      ? shownColumns(name, each).map(([alias, text]) => `${text} as ${quoteName(alias)}`)
      : [`${quoteName(name)}.*`],
  );
  return finding(context.node, context.node, sql`${items.join(', ')}`);
}

/** Without the name of the whole, which stands for its column too. */
function shownColumns(name: string, each: ReadonlyMap<string, string>) {
  const columns = [...each];
  const [[, first = ''] = []] = columns;
  const last = columns.at(-1);
  const isWhole = columns.length > 1 && last?.[0] === name && last[1] === first;
  return isWhole ? columns.slice(0, -1) : columns;
}

/** The call inside of an item of FROM that stays as it is. */
function ownEach(_args: readonly Node[], context: RuleContext) {
  const item = context.enclosing('RangeFunction');
  return item && isOwnEach(item, (node) => context.typeOf(node)) ? 'portable' : undefined;
}

function rangeItem(content: RangeFunction, context: RuleContext): Answer {
  const call = rangeCall(content);
  if (!call || content.is_rowsfrom)
    return {
      at: spanOf(content, context),
      severity: 'error',
      message:
        'SQLite has no ROWS FROM: join the functions on the position of their rows (json_each has it as key).',
    };
  if (isOwnEach(content, (node) => context.typeOf(node))) return 'portable';
  const target = spanOf(content, context);
  const alias = quoteName(rangeName(content));
  const answer = (template: Template): Answer => ({
    at: target,
    message: 'SQLite reads rows out of a value with json_each, and counts with a recursive query.',
    replace: [{ target, template }],
  });
  if (call.name === 'generate_series') {
    const series = seriesOf(call.args, columnsOf(content), context);
    return series ? answer(sql`(${series}) as ${alias}`) : noForm(target);
  }
  if (call.name.endsWith('_to_record')) return record(content, call.args[0], target);
  if (!eachColumns(content)) return noForm(target);
  if (call.args.length > 1 && !context.sqliteHas('3.39.0')) return noForm(target);
  const items = call.args.map((argument, index) => {
    if (index === 0) return sql`json_each(${argument}) as ${alias}`;
    const name = quoteName(`${rangeName(content)}_${index + 1}`);
    return sql`json_each(${argument}) as ${name} on ${name}.key = ${eachKey(rangeName(content), index)}`;
  });
  return answer(join(items, ' full join '));
}

function noForm(at: ReturnType<typeof spanOf>): Answer {
  return {
    at,
    severity: 'error',
    message:
      'SQLite has no such function in FROM: make the rows with VALUES or a recursive query, or in the application.',
  };
}

/** The function with its alias and list of columns. */
function spanOf({ functions, alias, lateral, ordinality }: RangeFunction, { source }: RuleContext) {
  const call = as('List', functions?.[0])?.items?.[0];
  const extent = call ? source.extent(call) : { first: 0, last: 0 };
  let { last } = extent;
  const first =
    lateral && source.value(extent.first - 1) === 'lateral' ? extent.first - 1 : extent.first;
  if (ordinality) last += 2;
  if (source.value(last + 1) === 'as') last += 1;
  if (alias && source.value(last + 1) !== '(') last += 1;
  if (source.value(last + 1) === '(') last = source.partner(last + 1);
  return source.span({ first, last });
}

/** The names of the value, and of its number WITH ORDINALITY. */
function columnsOf({ alias, ordinality }: RangeFunction): readonly string[] {
  const [first, second] = (alias?.colnames ?? []).map((item) => as('String', item)?.sval ?? '');
  const value = first ?? alias?.aliasname ?? 'generate_series';
  return ordinality ? [value, second ?? 'ordinality'] : [value];
}

/** Counts from the first to the last value; over dates with the step as a modifier. */
function seriesOf(
  args: readonly Node[],
  [name = '', number]: readonly string[],
  context: RuleContext,
): Template | undefined {
  const [from, to, step] = args;
  if (!from || !to) return undefined;
  const type = context.typeOf(from);
  const series =
    isDate(type) || isTimestamp(type)
      ? momentSeries([from, to, step], quoteName(name), context)
      : numberSeries([from, to, step], quoteName(name));
  return series && countingQuery(series, quoteName(name), number);
}

interface Series {
  readonly start: Template;
  readonly end: Template;
  readonly next: Template;
  readonly isDown: boolean;
}

type SeriesArguments = readonly [Node, Node, Node | undefined];

function numberSeries([from, to, step]: SeriesArguments, column: string): Series | undefined {
  const size = step ? integerValue(step) : 1;
  if (size === undefined) return undefined;
  const next = sql`${column} ${size < 0 ? '-' : '+'} ${Math.abs(size)}`;
  return { start: sql`${from}`, end: sql`${to}`, next, isDown: size < 0 };
}

function momentSeries(
  [from, to, step]: SeriesArguments,
  column: string,
  context: RuleContext,
): Series | undefined {
  const interval =
    step && (constantInterval(step, context) ?? readInterval(context.stringValue(step) ?? ''));
  if (!interval) return undefined;
  return {
    start: isDate(context.typeOf(from)) ? sql`datetime(${from})` : sql`${from}`,
    end: sql`datetime(${to})`,
    next: sql`datetime(${join([column, ...constantModifiers(interval)], ', ')})`,
    isDown: interval.months < 0 || interval.days < 0 || interval.seconds < 0,
  };
}

function countingQuery(
  { start, end, next, isDown }: Series,
  column: string,
  number: string | undefined,
): Template {
  const test = isDown ? '>=' : '<=';
  const name = number === undefined ? '' : quoteName(number);
  const columns = name ? `${column}, ${name}` : column;
  const [one, more] = name ? [', 1', `, ${name} + 1`] : ['', ''];
  return sql`with recursive s(${columns}) as (select ${start}${one} where ${start} ${test} ${end} union all select ${next}${more} from s where ${next} ${test} ${end}) select ${columns} from s`;
}

/** `jsonb_to_record(x) AS t (a int, b text)` is one row. */
function record(
  content: RangeFunction,
  value: Node | undefined,
  target: ReturnType<typeof spanOf>,
): Answer {
  const names = (content.coldeflist ?? []).flatMap((item) => as('ColumnDef', item)?.colname ?? []);
  if (!value || names.length === 0) return noForm(target);
  const columns = names.map(
    (name) => sql`${value} ->> '${name.replaceAll("'", "''")}' as ${quoteName(name)}`,
  );
  return {
    at: target,
    message: 'SQLite has no jsonb_to_record: each key is read by itself.',
    replace: [
      {
        target,
        template: sql`(select ${join(columns, ', ')}) as ${quoteName(rangeName(content))}`,
      },
    ],
  };
}

const inTarget: ReadonlySet<string> = new Set([
  'generate_series',
  'json_array_elements',
  'json_array_elements_text',
  'json_object_keys',
  'jsonb_array_elements',
  'jsonb_array_elements_text',
  'jsonb_object_keys',
  'skeys',
  'svals',
  'unnest',
]);

function setCalls(targets: readonly Node[]) {
  return targets.flatMap((target) => setCallOf(as('ResTarget', target)?.val) ?? none);
}

const none: readonly never[] = [];

function setCallOf(target: Node | undefined) {
  const value = setCallIn(target);
  const call = as('FuncCall', value);
  const [argument] = call?.args ?? none;
  if (!value || !argument) return undefined;
  return { value, name: as('String', call?.funcname?.at(-1))?.sval ?? '', call, argument };
}

/** The call that gives rows, also inside of a cast, another call or an operator. */
function setCallIn(node: Node | undefined): Node | undefined {
  if (!node || 'ColumnRef' in node || 'A_Const' in node) return undefined;
  const call = as('FuncCall', node);
  if (inTarget.has(as('String', call?.funcname?.at(-1))?.sval ?? '')) return node;
  const { lexpr, rexpr } = as('A_Expr', node) ?? {};
  const inner = [as('TypeCast', node)?.arg, ...(call?.args ?? []), lexpr, rexpr];
  for (const item of inner) {
    const found = setCallIn(item);
    if (found) return found;
  }
  return undefined;
}

/** `SELECT id, unnest(tags) FROM t`: the function goes into FROM. */
function setInTarget(content: Content<'SelectStmt'>, context: RuleContext): Answer {
  const calls = setCalls(content.targetList ?? []);
  const [only, second] = calls;
  if (!only) return undefined;
  if (second)
    return {
      at: second.value,
      severity: 'error',
      message: 'SQLite gives rows in FROM only: join the two functions there.',
      settles: [],
    };
  const { source } = context;
  const series =
    only.name === 'generate_series'
      ? seriesOf(only.call?.args ?? [], ['value'], context)
      : undefined;
  if (only.name === 'generate_series' && !series) return undefined;
  const item = series ? sql`(${series}) as each` : sql`json_each(${only.argument}) as each`;
  const text = elementText(only.name).replaceAll('@', 'each');
  const lastTarget = content.targetList?.at(-1);
  const anchor = content.fromClause?.at(-1) ?? lastTarget;
  if (!anchor) return undefined;
  const end = source.outerSpanOf(anchor).end;
  const before = content.fromClause ? ', ' : ' from ';
  return {
    at: only.value,
    message: 'SQLite gives rows in FROM only, so the function goes there.',
    replace: [
      { target: only.value, template: sql`${text}` },
      { target: { start: end, end }, template: sql`${before}${item}` },
    ],
    settles: [],
  };
}
