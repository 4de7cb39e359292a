import { oncePer } from '../../core/once-per.ts';
import { engines } from '../../engines/index.ts';
import { argumentsOf } from '../../formats/python/arguments.ts';
import { nodesOf, type PythonModule, type PythonNode } from '../../formats/python/module.ts';
import type { Project } from '../project.ts';
import { columnsOf, isTrue, stringsIn } from '../sqlalchemy/columns.ts';
import { jsonColumnsOf } from '../sqlalchemy/json-columns.ts';
import { calledMethod } from '../sqlalchemy/type-uses.ts';
import { namesLeftOut } from './guards.ts';
import {
  argumentOf,
  batchOperationOf,
  columnNames,
  nameArgument,
  operationOf,
  plainText,
} from './operations.ts';
import { type Revision, revisionsOf } from './revisions.ts';

/** What a whole history says of its tables, as far as single revisions depend on it. */
export interface HistoryFacts {
  /** `table.column` of columns that a constraint or a key names: dropping one needs a copy. */
  readonly constrained: ReadonlySet<string>;
  /** Indexes and constraints that only the source has. */
  readonly leftOut: ReadonlySet<string>;
}

/** What the revisions of a project create, read once for each dialect that they are moved from. */
export function historyFacts(project: Project, dialect: string): HistoryFacts {
  const facts = factsByDialect(project);
  const known = facts.get(dialect) ?? readFacts(revisionsOf(project), dialect);
  facts.set(dialect, known);
  return known;
}

const factsByDialect = oncePer((_: Project) => new Map<string, HistoryFacts>());

function readFacts(revisions: readonly Revision[], dialect: string): HistoryFacts {
  const constrained = new Set<string>();
  const leftOut = new Set<string>();
  for (const { file } of revisions) {
    for (const key of constrainedColumns(file.module)) constrained.add(key);
    for (const name of namesLeftOut(file.module, dialect)) leftOut.add(name);
  }
  const source = Object.values(engines).find((each) => each.sqlalchemyDialect === dialect);
  if (source?.schema.ordersJson) for (const name of jsonIndexes(revisions)) leftOut.add(name);
  return { constrained, leftOut };
}

/** Indexes on columns that some revision makes with the type JSON. */
function jsonIndexes(revisions: readonly Revision[]): readonly string[] {
  const modules = revisions.map(({ file }) => file.module);
  const columns = new Set(
    modules.flatMap((module) =>
      jsonColumnsOf(module).map(({ call, name }) => `${tableAround(module, call)}.${name}`),
    ),
  );
  if (columns.size === 0) return [];
  return modules.flatMap((module) =>
    nodesOf(module.root, 'ExpressionStatement').flatMap((statement) => {
      const own = operationOf(module, statement);
      const operation = own ?? batchOperationOf(module, statement);
      if (operation?.name !== 'create_index') return [];
      const table = plainText(module, operation.table?.value) ?? '';
      const named = columnNames(module, argumentOf(module, operation, own ? 2 : 1, 'columns'));
      const isOnJson = named.some((column) => columns.has(`${table}.${column}`));
      const name = isOnJson ? plainText(module, nameArgument(module, operation)?.value) : undefined;
      return name ?? [];
    }),
  );
}

const constraints =
  /^(?:PrimaryKeyConstraint|UniqueConstraint|ForeignKeyConstraint|CheckConstraint|ForeignKey)$/;

function constrainedColumns(module: PythonModule): readonly string[] {
  const flagged = columnsOf(module).flatMap((column) => {
    const { call } = column;
    const refers = nodesOf(call, 'CallExpression').some(
      (inner) => calledMethod(module, inner) === 'ForeignKey',
    );
    const special = refers || isTrue(module, call, 'unique') || isTrue(module, call, 'primary_key');
    return special ? [`${tableAround(module, call)}.${column.name}`] : [];
  });
  return [...flagged, ...listedColumns(module), ...addedConstraints(module)];
}

function listedColumns(module: PythonModule): readonly string[] {
  return nodesOf(module.root, 'CallExpression').flatMap((call) => {
    const method = calledMethod(module, call);
    if (!constraints.test(method) || method === 'ForeignKey') return [];
    const [first] = argumentsOf(module, call);
    const columns =
      method === 'ForeignKeyConstraint'
        ? first && stringsIn(module, first.value)
        : argumentsOf(module, call)
            .filter(({ name }) => !name)
            .flatMap(({ value }) => stringsIn(module, value));
    const words = method === 'CheckConstraint' ? (columns ?? []).flatMap(wordsOf) : (columns ?? []);
    return words.map((column) => `${tableAround(module, call)}.${column}`);
  });
}

function wordsOf(sql: string): readonly string[] {
  return sql.match(/\w+/g) ?? [];
}

function addedConstraints(module: PythonModule): readonly string[] {
  return nodesOf(module.root, 'ExpressionStatement').flatMap((statement) => {
    const operation = operationOf(module, statement);
    if (!operation?.table) return [];
    const table = plainText(module, operation.table.value) ?? '';
    const index = operation.name === 'create_foreign_key' ? 3 : 2;
    const word = operation.name === 'create_foreign_key' ? 'local_cols' : 'columns';
    if (!/^create_(?:unique_constraint|foreign_key|primary_key)$/.test(operation.name)) return [];
    const columns = columnNames(module, argumentOf(module, operation, index, word));
    return columns.map((column) => `${table}.${column}`);
  });
}

/** The table that a column or constraint is made for. */
function tableAround(module: PythonModule, node: PythonNode): string {
  for (let at = node.parent; at; at = at.parent) {
    if (/^(?:create_table|Table|add_column|batch_alter_table)$/.test(calledMethod(module, at))) {
      return plainText(module, argumentsOf(module, at)[0]?.value) ?? '';
    }
  }
  return '';
}
