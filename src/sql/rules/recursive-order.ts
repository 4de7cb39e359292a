import type { CommonTableExpr, CTECycleClause, CTESearchClause, Node } from 'libpg-query';
import type { Span } from '../../core/span.ts';
import { quoteName } from '../identifier.ts';
import { isShown, isSortedBy, type RecursiveQuery, recursiveQuery } from '../recursive-query.ts';
import { type Answer, defineRule, type Finding, type Replacement } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { sortKey } from '../sort-key.ts';
import { join, sql, type Template } from '../template.ts';
import { as } from '../tree.ts';

export const recursiveOrder = defineRule({
  id: 'recursive-order',
  title: 'WITH RECURSIVE ... SEARCH and CYCLE',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.38.0',
  explanation: `SQLite has neither clause, so their columns are written out. SEARCH becomes a text that sorts as the
order it stands for: the keys of a row and of those above it, or its depth and its key. CYCLE becomes the
rows of the path as JSON, and a test whether the next one is among them; \`json_each\` reads them.

PostgreSQL shows both columns as rows. A statement that gives them out is warned of, and so is one that
sorts by the path of CYCLE.`,
  examples: [
    {
      setup:
        'create table part (id int primary key, up int); insert into part values (1, null), (2, 1), (10, 2), (3, 1)',
      from: 'with recursive t(id) as (select id from part where up is null union all select p.id from part p join t on p.up = t.id) search depth first by id set ord select id from t order by ord',
      to: "with recursive t(id, ord) as (select id, '' || ifnull(id + 12147483648, char(1114111)) from part where up is null union all select p.id, t.ord || ifnull(p.id + 12147483648, char(1114111)) from part p join t on p.up = t.id) select id from t order by ord",
    },
    {
      setup: 'create table link (a int, b int); insert into link values (1, 2), (2, 1)',
      from: 'with recursive t(n) as (select 1 union all select b from link join t on a = t.n) cycle n set again using path select n, again from t',
      to: "with recursive t(n, again, path) as (select 1, false, json_array(json_array(1)) union all select b, exists (select 1 from json_each(t.path) where value = json_array(b)), json_insert(t.path, '$[#]', json_array(b)) from link join t on a = t.n where not t.again) select n, again from t",
    },
  ],
  on: {
    CommonTableExpr: (content, context) => ordered(content, context),
    CTECycleClause: () => 'portable',
    CTESearchClause: () => 'portable',
  },
});

/** Columns that are added to a recursive query: for each list of the start, and for the step. */
interface Added {
  readonly names: readonly string[];
  readonly start: (values: readonly Node[]) => Template;
  readonly step: Template;
  /** What the step asks of the rows that it goes on from. */
  readonly condition?: Template;
}

function ordered(cte: CommonTableExpr, context: RuleContext): Answer {
  const { search_clause: search, cycle_clause: cycle } = cte;
  if (!search && !cycle) return undefined;
  const query = recursiveQuery(cte, context);
  if (!query) return refused(cte, context, 'write the columns out, in a query of two members');
  const parts: Added[] = [];
  if (search) {
    const added = searched(search, query, context);
    if (!added) return refused(cte, context, noKey);
    parts.push(added);
  }
  if (cycle) parts.push(watched(cycle, query, context));
  return {
    at: clauses(cte, context),
    ...said(cte, context),
    replace: replacements(cte, query, parts, context),
    settles: ['search_clause', 'cycle_clause'],
  };
}

const noKey =
  'order by whole numbers, texts or dates whose types are known (--schema): no text sorts as the others do';

function refused(cte: CommonTableExpr, context: RuleContext, todo: string): Finding {
  return {
    at: clauses(cte, context),
    severity: 'error',
    message: `SQLite has no SEARCH and no CYCLE. To have it written out, ${todo}; or keep the path in a column of your own.`,
    settles: ['search_clause', 'cycle_clause'],
  };
}

function said(
  { search_clause: search, cycle_clause: cycle }: CommonTableExpr,
  context: RuleContext,
) {
  const select = context.enclosing('SelectStmt') ?? {};
  const names = [search?.search_seq_column, cycle?.cycle_path_column].filter(
    (name) => name !== undefined,
  );
  const path = cycle?.cycle_path_column;
  if (names.some((name) => isShown(name, select)) || (path && isSortedBy(path, select)))
    return {
      severity: 'warning' as const,
      message: `SQLite has no SEARCH and no CYCLE: ${names.join(' and ')} holds text where PostgreSQL shows rows, and a path sorts as text.`,
    };
  return { message: 'SQLite has no SEARCH and no CYCLE: their columns are written out.' };
}

function valuesOf(
  names: readonly Node[] | undefined,
  values: readonly Node[],
  query: RecursiveQuery,
) {
  return (names ?? []).flatMap((item) => {
    const name = as('String', item)?.sval;
    const index = query.columns.findIndex((column) => column.name === name);
    const value = values[index];
    return value ? [{ value, type: query.columns[index]?.type }] : [];
  });
}

