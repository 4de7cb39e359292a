import type { AlterTableCmd, AlterTableStmt, ColumnDef, Constraint, Node } from 'libpg-query';
import { type AlterCommand, alterCommands } from '../alter/alter-commands.ts';
import { canBeAdded, changesValues } from '../alter/fold-alters.ts';
import { isIgnored, isRowSecurity } from '../alter/ignored-actions.ts';
import { findNamedConstraint } from '../alter/named-constraint.ts';
import { rebuild } from '../alter/rebuild.ts';
import { type TableChange, tableChange } from '../alter/table-definition.ts';
import { constraintColumns } from '../constraint-columns.ts';
import { counterOption, countFrom } from '../counter.ts';
import { quoteName } from '../identifier.ts';
import { type Answer, defineRule, type Finding } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import type { Table } from '../schema.ts';
import { isInteger, typeOfTypeName } from '../sql-type.ts';
import { join, sql, type Template } from '../template.ts';
import { as, contentOf, eachChild, wrap } from '../tree.ts';

export const alterTable = defineRule({
  id: 'alter-table',
  title: 'ALTER TABLE',
  fidelity: 'approximate',
  asWritten: 'rejected',
  since: '3.35.0',
  explanation: `SQLite's ALTER TABLE does one thing with a statement: rename, add a column with a constant default, drop
a column that nothing uses; since 3.53 also NOT NULL and CHECK. An ALTER TABLE of a table that the
same script creates goes into its CREATE TABLE.

For anything else the table is built again: a new table, the rows copied, the old one dropped, the
new one renamed, its indexes and triggers made again. Foreign keys are off meanwhile. **Run it
outside of a transaction**: inside of one \`PRAGMA foreign_keys\` does nothing, and dropping the table
deletes the rows that refer to it. Indexes and triggers that the script and the schema do not show
have to be made again by hand.`,
  examples: [
    {
      setup: 'create table t (a int)',
      from: 'alter table if exists only public.t add column b int default 1, add column c text',
      to: 'alter table t add column b int default 1;\nalter table t add column c text',
    },
    {
      setup:
        "create table t (a text, b int); create index i on t (b); insert into t values ('1', 2)",
      from: 'alter table t alter column a type int using a::int; select a + 1 from t',
      to: `pragma foreign_keys = off;
pragma legacy_alter_table = on;
savepoint rebuild;
create table t__new (a int, b int);
insert into t__new (a, b) select cast(a as integer), b from t;
drop table t;
alter table t__new rename to t;
create index i on t (b);
release rebuild;
pragma legacy_alter_table = off;
pragma foreign_keys = on; select a + 1 from t`,
    },
  ],
  on: {
    ReplicaIdentityStmt: () => 'portable',
    DefElem: (_content, { path }) => (path[0]?.kind === 'AlterTableStmt' ? 'portable' : undefined),
    AlterTableStmt: (content, context) => {
      if (content.objtype !== 'OBJECT_TABLE') return otherObject(content, context);
      const actions = alterCommands(content, context.source);
      const table = context.schema.table(content.relation?.relname ?? '');
      const change = table && tableChange(table, context.source.text);
      const scene: Scene = { table, change, context, name: content.relation?.relname ?? '' };
      const results = actions.map((action) => actionResult(action, scene));
      if (results.every((result) => result === 'as-it-is') && isPlain(content)) return 'portable';
      return answer(content, actions, results, scene);
    },
  },
});

interface Scene {
  readonly table: Table | undefined;
  readonly change: TableChange | undefined;
  readonly context: RuleContext;
  readonly name: string;
}

/** Statements that do the same; `as-it-is` for the action itself; else what has to be done. */
type Result = readonly Template[] | 'as-it-is' | 'rebuild';

function isPlain({ relation, cmds, missing_ok: ifExists }: AlterTableStmt): boolean {
  return relation?.inh === true && !relation.schemaname && cmds?.length === 1 && !ifExists;
}

function actionResult(action: AlterCommand, scene: Scene): Result {
  const { command } = action;
  if (isIgnored(command)) return [];
  switch (command.subtype) {
    case 'AT_AddColumn':
      return addedColumn(action, scene);
    case 'AT_DropColumn':
      return droppedColumn(action, scene);
    case 'AT_AddConstraint':
      return addedConstraint(action, scene);
    case 'AT_SetNotNull':
    case 'AT_DropNotNull':
      return scene.context.sqliteHas('3.53.0') ? 'as-it-is' : 'rebuild';
    case 'AT_DropConstraint':
      return droppedConstraint(action, scene);
    case 'AT_SetIdentity':
      return restarted(command, scene.name);
    case 'AT_AlterColumnType':
      return isSameInteger(action, scene) && !changesValues(command) ? [] : 'rebuild';
    default:
      return 'rebuild';
  }
}

