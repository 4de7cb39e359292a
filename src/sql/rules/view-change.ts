import type { Node, RangeVar } from 'libpg-query';
import { applyEdits, type TextEdit } from '../../core/edit.ts';
import type { Span } from '../../core/span.ts';
import { quoteName } from '../identifier.ts';
import { type Answer, defineRule, type Finding } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { type SimpleView, simpleView } from '../simple-view.ts';
import { sql } from '../template.ts';
import { as, type Content, eachChild } from '../tree.ts';

export const viewChange = defineRule({
  id: 'view-change',
  title: 'INSERT, UPDATE or DELETE on a view',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.0.0',
  explanation: `A simple view can be written through in PostgreSQL. SQLite's views are read-only, so the statement
changes the table behind the view, and only the rows that the view shows.

A view that joins, groups, computes or renames columns, or has WITH CHECK OPTION, needs INSTEAD OF triggers in
SQLite: \`CREATE TRIGGER v_u INSTEAD OF UPDATE ON v BEGIN UPDATE t SET a = NEW.a WHERE id = OLD.id; END\`.`,
  examples: [
    {
      setup:
        "create table kv (k text, v int); insert into kv values ('a', 1), ('b', -1); create view vu as select k, v from kv where v > 0",
      from: "update vu set v = v + 1 where k <> 'z'; select k, v from kv order by 1",
      to: "update kv set v = v + 1 where (v > 0) and (k <> 'z'); select k, v from kv order by 1 nulls last",
    },
    {
      setup: 'create table kv (k text, v int); create view vu as select sum(v) as v from kv',
      from: 'update vu set v = 1',
    },
  ],
  on: {
    DeleteStmt: (content, context) => changed(content, content.usingClause, context),
    InsertStmt: (content, context) => inserted(content, context),
    UpdateStmt: (content, context) => changed(content, content.fromClause, context),
  },
});

type Statement = Content<'DeleteStmt'> | Content<'InsertStmt'> | Content<'UpdateStmt'>;

interface ChangedView {
  readonly relation: RangeVar;
  readonly view: SimpleView;
}

/** Of a statement that changes a simple view; an answer of its own for another view. */
function viewOf(
  { relation }: Statement,
  others: readonly Node[] | undefined,
  context: RuleContext,
): ChangedView | Finding | undefined {
  const { schema } = context;
  const name = relation?.relname ?? '';
  const definition = schema.table(name) ? undefined : schema.routine(`view ${name}`);
  if (!relation || !definition || schema.routine(`instead of ${name}`)) return undefined;
  const view = simpleView(definition, (table) => schema.table(table));
  return view && !others?.length ? { relation, view } : refused(name, context);
}

function changed(
  content: Content<'DeleteStmt'> | Content<'UpdateStmt'>,
  others: readonly Node[] | undefined,
  context: RuleContext,
): Answer {
  const found = viewOf(content, others, context);
  if (!found || 'at' in found) return found;
  return answer(
    found,
    [
      tableName(content, found, context),
      ...shownStar(content, found.view, context),
      ...conditionBefore(content, found.view, context),
    ],
    context,
  );
}

function inserted(content: Content<'InsertStmt'>, context: RuleContext): Answer {
  const found = viewOf(content, undefined, context);
  if (!found || 'at' in found) return found;
  const { end } = context.source.spanOf({ RangeVar: found.relation });
  const columns = ` (${found.view.columns.map(quoteName).join(', ')})`;
  return answer(
    found,
    [
      tableName(content, found, context),
      ...(content.cols ? [] : [{ start: end, end, newText: columns }]),
      ...shownStar(content, found.view, context),
    ],
    context,
  );
}

function whole({ source }: RuleContext): Span {
  return { start: 0, end: source.text.length };
}

function refused(name: string, context: RuleContext): Finding {
  return {
    at: whole(context),
    severity: 'error',
    message: `SQLite's views are read-only, and ${name} is not known to be some columns of one table: change the tables behind it, or give the view INSTEAD OF triggers.`,
    settles: [],
  };
}

/** The statement on the table, which is translated as if it had been written so. */
function answer(
  { relation }: ChangedView,
  edits: readonly TextEdit[],
  context: RuleContext,
): Finding {
  const { source } = context;
  const statement = applyEdits(
    source.text,
    edits.toSorted((a, b) => a.start - b.start),
  );
  const translation = context.translate(statement);
  const said = translation.problems.find(({ severity }) => severity !== 'info');
  const message = `SQLite's views are read-only: the table behind ${relation.relname} is changed.`;
  return {
    at: whole(context),
    message: said ? `${message} ${said.message}` : message,
    ...(said && { severity: said.severity }),
    replace: [
      { target: whole(context), template: sql`${applyEdits(statement, translation.edits)}` },
    ],
  };
}

/** The table in the place of the view, under the view's name where the statement uses that. */
function tableName(
  content: Statement,
  { relation, view }: ChangedView,
  { source }: RuleContext,
): TextEdit {
  const name = relation.relname ?? '';
  const first = source.tokenAt(relation.location);
  const last = relation.schemaname ? first + 2 : first;
  const alias = !relation.alias && isNamed(content, name) ? ` as ${quoteName(name)}` : '';
  return { ...source.span({ first, last }), newText: `${quoteName(view.table)}${alias}` };
}

/** Whether columns are written with the view's name. */
function isNamed(content: object, name: string): boolean {
  let found = false;
  eachChild(content, (kind, child) => {
    const { fields = [] } = kind === 'ColumnRef' ? (child as { fields?: Node[] }) : {};
    const isOwn = fields.length > 1 && as('String', fields[0])?.sval === name;
    found ||= isOwn || isNamed(child, name);
  });
  return found;
}

/** `RETURNING *` gives the columns of the view. */
function shownStar(
  { returningClause }: Statement,
  { columns }: SimpleView,
  { source }: RuleContext,
): readonly TextEdit[] {
  return (returningClause?.exprs ?? []).flatMap((target) => {
    const value = as('ResTarget', target)?.val;
    const [only] = as('ColumnRef', value)?.fields ?? [];
    if (!value || !only || !('A_Star' in only)) return [];
    return [{ ...source.spanOf(value), newText: columns.map(quoteName).join(', ') }];
  });
}

/** The view's condition before the statement's own, or where that would stand. */
function conditionBefore(
  { whereClause, returningClause }: Content<'DeleteStmt'> | Content<'UpdateStmt'>,
  { condition }: SimpleView,
  { source }: RuleContext,
): readonly TextEdit[] {
  if (!condition) return [];
  if (whereClause) {
    const { start, end } = source.outerSpanOf(whereClause);
    return [
      { start, end: start, newText: `(${condition}) and (` },
      { start: end, end, newText: ')' },
    ];
  }
  const returning = returningClause ? source.find('returning', 0) : source.tokens.length;
  const end = source.tokens[returning - 1]?.end ?? source.text.length;
  return [{ start: end, end, newText: ` where ${condition}` }];
}
