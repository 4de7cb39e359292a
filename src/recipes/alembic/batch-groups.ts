import type { TextEdit } from '../../core/edit.ts';
import { keyword } from '../../formats/python/arguments.ts';
import { indentOf, indentUnit, nestUnder } from '../../formats/python/indent.ts';
import { type PythonModule, type PythonNode, textOf } from '../../formats/python/module.ts';
import { quoted } from '../../formats/python/quotes.ts';
import { stringsIn } from '../sqlalchemy/columns.ts';
import {
  batchCall,
  columnTouched,
  dropsDefaultName,
  isBatchable,
  needsBatch,
  uniqueColumn,
} from './batch-operations.ts';
import type { HistoryFacts } from './history-facts.ts';
import { blocksOf, type Operation, operationOf, opName, plainText } from './operations.ts';

/** Operations on one table that follow each other and go into one batch. */
export type BatchGroup = readonly Operation[];

/** Places of a revision that decide what can go into a batch. */
export interface BatchLimits {
  /** Statements that the target does not run. */
  readonly apart: ReadonlySet<number>;
  /** Calls that keep a schema. */
  readonly keptSchemas: ReadonlySet<number>;
}

/** The groups of a revision that have to be batches, in text order. */
export function batchGroups(
  module: PythonModule,
  facts: HistoryFacts,
  limits: BatchLimits,
): readonly BatchGroup[] {
  return blocksOf(module).flatMap((statements) =>
    runs(module, statements, limits).flatMap((run) => trim(module, run, facts)),
  );
}

/** Maximal runs of operations on one table. */
function runs(
  module: PythonModule,
  statements: readonly PythonNode[],
  { apart, keptSchemas }: BatchLimits,
): readonly BatchGroup[] {
  const found: Operation[][] = [];
  let current: Operation[] | undefined;
  for (const statement of statements) {
    const operation = operationOf(module, statement);
    const fits =
      operation &&
      !apart.has(statement.from) &&
      isBatchable(module, operation, keptSchemas) &&
      indentOf(module, statement) !== undefined;
    if (!fits) {
      current = undefined;
      continue;
    }
    const [first] = current ?? [];
    if (current && first && follows(module, current, operation)) current.push(operation);
    else {
      current = [operation];
      found.push(current);
    }
  }
  return found;
}

/**
 * The same table, and no change of a column that the same batch adds, nor anything of one by the
 * name that the same batch gives it: Alembic cannot do the one, and silently leaves out the other.
 */
function follows(module: PythonModule, run: readonly Operation[], operation: Operation): boolean {
  const [first] = run;
  if (tableText(module, first) !== tableText(module, operation)) return false;
  const named = stringsIn(module, operation.call);
  if (run.some((other) => named.includes(newColumnName(module, other) ?? ''))) return false;
  if (operation.name !== 'alter_column') return true;
  const column = columnTouched(module, operation);
  return !run.some((other) => columnTouched(module, other) === column);
}

function newColumnName(module: PythonModule, { call }: Operation): string | undefined {
  return plainText(module, keyword(module, call, 'new_column_name')?.value);
}

function tableText(module: PythonModule, operation: Operation | undefined): string {
  return operation?.table ? textOf(module, operation.table.value) : '';
}

/** From the first operation that needs a batch to the last one. */
function trim(
  module: PythonModule,
  run: readonly Operation[],
  facts: HistoryFacts,
): readonly BatchGroup[] {
  const needs = run.map((operation) => needsBatch(module, operation, facts));
  const [from, to] = [needs.indexOf(true), needs.lastIndexOf(true)];
  return from < 0 ? [] : [run.slice(from, to + 1)];
}

/** Names for constraints that have only the one which PostgreSQL gave them. */
const conventions: Readonly<Record<string, string>> = {
  fkey: '"fk": "%(table_name)s_%(column_0_N_name)s_fkey"',
  key: '"uq": "%(table_name)s_%(column_0_N_name)s_key"',
  pkey: '"pk": "%(table_name)s_pkey"',
  check: '"ck": "%(table_name)s_%(column_0_name)s_check"',
};

/** The edits that put a group into `with op.batch_alter_table(...)`. */
export function batchEdits(module: PythonModule, group: BatchGroup): readonly TextEdit[] {
  const [first] = group;
  const last = group.at(-1);
  if (!first?.table || !last) return [];
  const naming = namingConvention(module, group);
  const table = textOf(module, first.table.value);
  const header = `with ${opName(module, first)}.batch_alter_table(${table}${naming}) as batch_op:`;
  const span = { start: first.statement.from, end: last.statement.to };
  return [
    ...nestUnder(module, span, header),
    ...group.flatMap((operation) => batchCall(module, operation)),
    ...group.flatMap((operation) => addUnique(module, operation)),
  ];
}

function namingConvention(module: PythonModule, group: BatchGroup): string {
  const drops = group.filter((operation) => dropsDefaultName(module, operation));
  const endings = drops.map(({ call }) =>
    /_(fkey|pkey|key|check)\d*["']/.exec(textOf(module, call)),
  );
  const parts = new Set(endings.flatMap((match) => conventions[match?.[1] ?? ''] ?? []));
  if (parts.size === 0) return '';
  const text = [...parts].join(', ');
  const isSingle = quoted(module, '').startsWith("'");
  return `, naming_convention={${isSingle ? text.replaceAll('"', "'") : text}}`;
}

function addUnique(module: PythonModule, operation: Operation): readonly TextEdit[] {
  const unique = uniqueColumn(module, operation);
  if (!unique) return [];
  const indent = indentOf(module, operation.statement) ?? '';
  const newText = `${module.lineEnd}${indent}${indentUnit(indent)}${unique.statement}`;
  const { to } = operation.statement;
  return [...unique.edits, { start: to, end: to, newText }];
}
