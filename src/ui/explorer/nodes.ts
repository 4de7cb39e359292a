import type {
  Catalog,
  Column,
  Index,
  QualifiedName,
  Table,
  Trigger,
  View,
} from '../../catalog/model.ts';
import type { DatabaseEntry, LoadedDatabase } from './database-entry.ts';

interface NodeBase {
  readonly entry: DatabaseEntry;
  /** Stable, so that a refresh keeps what is open. */
  readonly id: string;
}

/** A row of the explorer's tree. */
export type ExplorerNode =
  | (NodeBase & { readonly kind: 'database'; readonly loaded?: LoadedDatabase })
  | (NodeBase & { readonly kind: 'problem'; readonly message: string })
  | (NodeBase & { readonly kind: 'attached'; readonly schema: string; readonly place: string })
  | (NodeBase & { readonly kind: 'note'; readonly message: string })
  | (NodeBase & { readonly kind: 'table'; readonly table: Table })
  | (NodeBase & { readonly kind: 'view'; readonly view: View })
  | (NodeBase & { readonly kind: 'column'; readonly column: Column })
  | (NodeBase & {
      readonly kind: 'group';
      readonly group: GroupKind;
      readonly children: readonly ExplorerNode[];
    })
  | (NodeBase & { readonly kind: 'index'; readonly index: Index })
  | (NodeBase & { readonly kind: 'trigger'; readonly trigger: Trigger })
  | (NodeBase & {
      readonly kind: 'reference';
      readonly label: string;
      readonly table: QualifiedName;
    })
  | (NodeBase & { readonly kind: 'fact'; readonly label: string; readonly description: string });

export type GroupKind =
  | 'indexes'
  | 'foreignKeys'
  | 'referencedBy'
  | 'triggers'
  | 'checks'
  | 'types';

/** Whether a command was called on a row of this tree. */
export function isExplorerNode(argument: unknown): argument is ExplorerNode {
  return (
    typeof argument === 'object' && argument !== null && 'entry' in argument && 'kind' in argument
  );
}

/** What stands below a database. */
export function databaseNodes(
  entry: DatabaseEntry,
  { state, catalog }: LoadedDatabase,
  filter: string,
): readonly ExplorerNode[] {
  const base = (name: string) => ({ entry, id: `${entry.id} ${name}` });
  if (state.problem)
    return [{ ...base('problem'), kind: 'problem', message: state.problem.message }];
  const notes: ExplorerNode[] = state.limitation
    ? [{ ...base('limitation'), kind: 'note', message: state.limitation }]
    : [];
  return [...notes, ...(catalog ? catalogNodes(entry, catalog, filter) : [])];
}

function catalogNodes(
  entry: DatabaseEntry,
  catalog: Catalog,
  filter: string,
): readonly ExplorerNode[] {
  const fits = ({ name }: QualifiedName) => name.toLowerCase().includes(filter.toLowerCase());
  const id = (kind: string, { schema, name }: QualifiedName) =>
    `${entry.id} ${kind} ${JSON.stringify([schema, name])}`;
  const tables = catalog.tables
    .filter((table) => fits(table) && !table.partitionOf)
    .map((table): ExplorerNode => ({ entry, id: id('table', table), kind: 'table', table }));
  const views = catalog.views
    .filter(fits)
    .map((view): ExplorerNode => ({ entry, id: id('view', view), kind: 'view', view }));
  const problems = catalog.problems.map((problem): ExplorerNode => {
    const message = `${problem.name}: ${problem.message}`;
    return { entry, id: id('problem', problem), kind: 'problem', message };
  });
  return [...tables, ...views, ...typeNodes(entry, catalog), ...problems];
}

function typeNodes(entry: DatabaseEntry, { enums, domains }: Catalog): readonly ExplorerNode[] {
  const id = `${entry.id} types`;
  const children: ExplorerNode[] = [
    ...enums.map(({ name, labels }) => fact(entry, id, name, labels.join(', '))),
    ...domains.map(({ name, type }) => fact(entry, id, name, type)),
  ];
  return children.length > 0 ? [{ entry, id, kind: 'group', group: 'types', children }] : [];
}

function fact(entry: DatabaseEntry, id: string, label: string, description: string): ExplorerNode {
  return { entry, id: `${id} ${label}`, kind: 'fact', label, description };
}

/** What stands below a table: its columns, and the rest in groups. */
export function tableNodes(
  entry: DatabaseEntry,
  id: string,
  table: Table,
): readonly ExplorerNode[] {
  return [
    ...columnNodes(entry, id, table.columns),
    ...group(
      entry,
      id,
      'indexes',
      table.indexes.map((index) => indexNode(entry, id, index)),
    ),
    ...group(entry, id, 'foreignKeys', foreignKeyNodes(entry, id, table)),
    ...group(entry, id, 'referencedBy', referenceNodes(entry, id, table)),
    ...group(
      entry,
      id,
      'checks',
      table.checks.map(({ name, expression }, at) =>
        fact(entry, `${id} check ${at}`, expression, name ?? ''),
      ),
    ),
    ...group(entry, id, 'triggers', triggerNodes(entry, id, table.triggers)),
  ];
}

export function viewNodes(entry: DatabaseEntry, id: string, view: View): readonly ExplorerNode[] {
  return [
    ...columnNodes(entry, id, view.columns),
    ...group(entry, id, 'triggers', triggerNodes(entry, id, view.triggers)),
  ];
}

function columnNodes(entry: DatabaseEntry, id: string, columns: readonly Column[]): ExplorerNode[] {
  return columns.map((column) => ({
    entry,
    id: `${id} column ${column.name}`,
    kind: 'column',
    column,
  }));
}

function group(
  entry: DatabaseEntry,
  id: string,
  kind: GroupKind,
  children: readonly ExplorerNode[],
): readonly ExplorerNode[] {
  if (children.length === 0) return [];
  return [{ entry, id: `${id} ${kind}`, kind: 'group', group: kind, children }];
}

function indexNode(entry: DatabaseEntry, id: string, index: Index): ExplorerNode {
  return { entry, id: `${id} index ${index.name}`, kind: 'index', index };
}

function foreignKeyNodes(entry: DatabaseEntry, id: string, table: Table): readonly ExplorerNode[] {
  return table.foreignKeys.map(({ columns, target, targetColumns }, at) => ({
    entry,
    id: `${id} foreignKey ${at}`,
    kind: 'reference',
    label: `${columns.join(', ')} → ${target.name} (${targetColumns.join(', ')})`,
    table: target,
  }));
}

function referenceNodes(entry: DatabaseEntry, id: string, table: Table): readonly ExplorerNode[] {
  return table.referencedBy.map(({ source, columns }, at) => ({
    entry,
    id: `${id} reference ${at}`,
    kind: 'reference',
    label: `${source.name} (${columns.join(', ')})`,
    table: source,
  }));
}

function triggerNodes(
  entry: DatabaseEntry,
  id: string,
  triggers: readonly Trigger[],
): readonly ExplorerNode[] {
  return triggers.map((trigger) => ({
    entry,
    id: `${id} trigger ${trigger.name}`,
    kind: 'trigger',
    trigger,
  }));
}
