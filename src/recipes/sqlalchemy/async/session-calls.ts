import type { TextEdit } from '../../../core/edit.ts';
import {
  nodesOf,
  type PythonModule,
  type PythonNode,
  textOf,
} from '../../../formats/python/module.ts';
import type { PythonFile } from '../../python-files.ts';
import { functionAround } from './functions.ts';
import type { Sessions } from './session-names.ts';

/** What the uses of sessions in a file come to. */
export interface SessionCalls {
  readonly edits: readonly TextEdit[];
  /** Calls that have to be awaited. */
  readonly awaited: readonly PythonNode[];
  /** Places of other edits that need a function that waits. */
  readonly waiting: readonly PythonNode[];
  /** What could not be followed. */
  readonly unknown: readonly PythonNode[];
}

const awaitable = new Set(
  (
    'execute scalar scalars get get_one commit rollback flush refresh delete merge close exec ' +
    'connection reset invalidate exec_driver_sql close_all'
  ).split(' '),
);
const plain = new Set(
  (
    'add add_all expunge expunge_all expire expire_all is_modified in_transaction get_bind query ' +
    'begin begin_nested run_sync sync_session no_autoflush'
  ).split(' '),
);
const terminal = new Set('all first one one_or_none scalar count delete update get'.split(' '));

/** Rewrites the calls of sessions: `await` before them, queries run as the session's own. */
export function sessionCalls(file: PythonFile, sessions: Sessions): SessionCalls {
  const { module } = file;
  const found: MutableCalls = { edits: [], awaited: [], waiting: [], unknown: [], wrapped: [] };
  for (const call of nodesOf(module.root, 'CallExpression')) {
    const object = call.firstChild?.name === 'MemberExpression' ? call.firstChild.firstChild : null;
    if (object && sessions.isSession(file, object)) readCall(module, call, object, found);
  }
  for (const statement of nodesOf(module.root, 'WithStatement')) {
    if (statement.firstChild?.name === 'async' || !entersSession(file, statement, sessions))
      continue;
    found.edits.push({ start: statement.from, end: statement.from, newText: 'async ' });
    found.waiting.push(statement);
  }
  return found;
}

interface MutableCalls {
  readonly edits: TextEdit[];
  readonly awaited: PythonNode[];
  readonly waiting: PythonNode[];
  readonly unknown: PythonNode[];
  /** Expressions that the synchronous session runs as wholes. */
  readonly wrapped: PythonNode[];
}

/** Adds what becomes of one call of a session. */
function readCall(
  module: PythonModule,
  call: PythonNode,
  object: PythonNode,
  found: MutableCalls,
): void {
  const method = call.firstChild?.lastChild;
  const name = method ? textOf(module, method) : '';
  if (found.wrapped.some(({ from, to }) => from <= call.from && call.to <= to)) {
    found.edits.push({ start: object.from, end: object.to, newText: 'session' });
    return;
  }
  if (awaitable.has(name)) found.awaited.push(call);
  else if (name === 'begin' || name === 'begin_nested') {
    if (call.parent?.name !== 'WithStatement') found.unknown.push(call);
  } else if (name === 'query' || !plain.has(name)) readRun(module, call, object, found);
}

/** A query, or a method that only the synchronous session has. */
function readRun(
  module: PythonModule,
  call: PythonNode,
  object: PythonNode,
  found: MutableCalls,
): void {
  const isQuery = textOf(module, call.firstChild?.lastChild ?? call) === 'query';
  const { whole, edits } = isQuery
    ? queryEdits(module, call, object)
    : { whole: call, edits: runSync(module, call, object) };
  if (whole) found.wrapped.push(whole);
  found.edits.push(...edits, ...(isQuery ? builtQueries(module, call, object) : []));
  found.waiting.push(call);
}

