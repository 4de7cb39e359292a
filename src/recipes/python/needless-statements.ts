import type { TextEdit } from '../../core/edit.ts';
import { type Notice, notice } from '../../core/notice.ts';
import { positional } from '../../formats/python/arguments.ts';
import { qualifiedName } from '../../formats/python/imports.ts';
import { indentOf, nestUnder } from '../../formats/python/indent.ts';
import {
  nodesOf,
  type PythonModule,
  type PythonNode,
  textOf,
} from '../../formats/python/module.ts';
import { quoted } from '../../formats/python/quotes.ts';
import { stringLiteral } from '../../formats/python/string-literal.ts';
import { parserIsLoaded } from '../../sql/parser.ts';
import { translate } from '../../sql/translate.ts';
import { isInBranch } from '../alembic/operations.ts';
import { shortened } from '../alembic/rewrite-raw-sql.ts';
import { fateOf } from '../alembic/sql-statements.ts';
import { sqlFate } from '../facts/sql-fate.ts';
import { type PythonFile, placeIn } from '../python-files.ts';
import type { SwitchContext } from '../recipe.ts';
import { calledMethod } from '../sqlalchemy/type-uses.ts';

/** A statement that runs SQL which the target does not have and the code can do without. */
interface Needless {
  readonly statement: PythonNode;
  readonly sql: string;
  /** Gives the name of the dialect at this place. */
  readonly dialect: string;
  /** Whether the target goes without something then. */
  readonly isLoss: boolean;
}

/** Statements that run on the source alone from now on. */
export interface GuardedStatements {
  readonly edits: readonly TextEdit[];
  readonly notices: readonly Notice[];
  readonly statements: readonly PythonNode[];
}

/**
 * Puts what an application only asks of the source (extensions, schemas, settings of a session,
 * locks) under a test of the dialect, so that it starts on the target too.
 */
export function guardNeedless(file: PythonFile, context: SwitchContext): GuardedStatements {
  const found = parserIsLoaded() ? needlessIn(file, context) : [];
  const { source, target } = context;
  const notices = found.map(({ statement, sql, isLoss }) =>
    notice(
      isLoss ? 'statement-skipped' : 'statement-guarded',
      placeIn(file, { start: statement.from, end: statement.to }),
      { engine: target.label, source: source.label, statement: shortened(sql) },
    ),
  );
  const edits = groupsOf(found).flatMap((group) => guard(file.module, group, context));
  return { edits, notices, statements: found.map(({ statement }) => statement) };
}

function needlessIn(
  { module, source: { text } }: PythonFile,
  context: SwitchContext,
): readonly Needless[] {
  if (!/sqlalchemy|sqlmodel|\bdb\.session\b/.test(text)) return [];
  return nodesOf(module.root, 'ExpressionStatement').flatMap((statement): readonly Needless[] => {
    const call = callIn(statement);
    const object = call?.firstChild?.firstChild;
    const sql = call && sqlOf(module, call);
    const dialect = object && dialectOf(module, object);
    if (!call || sql === undefined || !dialect || isInBranch(module, statement)) return [];
    if (indentOf(module, statement) === undefined) return [];
    const isLoss = lossOf(sql, context);
    return isLoss === undefined ? [] : [{ statement, sql, dialect, isLoss }];
  });
}

/** The call that is all of a statement, awaited or not. */
function callIn({ firstChild }: PythonNode): PythonNode | undefined {
  const call = firstChild?.name === 'AwaitExpression' ? firstChild.lastChild : firstChild;
  return call?.name === 'CallExpression' ? call : undefined;
}

/** The SQL of `execute(text("..."))`; a plain string is taken by drivers too, which have no dialect. */
function sqlOf(module: PythonModule, call: PythonNode): string | undefined {
  const method = calledMethod(module, call);
  if (!/^(?:execute|exec_driver_sql)$/.test(method)) return undefined;
  const first = positional(module, call, 0)?.value;
  const isText = first && calledMethod(module, first) === 'text';
  const isToolkits = isText || method === 'exec_driver_sql' || takesStrings(module, call);
  const inner = isText ? positional(module, first, 0)?.value : first;
  if (!isToolkits) return undefined;
  const literal = inner && stringLiteral(module, inner);
  return literal && literal.holes.length === 0 ? literal.value : undefined;
}

/** Alembic's context, and engines before SQLAlchemy 2.0. */
function takesStrings(module: PythonModule, call: PythonNode): boolean {
  const object = call.firstChild?.firstChild;
  if (!object) return false;
  return (
    qualifiedName(module, object) === 'alembic.context' || /engine$/.test(textOf(module, object))
  );
}

/** Whether the target goes without something; `undefined` for SQL that is not to be guarded. */
function lossOf(sql: string, { source, target }: SwitchContext): boolean | undefined {
  const fate = fateOf(sql, source.sqlalchemyDialect);
  if (!fate.startsWith('guard')) return undefined;
  const translation = translate(sql, { from: source.id, to: target.id });
  if (sqlFate(sql, translation, target).kind !== 'impossible') return undefined;
  return fate === 'guard-and-tell' || /^\s*(?:refresh|lock)\b|\bpg_\w*advisory/i.test(sql);
}

/** How the object that runs a statement tells its dialect, by the name that it goes by. */
function dialectOf(module: PythonModule, object: PythonNode): string | undefined {
  const text = textOf(module, object);
  if (!/^[\w.]+$/.test(text)) return undefined;
  if (qualifiedName(module, object) === 'alembic.context') return `${text}.get_context().dialect`;
  const last = text.slice(text.lastIndexOf('.') + 1);
  if (/^(?:c|cnx)$|(?:conn|connection|engine|bind)$/i.test(last)) return `${text}.dialect`;
  return /^(?:s|db)$|session$/i.test(last) ? `${text}.get_bind().dialect` : undefined;
}

/** Statements that follow each other and are run by one object. */
function groupsOf(found: readonly Needless[]): readonly (readonly Needless[])[] {
  const groups: Needless[][] = [];
  for (const each of found) {
    const group = groups.at(-1);
    const last = group?.at(-1);
    const follows =
      last?.dialect === each.dialect && nextStatement(last.statement)?.from === each.statement.from;
    if (group && follows) group.push(each);
    else groups.push([each]);
  }
  return groups;
}

function nextStatement({ nextSibling }: PythonNode): PythonNode | null {
  return nextSibling?.name === 'Comment' ? nextStatement(nextSibling) : nextSibling;
}

function guard(
  module: PythonModule,
  group: readonly Needless[],
  { source }: SwitchContext,
): readonly TextEdit[] {
  const [first, last] = [group[0], group.at(-1)];
  if (!first || !last) return [];
  const test = `if ${first.dialect}.name == ${quoted(module, source.sqlalchemyDialect)}:`;
  return nestUnder(module, { start: first.statement.from, end: last.statement.to }, test);
}
