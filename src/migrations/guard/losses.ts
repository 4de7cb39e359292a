import type { Catalog, Check, ForeignKey, Index, Table } from '../../catalog/model.ts';
import { significantTokens } from '../../sql/sqlite-tokens.ts';
import { type Asked, fold, isRebuildName, type SchemaOperation } from './asked.ts';
import { checkClause, foreignKeyClause } from './clauses.ts';
import type { ConstraintLoss, Loss, ObjectLoss } from './report.ts';
import type { Orphans, Stock } from './stock.ts';

/** A table as the run made it, under the name that it has at the end. */
export interface MadeTable {
  readonly finalName: string;
  readonly table: Table;
}

/**
 * What was there before, or was made by the run, and is not there after, and that nobody asked to
 * remove. `made`: tables as the run made them before it built them again.
 */
export function findLosses(
  before: Stock,
  after: Stock,
  asked: Asked,
  made: readonly MadeTable[] = [],
): readonly Loss[] {
  const survivors = survivingTables(before.catalog, after.catalog, asked);
  return [
    ...survivors.flatMap((pair) => rowLoss(pair, before, after, asked)),
    ...survivors.flatMap((pair) => lostIndexes(pair, after.catalog, asked)),
    ...lostConstraints([...survivors, ...rebuiltTables(made, after.catalog)], after.catalog, asked),
    ...survivors.flatMap((pair) => lostTriggers(pair, after.catalog, asked)),
    ...lostViews(before.catalog, after.catalog, asked),
    ...lostCreations(before.catalog, after.catalog, asked),
    ...newOrphans(before.orphans, after.orphans),
  ];
}

/** A table before and after; it may have been renamed, and rebuilt on the way. */
interface Survivor {
  readonly old: Table;
  readonly now: Table;
  /** By the tool, so that what is missing is the tool's doing. */
  readonly rebuiltByTool: boolean;
}

function survivingTables(before: Catalog, after: Catalog, asked: Asked): readonly Survivor[] {
  const known = new Map(after.tables.map((table) => [fold(table.name), table]));
  return before.tables.flatMap((old) => {
    const name = fold(old.name);
    const replacements = asked.renames.filter(([, to]) => to === name).map(([from]) => from);
    const replaced = asked.dropped.has(`table:${name}`) && replacements.length === 0;
    if (old.kind === 'virtual' || replaced) return [];
    const now = known.get(finalName(name, asked));
    return now ? [{ old, now, rebuiltByTool: replacements.some(isRebuildName) }] : [];
  });
}

function rebuiltTables(made: readonly MadeTable[], { tables }: Catalog): readonly Survivor[] {
  const known = new Map(tables.map((table) => [fold(table.name), table]));
  return made.flatMap(({ finalName, table }) => {
    const now = known.get(finalName);
    return now ? [{ old: table, now, rebuiltByTool: true }] : [];
  });
}

/** Each once, though several earlier forms of a table may have had it. */
function lostConstraints(
  pairs: readonly Survivor[],
  after: Catalog,
  asked: Asked,
): readonly ConstraintLoss[] {
  const lost = pairs.flatMap((pair) => [
    ...lostChecks(pair, asked),
    ...lostForeignKeys(pair, after, asked),
  ]);
  return [...new Map(lost.map((loss) => [`${loss.table}\n${loss.clause}`, loss])).values()];
}

/** What a table is called at the end; one that was dropped for good keeps its name. */
function finalName(name: string, asked: Asked): string {
  if (asked.dropped.has(`table:${name}`) && !isRebuilt(name, asked)) return name;
  return asked.renames.reduce((current, [from, to]) => (from === current ? to : current), name);
}

function namesOfTable(name: string, { renames }: Asked): ReadonlySet<string> {
  const names = new Set([name]);
  for (const [from, to] of renames) if (names.has(from)) names.add(to);
  return names;
}

function rowLoss(pair: Survivor, before: Stock, after: Stock, asked: Asked): readonly Loss[] {
  const { old, now } = pair;
  const counts = { before: before.rows.get(old.name) ?? 0, after: after.rows.get(now.name) ?? 0 };
  const names = [fold(old.name), fold(now.name)];
  const deleted = names.some((name) => asked.deletedFrom.has(name));
  const rebuiltByHand = names.some((name) => asked.dropped.has(`table:${name}`));
  if (counts.after >= counts.before || deleted) return [];
  if (rebuiltByHand && !pair.rebuiltByTool) return [];
  return [{ kind: 'rows', table: now.name, ...counts }];
}

