import { nullability } from '../nullable.ts';
import { isOwnExpression } from '../own-expression.ts';
import { defineRule } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { sql } from '../template.ts';
import type { Content } from '../tree.ts';

export const nullOrder = defineRule({
  id: 'null-order',
  title: 'The place of NULL in ORDER BY',
  fidelity: 'exact',
  asWritten: 'differs',
  since: '3.30.0',
  explanation: `NULL is the greatest value in PostgreSQL and the least in SQLite, so rows come in another order, and LIMIT
takes other ones. \`NULLS LAST\`, or \`NULLS FIRST\` with DESC, is written out where the value may be
NULL. A column that is NOT NULL by the schema needs nothing; neither is anything said about a table
whose columns are not known.`,
  examples: [
    {
      setup:
        "create table emp (id int primary key, dept text); insert into emp values (1, null), (2, 'a')",
      from: 'select dept from emp order by dept desc, id',
      to: 'select dept from emp order by dept desc nulls first, id',
    },
  ],
  on: {
    SortBy: ({ node, sortby_nulls: nulls, sortby_dir: direction }, context) => {
      if (!node || nulls !== 'SORTBY_NULLS_DEFAULT' || direction === 'SORTBY_USING')
        return undefined;
      if (isMeasured(context.parent)) return undefined;
      // WITHIN GROUP looks at no NULL.
      if ((context.parent?.content as Content<'FuncCall'> | undefined)?.agg_within_group)
        return undefined;
      const isWindow = context.parent?.kind === 'WindowDef' || context.parent?.kind === 'FuncCall';
      const select = isWindow ? undefined : context.enclosing('SelectStmt');
      const isGrouped = select?.groupClause?.some((item) => 'GroupingSet' in item);
      if (isOwnExpression(context)) return undefined;
      if (!isGrouped && nullability(node, context, select?.larg ?? select) !== 'maybe')
        return undefined;
      const place = direction === 'SORTBY_DESC' ? 'first' : 'last';
      return {
        at: context.node,
        message:
          'NULL is the greatest value in PostgreSQL and the least in SQLite: its place is written out.',
        replace: [
          {
            target: context.node,
            template: sql`${context.source.spanOf(context.node)} nulls ${place}`,
          },
        ],
        settles: [],
      };
    },
  },
});

/** A window over an interval is ordered by seconds, by the rule window-interval. */
function isMeasured(parent: RuleContext['parent']): boolean {
  if (parent?.kind !== 'WindowDef') return false;
  const { startOffset, endOffset } = parent.content as Content<'WindowDef'>;
  return [startOffset, endOffset].some((offset) => offset !== undefined && 'TypeCast' in offset);
}
