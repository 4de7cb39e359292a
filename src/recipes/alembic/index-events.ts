import {
  childrenOf,
  enclosing,
  nodesOf,
  type PythonModule,
  type PythonNode,
  textOf,
} from '../../formats/python/module.ts';
import { stringLiteral } from '../../formats/python/string-literal.ts';
import { parserIsLoaded, parseStatement } from '../../sql/parser.ts';
import { splitScript } from '../../sql/splitter.ts';
import { as } from '../../sql/tree.ts';
import { calledMethod } from '../sqlalchemy/type-uses.ts';
import { batchGroups } from './batch-groups.ts';
import { needsBatch } from './batch-operations.ts';
import type { HistoryFacts } from './history-facts.ts';
import {
  argumentOf,
  batchOperationOf,
  isInBranch,
  nameArgument,
  type Operation,
  operationOf,
  plainText,
} from './operations.ts';
import { rawSqlOf, readableSql } from './raw-sql.ts';

/** What an upgrade does to indexes on expressions, and where it copies their table. */
export interface IndexEvent {
  readonly kind: 'create' | 'rebuild' | 'drop';
  /** The index; empty for a copy of the table. */
  readonly index: string;
  /** Empty where an index alone is named. */
  readonly table: string;
  readonly node: PythonNode;
  /** Where it happens: all of a batch where the batch begins. */
  readonly at: number;
}

/** The events of a revision's `upgrade`, outside of branches on the dialect, in no order. */
export function indexEventsOf(module: PythonModule, facts: HistoryFacts): readonly IndexEvent[] {
  const upgrade = nodesOf(module.root, 'FunctionDefinition').find((node) => {
    const name = node.getChild('VariableName');
    return name && textOf(module, name) === 'upgrade';
  });
  if (!upgrade) return [];
  const isIn = ({ from, to }: PythonNode) => upgrade.from <= from && to <= upgrade.to;
  const statements = nodesOf(upgrade, 'ExpressionStatement').filter(
    (node) => !isInBranch(module, node),
  );
  const groups = batchGroups(module, facts, { apart: new Set(), keptSchemas: new Set() });
  const made = groups.filter(([first]) => first && isIn(first.statement));
  const startOf = (statement: PythonNode) =>
    made.find((group) => group.some((each) => each.statement.from === statement.from))?.[0]
      ?.statement.from ?? statement.from;
  return [
    ...made.flatMap(([first]) => (first ? rebuild(module, first, first.statement.from) : [])),
    ...statements.flatMap((statement) => {
      const own = operationOf(module, statement);
      if (own) return operationEvents(module, own, { at: startOf(statement), columns: 2 });
      const inBatch = batchOperationOf(module, statement);
      return inBatch ? batchEvents(module, inBatch, facts) : [];
    }),
    ...rawSqlOf(module)
      .filter(({ call }) => isIn(call))
      .flatMap(({ call, literal }) => sqlEvents(readableSql(literal), call)),
  ];
}

function rebuild(module: PythonModule, { table, statement }: Operation, at: number): IndexEvent[] {
  const name = plainText(module, table?.value);
  return name ? [{ kind: 'rebuild', index: '', table: name, node: statement, at }] : [];
}

/** A batch of the author's copies the table but for new columns and for indexes. */
function batchEvents(
  module: PythonModule,
  operation: Operation,
  facts: HistoryFacts,
): readonly IndexEvent[] {
  const at = enclosing(operation.statement, 'WithStatement')?.from ?? operation.statement.from;
  const isPlain = /^(?:add_column|(?:create|drop)_index)$/.test(operation.name);
  const copies =
    !isPlain || (operation.name === 'add_column' && needsBatch(module, operation, facts));
  return [
    ...(copies ? rebuild(module, operation, at) : []),
    ...operationEvents(module, operation, { at, columns: 1 }),
  ];
}

function operationEvents(
  module: PythonModule,
  operation: Operation,
  { at, columns }: { readonly at: number; readonly columns: number },
): readonly IndexEvent[] {
  const { name, statement: node, table } = operation;
  const index = plainText(module, nameArgument(module, operation)?.value) ?? '';
  const event = { index, table: plainText(module, table?.value) ?? '', node, at };
  if (name === 'drop_index') return [{ ...event, kind: 'drop' }];
  if (name !== 'create_index') return [];
  const listed = argumentOf(module, operation, columns, 'columns');
  const isOnExpression = listed && childrenOf(listed.value).some((each) => computes(module, each));
  return isOnExpression ? [{ ...event, kind: 'create' }] : [];
}

/** Whether an element of an index is more than a column: `sa.text("lower(name)")`, `sa.func.lower(...)`. */
function computes(module: PythonModule, element: PythonNode): boolean {
  if (element.name !== 'CallExpression') return false;
  if (/^(?:text|literal_column)$/.test(calledMethod(module, element))) {
    const [text] = nodesOf(element, 'String').flatMap((node) => stringLiteral(module, node) ?? []);
    const sql = `create index i on t (${text?.value ?? ''})`;
    return sqlEvents(sql, element).some(({ kind }) => kind === 'create');
  }
  return nodesOf(element, 'PropertyName').some((name) => textOf(module, name) === 'func');
}

function sqlEvents(sql: string, node: PythonNode): readonly IndexEvent[] {
  if (!parserIsLoaded()) return [];
  return splitScript(sql).flatMap(({ text }): readonly IndexEvent[] => {
    const { tree } = parseStatement(text);
    const made = as('IndexStmt', tree);
    const at = node.from;
    if (made?.indexParams?.some((each) => as('IndexElem', each)?.expr)) {
      const table = made.relation?.relname ?? '';
      return [{ kind: 'create', index: made.idxname ?? '', table, node, at }];
    }
    const dropped = as('DropStmt', tree);
    if (dropped?.removeType !== 'OBJECT_INDEX') return [];
    return (dropped.objects ?? []).map((object) => {
      const index = as('String', as('List', object)?.items?.at(-1))?.sval ?? '';
      return { kind: 'drop', index, table: '', node, at };
    });
  });
}