function lostIndexes({ old, now }: Survivor, after: Catalog, asked: Asked): readonly ObjectLoss[] {
  const kept = new Set(
    after.tables.flatMap(({ indexes }) => indexes.map(({ name }) => fold(name))),
  );
  return old.indexes.flatMap((index): ObjectLoss[] => {
    const gone = index.sql !== undefined && !kept.has(fold(index.name));
    if (!gone || indexAsked(index, old, now, asked)) return [];
    return [{ kind: 'index', name: index.name, table: now.name, sql: index.sql ?? '' }];
  });
}

function indexAsked(index: Index, old: Table, now: Table, asked: Asked): boolean {
  if (asked.dropped.has(`index:${fold(index.name)}`)) return true;
  if (operationsOn(asked, old.name, 'drop-index').some((name) => name === fold(index.name)))
    return true;
  const text = index.columns.map((column) => column.text).join(' ');
  return mentionsGone(`${text} ${index.where ?? ''}`, old, now);
}

function lostChecks(pair: Survivor, asked: Asked): readonly ConstraintLoss[] {
  const { old, now, rebuiltByTool } = pair;
  if (!rebuiltByTool) return [];
  const kept = new Set(now.checks.map(({ expression }) => normalized(expression)));
  return old.checks.flatMap((check): ConstraintLoss[] => {
    if (kept.has(normalized(check.expression)) || checkAsked(check, pair, asked)) return [];
    const name = check.name ?? `CHECK (${check.expression})`;
    return [{ kind: 'check', name, table: now.name, clause: checkClause(check) }];
  });
}

/** Dropped by name, of a column that is gone, or of one whose type the migration changed. */
function checkAsked(check: Check, { old, now }: Survivor, asked: Asked): boolean {
  const dropped = operationsOn(asked, old.name, 'drop-constraint');
  if (check.name !== undefined && dropped.includes(fold(check.name))) return true;
  if (check.name === undefined && dropped.includes('')) return true;
  if (mentionsGone(check.expression, old, now)) return true;
  const altered = operationsOn(asked, old.name, 'alter-column');
  return namesIn(check.expression).some((name) => altered.includes(name));
}

function lostForeignKeys(
  { old, now, rebuiltByTool }: Survivor,
  after: Catalog,
  asked: Asked,
): readonly ConstraintLoss[] {
  if (!rebuiltByTool || operationsOn(asked, old.name, 'drop-constraint').length > 0) return [];
  return old.foreignKeys.flatMap((before): ConstraintLoss[] => {
    const { key, target } = afterRenames(before, after, asked);
    const isKept = now.foreignKeys.some((other) => isSameKey(key, other, target));
    if (isKept || mentionsGone(key.columns.join(' '), old, now)) return [];
    const clause = foreignKeyClause(key);
    return [{ kind: 'foreign-key', name: key.name ?? clause, table: now.name, clause }];
  });
}

/** SQLite follows the renaming of a table that a key refers to. */
function afterRenames(key: ForeignKey, { tables }: Catalog, asked: Asked) {
  const name = finalName(fold(key.target.name), asked);
  const target = tables.find((table) => fold(table.name) === name);
  const renamed = target ? { ...key, target: { ...key.target, name: target.name } } : key;
  return { key: renamed, target };
}

/**
 * What a key refers to may have been renamed, or left to the target's primary key: columns that are
 * gone or not named do not tell keys apart.
 */
function isSameKey(key: ForeignKey, other: ForeignKey, target: Table | undefined): boolean {
  const known = new Set(target?.columns.map(({ name }) => fold(name)));
  const { targetColumns } = key;
  const areThere = targetColumns.length > 0 && targetColumns.every((name) => known.has(fold(name)));
  const identity = ({ columns, target, targetColumns, onDelete, onUpdate }: ForeignKey) => {
    const names = [columns, [target.name], areThere ? targetColumns : []];
    return JSON.stringify([names.map((each) => each.map(fold)), onDelete, onUpdate]);
  };
  return identity(key) === identity(other);
}

