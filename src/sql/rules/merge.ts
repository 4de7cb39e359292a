import type { MergeStmt, MergeWhenClause, Node } from 'libpg-query';
import type { Span } from '../../core/span.ts';
import { quoteName } from '../identifier.ts';
import { type Answer, defineRule } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { join, sql, type Template } from '../template.ts';
import { as, contentOf, eachChild } from '../tree.ts';

export const merge = defineRule({
  id: 'merge',
  title: 'MERGE',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.33.0',
  explanation: `SQLite has no MERGE. What it does with matched rows becomes \`UPDATE ... FROM\` or \`DELETE\`, and what it does with
the others \`INSERT ... SELECT ... WHERE NOT EXISTS\`, one after another: run them in one transaction.

This gives the same rows as long as no statement changes what the next one asks for. A MERGE that
deletes rows and inserts others, that sets a column of its own condition, or that has several
conditions, is left for you to write.`,
  examples: [
    {
      setup:
        "create table kv (k text primary key, v int not null); insert into kv values ('a', 1), ('b', 2)",
      from: "merge into kv t using (values ('a', 5), ('z', 9)) as s(k, v) on t.k = s.k when matched then update set v = t.v + s.v when not matched then insert (k, v) values (s.k, s.v); select k, v from kv order by k",
      to: "update kv as t set v = t.v + s.v from (with s(k, v) as (values ('a', 5), ('z', 9)) select * from s) as s where t.k = s.k;\ninsert into kv (k, v) select s.k, s.v from (with s(k, v) as (values ('a', 5), ('z', 9)) select * from s) as s where not exists (select 1 from kv t where t.k = s.k); select k, v from kv order by k",
    },
  ],
  on: {
    MergeSupportFunc: () => 'portable',
    MergeStmt: (content, context) => answer(content, context),
  },
});

interface Merge {
  readonly target: Node;
  readonly source: Node;
  readonly condition: Node;
  readonly clauses: readonly MergeWhenClause[];
}

function answer(content: MergeStmt, context: RuleContext): Answer {
  const { relation, sourceRelation, joinCondition, mergeWhenClauses = [] } = content;
  if (!relation || !sourceRelation || !joinCondition) return undefined;
  const clauses = mergeWhenClauses.flatMap((item) => as('MergeWhenClause', item) ?? []);
  const parts = {
    target: { RangeVar: relation },
    source: sourceRelation,
    condition: joinCondition,
    clauses,
  };
  const refusal = content.returningClause ? 'RETURNING' : refusalOf(parts, relation.relname ?? '');
  const whole = { start: 0, end: context.source.text.length };
  if (refusal)
    return {
      at: whole,
      severity: 'error',
      message: `SQLite has no MERGE, and this one has no form (${refusal}): write INSERT ... ON CONFLICT, or an UPDATE, an INSERT and a DELETE in one transaction.`,
    };
  const statements = clauses.flatMap((clause) => statementOf(clause, parts, context) ?? []);
  return {
    at: whole,
    message: 'SQLite has no MERGE: its parts run one after another. Keep them in one transaction.',
    replace: [{ target: whole, template: join(statements, ';\n') }],
  };
}

/** Why one statement after another would not do the same. */
function refusalOf({ clauses, condition }: Merge, table: string): string | undefined {
  const kinds = clauses.map(({ commandType }) => commandType);
  const count = (kind: string) => kinds.filter((item) => item === kind).length;
  if (clauses.some(({ matchKind }) => matchKind === 'MERGE_WHEN_NOT_MATCHED_BY_SOURCE'))
    return 'NOT MATCHED BY SOURCE';
  if (count('CMD_UPDATE') > 1 || count('CMD_INSERT') > 1 || count('CMD_DELETE') > 1)
    return 'several branches of a kind';
  if (count('CMD_DELETE') > 0 && kinds.length > 1) return 'rows are deleted and others changed';
  if (clauses.some((clause) => clause.condition && clause.commandType === 'CMD_NOTHING'))
    return 'DO NOTHING with a condition';
  const update = clauses.find(({ commandType }) => commandType === 'CMD_UPDATE');
  const changed = update?.targetList?.map((item) => as('ResTarget', item)?.name ?? '') ?? [];
  const asked = columnsIn(condition);
  return count('CMD_INSERT') > 0 && changed.some((name) => asked.has(name))
    ? `a column of the condition on ${table} is set`
    : undefined;
}

function columnsIn(node: Node): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (kind: string, content: object): void => {
    if (kind === 'ColumnRef')
      names.add(as('String', (content as { fields?: Node[] }).fields?.at(-1))?.sval ?? '');
    eachChild(content, visit);
  };
  eachChild({ node }, visit);
  eachChild(contentOf(node), visit);
  return names;
}

function statementOf(
  clause: MergeWhenClause,
  parts: Merge,
  context: RuleContext,
): Template | undefined {
  const { target, source, condition } = parts;
  const matched = clause.condition
    ? sql`${context.operand(condition)} and ${context.operand(clause.condition)}`
    : sql`${condition}`;
  const name = quoteName(targetName(target));
  switch (clause.commandType) {
    case 'CMD_UPDATE':
      return sql`update ${aliased(target, context)} set ${listSpan(clause.targetList, context)} from ${source} where ${matched}`;
    case 'CMD_DELETE':
      return sql`delete from ${table(target)} where rowid in (select ${name}.rowid from ${target}, ${source} where ${matched})`;
    case 'CMD_INSERT':
      return inserted(clause, parts, context);
    default:
      return undefined;
  }
}

function inserted(
  { targetList, values, condition: only }: MergeWhenClause,
  { target, source, condition }: Merge,
  context: RuleContext,
): Template | undefined {
  const names = (targetList ?? []).map((item) => quoteName(as('ResTarget', item)?.name ?? ''));
  const list = names.length > 0 ? ` (${names.join(', ')})` : '';
  if (!values?.length) return sql`insert into ${table(target)} default values`;
  const and = only ? sql` and ${context.operand(only)}` : sql``;
  return sql`insert into ${table(target)}${list} select ${join(values, ', ')} from ${source} where not exists (select 1 from ${target} where ${condition})${and}`;
}

function table(target: Node): string {
  return quoteName(as('RangeVar', target)?.relname ?? '');
}

function targetName(target: Node): string {
  const { alias, relname = '' } = as('RangeVar', target) ?? {};
  return alias?.aliasname ?? relname;
}

/** UPDATE wants AS before an alias. */
function aliased(target: Node, context: RuleContext): Template {
  const alias = as('RangeVar', target)?.alias?.aliasname;
  return alias
    ? sql`${table(target)} as ${quoteName(alias)}`
    : sql`${context.source.spanOf(target)}`;
}

function listSpan(targets: readonly Node[] | undefined, { source }: RuleContext): Span {
  const spans = (targets ?? []).map((target) => source.spanOf(target));
  return { start: spans[0]?.start ?? 0, end: spans.at(-1)?.end ?? 0 };
}