/** RESTART WITH alone sets the counter. */
function restarted({ def }: AlterTableCmd, table: string): Result {
  const options = as('List', def)?.items ?? [];
  const next = counterOption(options, 'restart');
  return next === undefined || options.length > 1
    ? 'rebuild'
    : countFrom(table, next).map((text) => sql`${text}`);
}

function addedColumn({ command, extent, source }: AlterCommand, scene: Scene): Result {
  const column = as('ColumnDef', command.def);
  if (!column) return 'rebuild';
  if (command.missing_ok && scene.change?.before.column(column.colname ?? '')) return [];
  if (!canBeAdded(column)) return 'rebuild';
  if (!command.missing_ok) return 'as-it-is';
  const definition = source.span({ first: source.tokenAt(column.location), last: extent.last });
  return [sql`alter table ${quoteName(scene.name)} add column ${definition}`];
}

function droppedColumn({ command }: AlterCommand, scene: Scene): Result {
  const name = command.name ?? '';
  const { change, table } = scene;
  if (command.missing_ok && change && !change.before.column(name)) return [];
  const column = change?.before.column(name);
  if (column && isConstrained(column, change, table)) return 'rebuild';
  const indexes = indexesOn(name, table);
  if (indexes.length === 0 && !command.missing_ok && command.behavior !== 'DROP_CASCADE')
    return 'as-it-is';
  return [
    ...indexes.map((index) => sql`drop index ${quoteName(index)}`),
    sql`alter table ${quoteName(scene.name)} drop column ${quoteName(name)}`,
  ];
}

/** SQLite refuses to drop a column that a key, a UNIQUE or a CHECK uses. */
function isConstrained(
  column: ColumnDef,
  change: TableChange | undefined,
  table: Table | undefined,
) {
  const own = (column.constraints ?? []).map((item) => as('Constraint', item)?.contype);
  const isOwn = own.some((type) =>
    ['CONSTR_PRIMARY', 'CONSTR_UNIQUE', 'CONSTR_CHECK'].includes(type ?? ''),
  );
  const inTable = change?.before.tableConstraints.some(
    (constraint) =>
      constraint.contype === 'CONSTR_CHECK' ||
      [
        ...constraintColumns(constraint),
        ...constraintColumns({ keys: constraint.fk_attrs ?? [] }),
      ].includes(column.colname ?? ''),
  );
  const type = table?.columns.find(({ name }) => name === column.colname)?.type;
  // These types get a CHECK of the column when they are translated.
  const hasCheck =
    type?.array || type?.modifiers.length || ['bool', 'json', 'jsonb'].includes(type?.name ?? '');
  return isOwn || inTable || Boolean(hasCheck);
}

function indexesOn(column: string, table: Table | undefined): readonly string[] {
  return (table?.dependents ?? []).flatMap(({ tree }) => {
    const index = as('IndexStmt', tree);
    const columns = (index?.indexParams ?? []).map((item) => as('IndexElem', item)?.name);
    return index?.idxname && columns.includes(column) ? [index.idxname] : [];
  });
}

function addedConstraint(action: AlterCommand, scene: Scene): Result {
  const { name, context } = scene;
  const constraint = as('Constraint', action.command.def);
  if (constraint?.contype === 'CONSTR_CHECK' && context.sqliteHas('3.53.0'))
    return addedCheck(constraint, scene);
  if (constraint?.contype !== 'CONSTR_UNIQUE' || constraint.indexname) return 'rebuild';
  const columns = constraintColumns(constraint);
  const index = constraint.conname ?? `${name}_${columns.join('_')}_key`;
  const list = columns.map(quoteName).join(', ');
  return [sql`create unique index ${quoteName(index)} on ${quoteName(name)} (${list})`];
}

/** Of the rows that are there SQLite refuses those for which a new CHECK is NULL. */
function addedCheck({ conname, raw_expr, skip_validation }: Constraint, scene: Scene): Result {
  if (skip_validation || !raw_expr) return 'rebuild';
  if (neverNull(raw_expr, scene.table)) return 'as-it-is';
  const constraint = conname ? `constraint ${quoteName(conname)} ` : '';
  return [
    sql`alter table ${quoteName(scene.name)} add ${constraint}check ((${raw_expr}) is not false)`,
  ];
}

