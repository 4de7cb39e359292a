import type { IndexElem, IndexStmt } from 'libpg-query';
import type { Span } from '../../core/span.ts';
import { quoteName } from '../identifier.ts';
import { defineRule, type Finding, type Replacement } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { sql } from '../template.ts';
import { as } from '../tree.ts';

export const indexOptions = defineRule({
  id: 'index-options',
  title: 'CREATE INDEX with options',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.9.0',
  explanation: `SQLite has one kind of index, a B-tree, and it needs a name. \`USING btree\`, \`CONCURRENTLY\`, operator
classes, \`NULLS FIRST\` and storage parameters go. The columns of \`INCLUDE\` become columns of the
index where it is not unique, and go where it is.

GIN, GiST, BRIN and other kinds have no equivalent: index an expression (\`data ->> 'key'\`), or use an
FTS5 or R*Tree table. The rows of a query are the same without the index.`,
  examples: [
    {
      setup: 'create table t (a text, b int)',
      from: 'create index concurrently on public.t using btree (a text_pattern_ops desc nulls last) include (b) with (fillfactor = 70)',
      to: 'create index t_a_b_idx on t (a desc, b)',
    },
    {
      setup: 'create table t (d jsonb)',
      from: 'create index i on t using gin (d jsonb_path_ops); select count(*) from t',
      to: 'select count(*) from t',
    },
  ],
  on: {
    IndexStmt: (content, context) => {
      const method = content.accessMethod ?? 'btree';
      if (method !== 'btree' && method !== 'hash') return otherKind(method, context);
      const replace = [
        ...nameReplacements(content, context),
        ...clauseRemovals(content, context),
        ...elementReplacements(content, context),
      ];
      if (replace.length === 0) return undefined;
      return {
        at: context.node,
        message: 'SQLite has one kind of index, without these options; it needs a name.',
        replace,
        settles: [
          'accessMethod',
          'concurrent',
          'indexIncludingParams',
          'idxname',
          'options',
          'tableSpace',
          'reset_default_tblspc',
        ],
      };
    },
    IndexElem: ({ opclass, nulls_ordering: nulls }, context) => {
      if (context.path[0]?.kind !== 'IndexStmt') return undefined;
      // The statement's replacement has taken both out.
      return opclass || nulls !== 'SORTBY_NULLS_DEFAULT' ? 'portable' : undefined;
    },
  },
});

function otherKind(method: string, context: RuleContext): Finding {
  const at = { start: 0, end: context.source.text.length };
  return {
    at,
    severity: 'warning',
    message: `SQLite has no ${method} index, so the statement goes: queries give the same rows, more slowly. Index an expression, or use an FTS5 or R*Tree table.`,
    replace: [{ target: at, template: sql`` }],
  };
}

/** CONCURRENTLY goes, and an index without a name gets the one that PostgreSQL chooses. */
function nameReplacements(content: IndexStmt, { source }: RuleContext): readonly Replacement[] {
  const on = source.find('on', 0);
  const index = source.find('index', 0, on);
  const isConcurrent = source.value(index + 1) === 'concurrently';
  if (content.idxname && !isConcurrent) return [];
  const from = source.tokens[index]?.end ?? 0;
  const to = source.tokens[isConcurrent ? index + 1 : index]?.end ?? from;
  const name = content.idxname ? '' : ` ${quoteName(automaticName(content))}`;
  return [{ target: { start: from, end: to }, template: sql`${name}` }];
}

function automaticName({ relation, indexParams, indexIncludingParams }: IndexStmt): string {
  const columns = [...(indexParams ?? []), ...(indexIncludingParams ?? [])].map(
    (item) => as('IndexElem', item)?.name ?? 'expr',
  );
  return [relation?.relname, ...columns, 'idx'].join('_');
}

/** USING, INCLUDE, WITH (...) and TABLESPACE. */
function clauseRemovals(content: IndexStmt, { source }: RuleContext): readonly Replacement[] {
  const removals: Replacement[] = [];
  const on = source.find('on', 0);
  const remove = (first: number, last: number) => {
    const start = source.tokens[first - 1]?.end ?? 0;
    const end = source.tokens[last]?.end ?? start;
    removals.push({ target: { start, end }, template: sql`` });
  };
  const using = source.find('using', on);
  if (using > 0) remove(using, using + 1);
  const include = source.find('include', on);
  if (include > 0) {
    const close = source.partner(include + 1);
    if (content.unique) remove(include, close);
    else removals.push(...included({ include, close }, source));
  }
  const options = source.find('with', on);
  if (options > 0 && content.options) remove(options, source.partner(options + 1));
  const space = source.find('tablespace', on);
  if (space > 0 && content.tableSpace) remove(space, space + 1);
  return removals;
}

/** `(a) INCLUDE (b)` to `(a, b)`. */
function included(
  { include, close }: { include: number; close: number },
  source: RuleContext['source'],
): readonly Replacement[] {
  const start = source.tokens[include - 1]?.start ?? 0;
  const end = source.tokens[close]?.end ?? start;
  const columns: Span = source.span({ first: include + 2, last: close - 1 });
  return [{ target: { start, end }, template: sql`, ${columns})` }];
}

/** Operator classes and NULLS FIRST or LAST. */
function elementReplacements(content: IndexStmt, context: RuleContext): readonly Replacement[] {
  const { source } = context;
  const open = source.find('(', source.find('on', 0));
  const elements = (content.indexParams ?? []).map((item) => as('IndexElem', item));
  return elements.flatMap((element, index) => {
    if (!element) return [];
    const { first, last } = elementExtent(open, index, source);
    return [...opclassRemoval(element, first, last, context), ...nullsRemoval(first, last, source)];
  });
}

/** The tokens of one element of the list that the parenthesis at `open` begins. */
function elementExtent(open: number, index: number, source: RuleContext['source']) {
  const close = source.partner(open);
  let first = open + 1;
  for (let count = 0; count < index; count += 1) first = source.find(',', first, close) + 1;
  const comma = source.find(',', first, close - 1);
  return { first, last: (comma < 0 ? close : comma) - 1 };
}

function opclassRemoval(
  element: IndexElem,
  first: number,
  last: number,
  context: RuleContext,
): readonly Replacement[] {
  if (!element.opclass) return [];
  const { source } = context;
  const expression = element.expr && source.outerSpanOf(element.expr).end;
  const from = expression ?? source.tokens[first]?.end ?? 0;
  const stop = source.find(['asc', 'desc', 'nulls'], first, last);
  const end = source.tokens[(stop < 0 ? last + 1 : stop) - 1]?.end ?? from;
  const collation = element.collation ? source.find('collate', first, last) : -1;
  const start = collation < 0 ? from : (source.tokens[collation + 1]?.end ?? from);
  return [{ target: { start, end }, template: sql`` }];
}

function nullsRemoval(
  first: number,
  last: number,
  source: RuleContext['source'],
): readonly Replacement[] {
  const nulls = source.find('nulls', first, last);
  if (nulls < 0) return [];
  const start = source.tokens[nulls - 1]?.end ?? 0;
  return [{ target: { start, end: source.tokens[nulls + 1]?.end ?? start }, template: sql`` }];
}
