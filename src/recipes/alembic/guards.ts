import type { TextEdit } from '../../core/edit.ts';
import { argumentsOf, keyword } from '../../formats/python/arguments.ts';
import { indentOf, nestUnder } from '../../formats/python/indent.ts';
import {
  nodesOf,
  type PythonModule,
  type PythonNode,
  textOf,
} from '../../formats/python/module.ts';
import { quoted } from '../../formats/python/quotes.ts';
import { isTrue } from '../sqlalchemy/columns.ts';
import { calledMethod } from '../sqlalchemy/type-uses.ts';
import { batchOperationOf, blocksOf, nameArgument, operationOf, plainText } from './operations.ts';
import { rawSqlOf, readableSql } from './raw-sql.ts';
import { fateOf } from './sql-statements.ts';

/** A statement that runs on the source alone from now on. */
export interface Guarded {
  readonly statement: PythonNode;
  /** Whether the target goes without something then. */
  readonly isLoss: boolean;
}

/**
 * The statements of a revision that only this dialect can run, and that can be left out elsewhere;
 * `leftOut` are the objects that it alone has, throughout the history.
 */
export function guardedStatements(
  module: PythonModule,
  dialect: string,
  leftOut: ReadonlySet<string>,
): readonly Guarded[] {
  const sql = new Map(
    rawSqlOf(module).flatMap(({ statement, literal }) => {
      const fate = dropsOneOf(literal.value, leftOut)
        ? 'guard'
        : fateOf(readableSql(literal), dialect);
      return statement && fate.startsWith('guard') ? [[statement.from, fate] as const] : [];
    }),
  );
  return blocksOf(module)
    .flat()
    .flatMap((statement): readonly Guarded[] => {
      if (indentOf(module, statement) === undefined) return [];
      const fate = sql.get(statement.from);
      if (fate) return [{ statement, isLoss: fate === 'guard-and-tell' }];
      return guardedOperation(module, { statement, dialect, leftOut });
    });
}

/** Operations that no other dialect has. */
const foreignOperations: Readonly<Record<string, Readonly<Record<string, boolean>>>> = {
  postgresql: {
    create_table_comment: false,
    drop_table_comment: false,
    create_exclude_constraint: true,
    create_entity: true,
    replace_entity: true,
    drop_entity: false,
  },
};

/** Names of the indexes and constraints that a revision makes for this dialect alone. */
export function namesLeftOut(module: PythonModule, dialect: string): readonly string[] {
  const guarded = guardedStatements(module, dialect, new Set());
  const named = guarded.flatMap(({ statement }) => {
    const operation = operationOf(module, statement);
    if (!operation?.name.startsWith('create_')) return [];
    return plainText(module, nameArgument(module, operation)?.value) ?? [];
  });
  const inSql = rawSqlOf(module).flatMap(({ literal }) => {
    const name = fateOf(readableSql(literal), dialect).startsWith('guard')
      ? /\bindex\s+(?:concurrently\s+)?(?:if\s+not\s+exists\s+)?"?(\w+)"?\s+on\b/i.exec(
          literal.value,
        )
      : null;
    return name?.[1] ?? [];
  });
  const excluded = nodesOf(module.root, 'CallExpression').flatMap((call) =>
    calledMethod(module, call) === 'ExcludeConstraint'
      ? (plainText(module, keyword(module, call, 'name')?.value) ?? [])
      : [],
  );
  return [...named, ...inSql, ...excluded];
}

function dropsOneOf(sql: string, names: ReadonlySet<string>): boolean {
  const drop =
    /^\s*drop\s+index\s+(?:concurrently\s+)?(?:if\s+exists\s+)?(?:\w+\.)?"?(\w+)"?\s*(?:cascade)?\s*;?\s*$/i;
  return names.has(drop.exec(sql)?.[1] ?? '');
}

interface GuardQuestion {
  readonly statement: PythonNode;
  readonly dialect: string;
  readonly leftOut: ReadonlySet<string>;
}

function guardedOperation(
  module: PythonModule,
  { statement, dialect, leftOut }: GuardQuestion,
): readonly Guarded[] {
  const operation = operationOf(module, statement) ?? batchOperationOf(module, statement);
  if (!operation) return [];
  const isLoss = foreignOperations[dialect]?.[operation.name];
  if (isLoss !== undefined) return [{ statement, isLoss }];
  const { name, call } = operation;
  const object = plainText(module, nameArgument(module, operation)?.value);
  if (/^drop_(?:index|constraint)$/.test(name) && object && leftOut.has(object)) {
    return [{ statement, isLoss: false }];
  }
  if (name === 'create_index' && needsDialect(module, call, dialect)) {
    const isUnique = isTrue(module, call, 'unique');
    const isLoss = isUnique || isTextSearch(module, call) || dialect !== 'postgresql';
    return [{ statement, isLoss }];
  }
  if (name === 'create_index' && object && leftOut.has(object)) {
    return [{ statement, isLoss: true }];
  }
  const schemaCall =
    /^(?:execute)$/.test(name) &&
    /\b(?:Create|Drop)(?:Sequence|Schema)\b/.test(textOf(module, call));
  return schemaCall && dialect === 'postgresql' ? [{ statement, isLoss: false }] : [];
}

/** Whether an index is on an expression that only this dialect computes. */
export function needsDialect(module: PythonModule, call: PythonNode, dialect: string): boolean {
  const mark = dialectMarks[dialect];
  if (!mark) return false;
  const expressions = argumentsOf(module, call)
    .filter(({ name }) => !/^(?:postgresql_|sqlite_)/.test(name))
    .flatMap(({ value }) =>
      nodesOf(value, 'String', 'PropertyName').map((node) => textOf(module, node)),
    );
  return expressions.some((text) => mark.test(text));
}

/** What only one dialect computes in an index. */
const dialectMarks: Readonly<Record<string, RegExp>> = {
  postgresql:
    /to_tsvector|tsvector|gin_trgm_ops|gist_trgm_ops|::|->|#>|\bjsonb?_(?!(?:extract|type|valid)\b)|similarity|\bst_\w+|immutable_|unaccent/i,
  sqlite:
    /\bjson_(?:extract|type|array_length|valid)\b|->|\b(?:strftime|julianday|unixepoch)\b|\b(?:date|datetime|time|ifnull|instr|hex)\s*\(|\bcollate\s+\w/i,
};

function isTextSearch(module: PythonModule, call: PythonNode): boolean {
  return /tsvector/i.test(textOf(module, call));
}

/** `op.get_context().dialect.name == "postgresql"`; works offline, where there is no connection. */
export function dialectTest(module: PythonModule, dialect: string): string {
  return `op.get_context().dialect.name == ${quoted(module, dialect)}`;
}

/** Edits that put statements which follow each other under one test of the dialect. */
export function guardEdits(
  module: PythonModule,
  guarded: readonly Guarded[],
  dialect: string,
): readonly TextEdit[] {
  const groups: PythonNode[][] = [];
  for (const { statement } of guarded) {
    const last = groups.at(-1)?.at(-1);
    if (last && isNext(last, statement)) groups.at(-1)?.push(statement);
    else groups.push([statement]);
  }
  return groups.flatMap((group) => {
    const [first] = group;
    const last = group.at(-1);
    if (!first || !last) return [];
    return nestUnder(
      module,
      { start: first.from, end: last.to },
      `if ${dialectTest(module, dialect)}:`,
    );
  });
}

function isNext(before: PythonNode, after: PythonNode): boolean {
  let next = before.nextSibling;
  while (next?.name === 'Comment') next = next.nextSibling;
  return next?.from === after.from;
}