function lostTriggers({ old, now }: Survivor, after: Catalog, asked: Asked): readonly ObjectLoss[] {
  const kept = new Set(
    [...after.tables, ...after.views].flatMap(({ triggers }) =>
      triggers.map(({ name }) => fold(name)),
    ),
  );
  return old.triggers
    .filter(({ name }) => !kept.has(fold(name)) && !asked.dropped.has(`trigger:${fold(name)}`))
    .map(({ name, sql }) => ({ kind: 'trigger', name, table: now.name, sql }));
}

function lostViews(before: Catalog, after: Catalog, asked: Asked): readonly ObjectLoss[] {
  const kept = new Set(after.views.map(({ name }) => fold(name)));
  return before.views
    .filter(({ name }) => !kept.has(fold(name)) && !asked.dropped.has(`view:${fold(name)}`))
    .map(({ name, sql }) => ({ kind: 'view', name, table: name, sql }));
}

/** Made by one migration of the run and taken away by a rebuild of a later one. */
function lostCreations(before: Catalog, after: Catalog, asked: Asked): readonly ObjectLoss[] {
  const there = new Set([...objectNames(before), ...objectNames(after)]);
  const tables = new Set([...after.tables, ...after.views].map(({ name }) => fold(name)));
  return asked.created.filter((made) => {
    if (there.has(`${made.kind}:${fold(made.name)}`)) return false;
    if (made.kind === 'view') return true;
    const droppedIndexes = operationsOn(asked, made.table, 'drop-index');
    if (made.kind === 'index' && droppedIndexes.includes(fold(made.name))) return false;
    return tables.has(fold(made.table)) && isRebuilt(made.table, asked);
  });
}

function objectNames({ tables, views }: Catalog): readonly string[] {
  const named = (kind: string) => (object: { readonly name: string }) =>
    `${kind}:${fold(object.name)}`;
  return [
    ...views.map(named('view')),
    ...[...tables, ...views].flatMap(({ triggers }) => triggers.map(named('trigger'))),
    ...tables.flatMap(({ indexes }) => indexes.map(named('index'))),
  ];
}

function isRebuilt(table: string, { renames }: Asked): boolean {
  return renames.some(([from, to]) => to === fold(table) && isRebuildName(from));
}

function newOrphans(before: readonly Orphans[], after: readonly Orphans[]): readonly Loss[] {
  const known = new Map(before.map((orphans) => [orphanIdentity(orphans), orphans.rows]));
  return after.flatMap((orphans): Loss[] => {
    const rows = orphans.rows - (known.get(orphanIdentity(orphans)) ?? 0);
    return rows > 0
      ? [{ kind: 'orphans', table: orphans.table, target: orphans.target, rows }]
      : [];
  });
}

function orphanIdentity({ table, target }: Orphans): string {
  return JSON.stringify([fold(table), fold(target)]);
}

/** The names of what was asked of a table, under any name that it had in the run. */
function operationsOn(asked: Asked, table: string, kind: SchemaOperation['kind']): string[] {
  const names = namesOfTable(fold(table), asked);
  return asked.operations
    .filter((operation) => operation.kind === kind && names.has(fold(operation.table)))
    .map(({ name }) => fold(name ?? ''));
}

/** Whether SQL names a column that the table had and has no more: it cannot be meant to stay. */
function mentionsGone(sql: string, old: Table, now: Table): boolean {
  const left = new Set(now.columns.map(({ name }) => fold(name)));
  const gone = new Set(old.columns.map(({ name }) => fold(name)).filter((name) => !left.has(name)));
  return namesIn(sql).some((name) => gone.has(name));
}

function namesIn(sql: string): readonly string[] {
  return significantTokens(sql)
    .filter(({ kind }) => kind === 'word' || kind === 'name')
    .map(({ kind, text }) => fold(kind === 'name' ? text.slice(1, -1) : text));
}

/** Quotes and layout do not count: a rebuild writes both anew. */
function normalized(expression: string): string {
  return significantTokens(expression)
    .map(({ kind, text }) =>
      kind === 'name' ? fold(text.slice(1, -1)) : kind === 'word' ? fold(text) : text,
    )
    .join(' ');
}
