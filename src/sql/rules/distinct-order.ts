import type { Node } from 'libpg-query';
import { integerValue } from '../call-rule.ts';
import { columnName } from '../column-name.ts';
import { defineRule, type Finding } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { isBoolean } from '../sql-type.ts';
import { sql } from '../template.ts';
import { as, type Content } from '../tree.ts';

export const distinctOrder = defineRule({
  id: 'distinct-order',
  title: 'SELECT DISTINCT sorted by something else',
  direction: 'sqlite-to-postgresql',
  fidelity: 'approximate',
  asWritten: 'rejected',
  since: '3.0.0',
  explanation: `SQLite sorts distinct rows by a value that is not among the results: of equal rows it takes that of any. PostgreSQL
refuses it. The rows are grouped instead and sorted by the smallest value of each group, or by the largest for
\`DESC\`; where the value is the same for all rows that are equal, the order is that of SQLite.`,
  examples: [
    {
      setup:
        "create table emp (id integer primary key, dept text, rank int not null); insert into emp values (1, 'eng', 2), (2, 'ops', 1), (3, 'eng', 2)",
      from: 'select distinct dept from emp where id > 0 order by rank',
      to: 'select dept from emp where id > 0 group by dept order by min(rank)',
    },
    { from: 'select distinct * from emp order by id + 1 nulls last' },
  ],
  on: {
    SelectStmt: (content, context) => {
      const { distinctClause = [], sortClause = [], targetList = [] } = content;
      const isPlain =
        distinctClause.length > 0 &&
        distinctClause.every((item) => !item || Object.keys(item).length === 0);
      if (!isPlain || content.groupClause || content.havingClause) return undefined;
      const foreign = sortClause.filter((item) => {
        const node = as('SortBy', item)?.node;
        return node && !isResult(node, targetList, context);
      });
      if (foreign.length === 0) return undefined;
      const isStar = targetList.some((item) =>
        as('A_Star', as('ColumnRef', as('ResTarget', item)?.val)?.fields?.at(-1)),
      );
      return isStar ? refused(foreign, context) : grouped(content, foreign, context);
    },
  },
});

/** Whether it is sorted by one of the results: by its position, its name or its text. */
function isResult(node: Node, targets: readonly Node[], context: RuleContext): boolean {
  if (integerValue(node) !== undefined) return true;
  const column = as('ColumnRef', node);
  const name = as('String', column?.fields?.at(-1))?.sval;
  const text = plain(context.text(node));
  return targets.some((item) => {
    const { val, name: alias } = as('ResTarget', item) ?? {};
    if (!val) return false;
    const isStar = as('A_Star', as('ColumnRef', val)?.fields?.at(-1)) !== undefined;
    if (isStar) return column !== undefined;
    const isNamed = name !== undefined && (alias ?? columnName(val)) === name;
    return isNamed || plain(context.text(val)) === text;
  });
}

function plain(text: string): string {
  return text.toLowerCase().replace(/\s+/g, '');
}

function refused([first]: readonly Node[], context: RuleContext): Finding {
  return {
    at: first ?? context.node,
    severity: 'error',
    message:
      'PostgreSQL sorts distinct rows by results alone: name the columns of * and group by them, or sort by one of them.',
    settles: ['distinctClause', 'sortClause'],
  };
}

function grouped(
  { sortClause = [], targetList = [] }: Content<'SelectStmt'>,
  foreign: readonly Node[],
  context: RuleContext,
): readonly Finding[] {
  const { source } = context;
  const extent = source.extent(context.node);
  const distinct = source.find('distinct', extent.first);
  const values = targetList.flatMap((item) => as('ResTarget', item)?.val ?? []);
  const order = source.extent(sortClause[0] ?? context.node).first - 2;
  const place = source.span({ first: order, last: order }).start;
  const sorted = foreign.map((item) => {
    const { node = item, sortby_dir } = as('SortBy', item) ?? {};
    const extreme = sortby_dir === 'SORTBY_DESC' ? 'max' : 'min';
    const value = source.spanOf(node);
    const number = isBoolean(context.typeOf(node)) ? sql`(${value})::int` : sql`${value}`;
    return { target: node, template: sql`${extreme}(${number})` };
  });
  const gone = {
    start: source.span({ first: distinct, last: distinct }).start,
    end: source.span({ first: distinct + 1, last: distinct + 1 }).start,
  };
  const keys = values.map((value) => context.text(value));
  return [
    {
      at: foreign[0] ?? context.node,
      message:
        'PostgreSQL sorts distinct rows by results alone: they are grouped, and sorted by the smallest or largest value of each group.',
      replace: [
        { target: gone, template: sql`` },
        { target: { start: place, end: place }, template: sql`group by ${keys.join(', ')} ` },
        ...sorted,
      ],
      settles: ['distinctClause'],
    },
  ];
}