/** Whether a condition reads only columns that are NOT NULL. */
function neverNull(condition: Node, table: Table | undefined): boolean {
  const name = as('String', as('ColumnRef', condition)?.fields?.at(-1))?.sval;
  if (name !== undefined) {
    const column = table?.columns.find((item) => item.name === name);
    return column?.notNull === true || table?.primaryKey.includes(name) === true;
  }
  let isNever = true;
  eachChild(contentOf(condition), (kind, content) => {
    isNever &&= neverNull(wrap(kind, content as never), table);
  });
  return isNever;
}

function droppedConstraint({ command }: AlterCommand, { change, context }: Scene): Result {
  const found = change && findNamedConstraint(change.before, command.name ?? '');
  if (command.missing_ok && change && !found) return [];
  const isCheck = found?.constraint.contype === 'CONSTR_CHECK';
  const isPlainDrop = isCheck && !command.missing_ok && command.behavior !== 'DROP_CASCADE';
  return isPlainDrop && context.sqliteHas('3.53.0') ? 'as-it-is' : 'rebuild';
}

/** All widths of integers are one in SQLite. */
function isSameInteger({ command }: AlterCommand, { table, change }: Scene): boolean {
  const to = as('ColumnDef', command.def)?.typeName;
  const from = change?.before.column(command.name ?? '')?.typeName;
  return Boolean(
    table && to && from && isInteger(typeOfTypeName(to)) && isInteger(typeOfTypeName(from)),
  );
}

function answer(
  content: AlterTableStmt,
  actions: readonly AlterCommand[],
  results: readonly Result[],
  scene: Scene,
): Answer {
  const at = { start: 0, end: scene.context.source.text.length };
  if (results.includes('rebuild')) return rebuilt(actions, scene);
  const statements = results.flatMap((result, index) => {
    const action = actions[index];
    if (result !== 'as-it-is') return result as readonly Template[];
    return action
      ? [sql`alter table ${quoteName(scene.name)} ${action.source.span(action.extent)}`]
      : [];
  });
  const isSecurity = actions.some(({ command }) => isRowSecurity(command));
  const isConditional = !scene.change && actions.some(({ command }) => command.missing_ok);
  if (isConditional)
    return {
      at,
      severity: 'error',
      message:
        'SQLite has no IF [NOT] EXISTS for columns, and the table is not known here. Give the schema (--schema), or look into pragma_table_info before.',
      replace: [{ target: at, template: join(statements, ';\n') }],
    };
  const finding: Finding = {
    at,
    severity: isSecurity ? 'warning' : 'info',
    message: isSecurity
      ? 'SQLite has no row security: every row can be seen. Put the condition into the queries, or into views.'
      : messageFor(content, statements.length),
    replace: [{ target: at, template: join(statements, ';\n') }],
  };
  return finding;
}

function messageFor({ cmds }: AlterTableStmt, statements: number): string {
  if (statements === 0) return 'SQLite has nothing to alter here, so the statement goes.';
  return (cmds?.length ?? 0) > 1
    ? "SQLite's ALTER TABLE does one thing with a statement."
    : "SQLite's ALTER TABLE knows fewer words: this does the same.";
}

function rebuilt(actions: readonly AlterCommand[], scene: Scene): Finding {
  const { change, table, context } = scene;
  const at = { start: 0, end: context.source.text.length };
  if (!table || !change?.after)
    return {
      at,
      severity: 'error',
      message: `SQLite cannot alter ${scene.name} in this way: the table has to be built again, and its definition is not known. Give the schema (--schema), or write a new table, copy the rows and rename it.`,
    };
  const using = new Map(
    actions.flatMap(({ command }) => {
      const expression = as('ColumnDef', command.def)?.raw_default;
      const isType = command.subtype === 'AT_AlterColumnType';
      return isType && expression ? [[command.name ?? '', expression] as const] : [];
    }),
  );
  const { before, after } = change;
  const refused = context
    .translate(after.source.text)
    .problems.find(({ severity }) => severity === 'error');
  return {
    at,
    ...(refused && { severity: 'error' as const }),
    message:
      refused?.message ??
      `SQLite cannot alter a table in this way, so ${table.name} is built again. Run this outside of a transaction; make indexes and triggers again that this script and the schema do not show.`,
    replace: [{ target: at, template: rebuild(table, { before, after }, using, context) }],
  };
}

/** ALTER INDEX, VIEW, SEQUENCE, ... by ALTER TABLE's means: owners, options. */
function otherObject({ cmds }: AlterTableStmt, context: RuleContext): Answer {
  const at = { start: 0, end: context.source.text.length };
  const commands = (cmds ?? []).flatMap((item) => as('AlterTableCmd', item) ?? []);
  if (!commands.every(isIgnored)) return undefined;
  const message = 'SQLite has nothing to alter here, so the statement goes.';
  return { at, severity: 'info', message, replace: [{ target: at, template: sql`` }] };
}