function searched(
  clause: CTESearchClause,
  query: RecursiveQuery,
  context: RuleContext,
): Added | undefined {
  const {
    search_seq_column: name = '',
    search_col_list: by,
    search_breadth_first: isBroad,
  } = clause;
  const keyOf = (values: readonly Node[]) => sortKey(valuesOf(by, values, query), context);
  const starts = query.starts.map(({ values }) => keyOf(values));
  const step = keyOf(query.stepRow.values);
  if (!step || starts.includes(undefined)) return undefined;
  const above = `${quoteName(query.self)}.${quoteName(name)}`;
  return {
    names: [name],
    start: (values) => sql`${isBroad ? "'1000000000'" : "''"} || ${keyOf(values) ?? ''}`,
    step: isBroad ? sql`(substr(${above}, 1, 10) + 1) || ${step}` : sql`${above} || ${step}`,
  };
}

function watched(clause: CTECycleClause, query: RecursiveQuery, context: RuleContext): Added {
  const { cycle_mark_column: mark = '', cycle_path_column: path = '', cycle_col_list: by } = clause;
  const row = (values: readonly Node[]) =>
    sql`json_array(${join(
      valuesOf(by, values, query).map(({ value }) => value),
      ', ',
    )})`;
  const self = quoteName(query.self);
  const next = row(query.stepRow.values);
  const seen = sql`exists (select 1 from json_each(${self}.${quoteName(path)}) where value = ${next})`;
  const words = marks(clause, context);
  return {
    names: [mark, path],
    start: (values) => sql`${words?.no ?? 'false'}, json_array(${row(values)})`,
    step: sql`${words ? sql`case when ${seen} then ${words.yes} else ${words.no} end` : seen}, json_insert(${self}.${quoteName(path)}, '$[#]', ${next})`,
    condition: words
      ? sql`${self}.${quoteName(mark)} <> ${words.yes}`
      : sql`not ${self}.${quoteName(mark)}`,
  };
}

/** The values of the mark as they are written; `undefined` for true and false. */
function marks(
  { location, cycle_mark_value: yes, cycle_mark_default: no }: CTECycleClause,
  { source }: RuleContext,
): { readonly yes: Node; readonly no: Node } | undefined {
  const first = source.tokenAt(location);
  const to = source.find('to', first, source.find('using', first));
  return to >= 0 && yes && no ? { yes, no } : undefined;
}

/** The text of both clauses. */
function clauses(
  { search_clause: search, cycle_clause: cycle }: CommonTableExpr,
  { source }: RuleContext,
) {
  const first = source.tokenAt((search ?? cycle)?.location);
  const last = cycle
    ? source.find('using', source.tokenAt(cycle.location)) + 1
    : source.find('set', first) + 1;
  return source.span({ first, last });
}

function replacements(
  cte: CommonTableExpr,
  query: RecursiveQuery,
  parts: readonly Added[],
  context: RuleContext,
): readonly Replacement[] {
  const { source } = context;
  const names = [...query.columns.map(({ name }) => name), ...parts.flatMap((part) => part.names)];
  const conditions = parts.flatMap(({ condition }) => condition ?? []);
  const at = clauses(cte, context);
  const close =
    source.tokens[source.tokenAt((cte.search_clause ?? cte.cycle_clause)?.location) - 1];
  return [
    { target: listOf(cte, context), template: sql`(${names.map(quoteName).join(', ')})` },
    ...query.starts.map(({ values, end }) =>
      insertion(
        end,
        sql`, ${join(
          parts.map(({ start }) => start(values)),
          ', ',
        )}`,
      ),
    ),
    insertion(
      query.stepRow.end,
      sql`, ${join(
        parts.map(({ step }) => step),
        ', ',
      )}`,
    ),
    ...conditions.map((condition) => conditionOf(query, condition, context)),
    { target: { start: close?.end ?? at.start, end: at.end }, template: sql`` },
  ];
}

/** The list of column names after the query's own name, or where it would stand. */
function listOf({ location }: CommonTableExpr, { source }: RuleContext): Span {
  const name = source.tokenAt(location);
  if (source.value(name + 1) === '(')
    return source.span({ first: name + 1, last: source.partner(name + 1) });
  const end = source.tokens[name]?.end ?? 0;
  return { start: end, end };
}

function insertion(end: number, template: Template): Replacement {
  return { target: { start: end, end }, template };
}

/** A condition more in the step, behind its own or at its end. */
function conditionOf(
  { step }: RecursiveQuery,
  condition: Template,
  context: RuleContext,
): Replacement {
  const { whereClause: own, fromClause = [] } = step;
  const last = fromClause.at(-1);
  if (!own) {
    const end = last ? context.source.outerSpanOf(last).end : 0;
    return insertion(end, sql` where ${condition}`);
  }
  const isOr = as('BoolExpr', own)?.boolop === 'OR_EXPR';
  return { target: own, template: sql`${isOr ? sql`(${own})` : own} and ${condition}` };
}
