import type { Node } from 'libpg-query';
import { quoteName } from '../identifier.ts';
import { unnamedOutput } from '../output-names.ts';
import { defineRule } from '../rule.ts';
import type { Ancestor, RuleContext } from '../rule-context.ts';
import { sql } from '../template.ts';
import { type AnyContent, as, type Content, eachChild, type Kind } from '../tree.ts';

export const outputName = defineRule({
  id: 'output-name',
  title: 'Names of results that are not written',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.0.0',
  explanation: `A result without an alias has the name of its function in PostgreSQL (\`count\`, \`max\`, \`coalesce\`) and its
text in SQLite (\`count(*)\`). Where the name is used, in ORDER BY, by the query around it, or as the
column of a view, it is written out. A result whose text a translation changes keeps its name too.`,
  examples: [
    {
      setup: 'create table kv (k text primary key, v int)',
      from: "insert into kv values ('a', 1), ('b', 1), ('c', 2); select v, count(*) from kv group by v order by count desc",
      to: "insert into kv values ('a', 1), ('b', 1), ('c', 2); select v, count(*) as count from kv group by v order by count desc",
    },
    {
      setup: 'create table kv (k text primary key, v int)',
      from: "insert into kv values ('a', 1); create view totals as select sum(v), max(k) from kv; select max, sum from totals",
      to: "insert into kv values ('a', 1); create view totals as select sum(v) as sum, max(k) as max from kv; select max, sum from totals",
    },
  ],
  on: {
    ResTarget: ({ val }, context) => {
      if (!val || 'ColumnRef' in val) return undefined;
      const output = unnamedOutput(context.path);
      if (!output || !isUsed(output.name, context)) return undefined;
      const span = context.source.outerSpanOf(output.value);
      return {
        at: span,
        message: `SQLite names this result by its text: ${output.name} has to be written.`,
        replace: [{ target: span, template: sql`${span} as ${quoteName(output.name)}` }],
        settles: [],
      };
    },
  },
});

function isUsed(name: string, { path }: RuleContext): boolean {
  let index = path.length - 2;
  while (path[index]?.field === 'larg') index -= 1;
  const { kind, content } = path[index] ?? {};
  if (kind !== 'SelectStmt' || !content) return false;
  const parent = path[index - 1];
  if (isSeenByName(parent)) return true;
  const { sortClause = [] } = content as Content<'SelectStmt'>;
  if (isNumbered(content as Content<'SelectStmt'>)) return true;
  if (sortClause.some((item) => isColumn(as('SortBy', item)?.node, name))) return true;
  return parent !== undefined && namesIn(path[0]?.content ?? {}).has(name);
}

/** A view or a new table has columns of these names. */
function isSeenByName(parent: Ancestor | undefined): boolean {
  if (parent?.kind === 'CreateTableAsStmt')
    return !(parent.content as Content<'CreateTableAsStmt'>).into?.colNames;
  return parent?.kind === 'ViewStmt' && !(parent.content as Content<'ViewStmt'>).aliases;
}

/** Its rows are numbered in a subquery, whose columns the query around it names. */
function isNumbered({ distinctClause, limitOption }: Content<'SelectStmt'>): boolean {
  const isDistinctOn = distinctClause?.some((item) => Object.keys(item).length > 0);
  return isDistinctOn === true || limitOption === 'LIMIT_OPTION_WITH_TIES';
}

function isColumn(node: Node | undefined, name: string): boolean {
  const fields = as('ColumnRef', node)?.fields ?? [];
  return fields.length === 1 && as('String', fields[0])?.sval === name;
}

const known = new WeakMap<AnyContent, ReadonlySet<string>>();

/** The names of all columns that a statement mentions. */
function namesIn(statement: AnyContent): ReadonlySet<string> {
  const found = known.get(statement);
  if (found) return found;
  const names = new Set<string>();
  const visit = (kind: Kind, content: AnyContent): void => {
    if (kind === 'ColumnRef') {
      const last = (content as Content<'ColumnRef'>).fields?.at(-1);
      names.add(as('String', last)?.sval ?? '');
    }
    eachChild(content, visit);
  };
  eachChild(statement, visit);
  known.set(statement, names);
  return names;
}