function entersSession(file: PythonFile, statement: PythonNode, sessions: Sessions): boolean {
  return statement.getChildren('CallExpression').some((call) => {
    const object = call.firstChild?.firstChild;
    const isBegin = /\.begin(?:_nested)?$/.test(textOf(file.module, call.firstChild ?? call));
    return (
      sessions.isMaker(file, call) || (isBegin && !!object && sessions.isSession(file, object))
    );
  });
}

/** Runs a call of the synchronous session inside of the asynchronous one. */
function runSync(module: PythonModule, whole: PythonNode, object: PythonNode, more = '') {
  const name = textOf(module, object);
  const [open, close] = needsParentheses(whole) ? ['(', ')'] : ['', ''];
  return [
    {
      start: whole.from,
      end: whole.from,
      newText: `${open}await ${name}.run_sync(lambda session: `,
    },
    { start: object.from, end: object.to, newText: 'session' },
    { start: whole.to, end: whole.to, newText: `${more})${close}` },
  ];
}

/** A query that is run where it is made, or one that is only made. */
function queryEdits(module: PythonModule, call: PythonNode, object: PythonNode) {
  const { whole, last } = chainOf(module, call);
  const isIterated = isGoneThrough(whole);
  if (terminal.has(last) || isIterated) {
    const more = terminal.has(last) ? '' : '.all()';
    return { whole, edits: runSync(module, whole, object, more) };
  }
  const end = object.to;
  return { whole: undefined, edits: [{ start: end, end, newText: '.sync_session' }] };
}

/** The longest chain of calls from a call on, up to one that runs the query. */
function chainOf(module: PythonModule, call: PythonNode) {
  let whole = call;
  let last = '';
  for (;;) {
    const member = whole.parent;
    const next = member?.parent;
    const isCalled =
      member?.name === 'MemberExpression' &&
      next?.name === 'CallExpression' &&
      member.firstChild?.from === whole.from &&
      next.firstChild?.to === member.to;
    if (!isCalled || !member.lastChild) return { whole, last };
    whole = next;
    last = textOf(module, member.lastChild);
    if (terminal.has(last)) return { whole, last };
  }
}

function isGoneThrough(node: PythonNode): boolean {
  const { parent } = node;
  const isLoop = parent?.name === 'ForStatement' && node.prevSibling?.name === 'in';
  const isComprehension =
    /Comprehension/.test(parent?.name ?? '') && node.prevSibling?.name === 'in';
  return isLoop || isComprehension;
}

/** A query that a variable holds is run where its rows are asked for. */
function builtQueries(module: PythonModule, call: PythonNode, object: PythonNode) {
  const { whole, last } = chainOf(module, call);
  const statement = whole.parent;
  const target = statement?.name === 'AssignStatement' ? statement.firstChild : null;
  if (!target || terminal.has(last)) return [];
  const scope = functionAround(call) ?? module.root;
  const [name, session] = [textOf(module, target), textOf(module, object)];
  return nodesOf(scope, 'VariableName').flatMap((use): readonly TextEdit[] => {
    if (use.from <= call.to || textOf(module, use) !== name) return [];
    const chain = chainOf(module, use);
    const isLoop = isGoneThrough(chain.whole);
    if (!terminal.has(chain.last) && !isLoop) return [];
    const more = isLoop && !terminal.has(chain.last) ? '.all()' : '';
    const [open, close] = needsParentheses(chain.whole) ? ['(', ')'] : ['', ''];
    const { from, to } = chain.whole;
    return [
      { start: from, end: from, newText: `${open}await ${session}.run_sync(lambda _: ` },
      { start: to, end: to, newText: `${more})${close}` },
    ];
  });
}

/** Whether an `await` before an expression would take too much, without parentheses around it. */
export function needsParentheses(node: PythonNode): boolean {
  const { parent } = node;
  const isObject = parent?.name === 'MemberExpression' && parent.firstChild?.from === node.from;
  const isCallee = parent?.name === 'CallExpression' && parent.firstChild?.from === node.from;
  return isObject || isCallee;
}
