import type { TextEdit } from '../../../core/edit.ts';
import { appendArgument, argumentsOf, keyword } from '../../../formats/python/arguments.ts';
import {
  importEdits,
  leftUnused,
  type NewImport,
  type Reference,
  referenceTo,
} from '../../../formats/python/import-edits.ts';
import { calledName, importsOf, qualifiedName } from '../../../formats/python/imports.ts';
import {
  nodesOf,
  type PythonModule,
  type PythonNode,
  textOf,
} from '../../../formats/python/module.ts';
import { stringLiteral } from '../../../formats/python/string-literal.ts';
import type { PythonFile } from '../../python-files.ts';

/** How the project reaches its database while it waits. */
export interface AsyncDriver {
  /** What a URL names: `postgresql+asyncpg`. */
  readonly drivername: string;
}

/** Edits of engines and sessions, with what has to be looked at. */
export interface EngineEdits {
  readonly edits: readonly TextEdit[];
  /** Places of edits that need a function that waits. */
  readonly waiting: readonly PythonNode[];
  /** Tables that are made outside of any function. */
  readonly atTop: readonly PythonNode[];
  readonly obstacles: readonly PythonNode[];
}

const asyncio = 'sqlalchemy.ext.asyncio';
const sessionNames = /^(?:sqlalchemy\.orm(?:\.session)?|sqlmodel)\.Session$/;
const engineMakers = /^(?:sqlalchemy(?:\.engine)?|sqlmodel)\.create_engine$/;
const sessionMakers = /^sqlalchemy\.orm\.sessionmaker$/;
const obstacles = /^sqlalchemy\.orm\.scoped_session$|^flask_sqlalchemy\.SQLAlchemy$/;

/** Makes engines, session makers and the types of sessions asynchronous in one file. */
export function engineEdits(file: PythonFile, driver: AsyncDriver): EngineEdits {
  const { module } = file;
  const added: NewImport[] = [];
  const name = (source: string, wanted: string) => use(added, referenceTo(module, source, wanted));
  const tables = tableCalls(module);
  const edits = [
    ...callEdits(module, driver, name),
    ...typeEdits(module, name),
    ...tables.inside.map(({ edit }) => edit),
  ];
  const candidates = importsOf(module).filter((found) => {
    return found.name !== '' && isReplaced(`${found.module}.${found.name}`);
  });
  const removed = leftUnused(module, edits, candidates);
  return {
    edits: [...edits, ...importEdits(module, { added, removed })],
    waiting: tables.inside.map(({ statement }) => statement),
    atTop: tables.atTop,
    obstacles: nodesOf(module.root, 'MemberExpression', 'VariableName').filter((node) => {
      return isName(node) && obstacles.test(qualifiedName(module, node) ?? '');
    }),
  };
}

type Namer = (source: string, wanted: string) => string;

function callEdits(module: PythonModule, driver: AsyncDriver, name: Namer): readonly TextEdit[] {
  return nodesOf(module.root, 'CallExpression').flatMap((call): readonly TextEdit[] => {
    const called = calledName(module, call) ?? '';
    if (engineMakers.test(called)) return madeEngine(module, call, driver, name);
    const makesSessions = sessionMakers.test(called) || sessionNames.test(called);
    if (!makesSessions || keyword(module, call, 'expire_on_commit')) return [];
    return [appendArgument(module, call, 'expire_on_commit=False')];
  });
}

function typeEdits(module: PythonModule, name: Namer): readonly TextEdit[] {
  return nodesOf(module.root, 'MemberExpression', 'VariableName').flatMap((node) => {
    const full = isName(node) ? qualifiedName(module, node) : undefined;
    const newText = full && replacement(full, name);
    return newText ? [{ start: node.from, end: node.to, newText }] : [];
  });
}

function use(added: NewImport[], { text, imports }: Reference): string {
  added.push(...imports);
  return text;
}

function isReplaced(name: string): boolean {
  return sessionNames.test(name) || engineMakers.test(name) || sessionMakers.test(name);
}

function replacement(full: string, name: Namer) {
  if (engineMakers.test(full)) return name(asyncio, 'create_async_engine');
  if (sessionMakers.test(full)) return name(asyncio, 'async_sessionmaker');
  if (full === 'sqlmodel.Session') return name('sqlmodel.ext.asyncio.session', 'AsyncSession');
  return sessionNames.test(full) ? name(asyncio, 'AsyncSession') : undefined;
}

/** Names outside of imports, as wholes. */
function isName({ parent, from, nextSibling, name }: PythonNode): boolean {
  if (parent?.name === 'ImportStatement') return false;
  if (parent?.name === 'ArgList' && nextSibling?.name === 'AssignOp') return false;
  const isObject = parent?.name === 'MemberExpression' && parent.firstChild?.from === from;
  return !(isObject && nextSibling?.name === '.' && name === 'MemberExpression');
}

/** The URL gets the driver that waits; migrations go on with the one that they have. */
function madeEngine(
  module: PythonModule,
  call: PythonNode,
  { drivername }: AsyncDriver,
  name: Namer,
): readonly TextEdit[] {
  const all = argumentsOf(module, call);
  const url =
    all.find((each) => each.name === 'url') ?? all.find((each) => !each.name && !each.star);
  if (!url) return [];
  const literal = stringLiteral(module, url.value);
  const scheme = literal && /^[\w+]+(?=:\/\/)/.exec(literal.value)?.[0];
  const [piece] = literal?.pieces ?? [];
  if (scheme && piece) {
    const { start } = piece.content;
    return [{ start, end: start + scheme.length, newText: drivername }];
  }
  const makeUrl = name('sqlalchemy.engine', 'make_url');
  const text = textOf(module, url.value);
  const newText = `${makeUrl}(${text}).set(drivername="${drivername}")`;
  return [{ start: url.value.from, end: url.value.to, newText }];
}

/** `Base.metadata.create_all(bind=engine)` takes a connection that is waited for. */
function tableCalls(module: PythonModule) {
  const inside: { readonly statement: PythonNode; readonly edit: TextEdit }[] = [];
  const atTop: PythonNode[] = [];
  for (const call of nodesOf(module.root, 'CallExpression')) {
    const callee = call.firstChild ? textOf(module, call.firstChild) : '';
    const method = /\.metadata\.(?:create_all|drop_all)$/.test(callee);
    const bind = argumentsOf(module, call).find(({ name }) => name === '' || name === 'bind');
    const statement = call.parent;
    if (!method || !bind || statement?.name !== 'ExpressionStatement') continue;
    if (statement.parent?.name !== 'Body' || isOutside(statement)) {
      atTop.push(call);
      continue;
    }
    const indent = /[ \t]*$/.exec(module.text.slice(0, statement.from))?.[0] ?? '';
    const engine = textOf(module, bind.value);
    const newText = `async with ${engine}.begin() as connection:${module.lineEnd}${indent}    await connection.run_sync(${callee})`;
    inside.push({ statement, edit: { start: call.from, end: call.to, newText } });
  }
  return { inside, atTop };
}

function isOutside(statement: PythonNode): boolean {
  for (let at: PythonNode | null = statement; at; at = at.parent) {
    if (at.name === 'FunctionDefinition') return false;
  }
  return true;
}
