import { nodesOf, type PythonNode, textOf } from '../../../formats/python/module.ts';
import type { PythonFile } from '../../python-files.ts';
import { CallResolver, decoratorNames, functionAround, type ProjectFunction } from './functions.ts';
import type { Sessions } from './session-names.ts';

/** Which functions wait, and which calls of them are waited for. */
export interface Propagation {
  readonly waiting: ReadonlySet<ProjectFunction>;
  readonly awaited: ReadonlyMap<PythonFile, readonly PythonNode[]>;
  /** Calls outside of any function. */
  readonly atTop: ReadonlyMap<PythonFile, readonly PythonNode[]>;
  /** Blocks that enter a function of the project which waits. */
  readonly entered: ReadonlyMap<PythonFile, readonly PythonNode[]>;
  /** Calls whose object is not known, of methods that wait under the same name. */
  readonly unknown: ReadonlyMap<PythonFile, readonly PythonNode[]>;
}

/** Names that objects of many kinds have: a call of one says nothing by its name alone. */
const common =
  /^(?:get|add|all|first|list|items|keys|values|update|delete|remove|pop|create|save|find|count|close|copy|run|send|read|write|execute|commit|filter|set|clear|index)$/;
const helperObject = /(?:service|repo|repository|crud|dao|manager|store|uow|handler)s?$/i;

/** Follows the calls of functions that wait up to their callers, through the whole project. */
export function propagate(
  files: readonly PythonFile[],
  functions: readonly ProjectFunction[],
  first: ReadonlyMap<PythonFile, readonly PythonNode[]>,
  sessions: Sessions,
): Propagation {
  const resolver = new CallResolver(files, functions);
  const byNode = new Map(functions.map((each) => [keyOf(each.file, each.node), each]));
  const around = (file: PythonFile, node: PythonNode) => {
    const scope = functionAround(node);
    return scope && byNode.get(keyOf(file, scope));
  };
  const waiting = new Set<ProjectFunction>();
  const calls = files.flatMap((file) => callsIn(file, resolver, sessions));
  for (const [file, nodes] of first)
    addAll(
      waiting,
      nodes.map((node) => around(file, node)),
    );
  for (let size = -1; size !== waiting.size; ) {
    size = waiting.size;
    const waited = calls.filter((call) => isWaitedFor(call, waiting));
    addAll(
      waiting,
      waited.map(({ file, call }) => around(file, call)),
    );
  }
  return sorted(calls, waiting, around);
}

function addAll(
  waiting: Set<ProjectFunction>,
  found: readonly (ProjectFunction | undefined)[],
): void {
  for (const each of found) if (each) waiting.add(each);
}

function isWaitedFor(call: ResolvedCall, waiting: ReadonlySet<ProjectFunction>): boolean {
  return call.found.some((each) => waiting.has(each)) && (!call.isGuess || isSure(call, waiting));
}

interface ResolvedCall {
  readonly file: PythonFile;
  readonly call: PythonNode;
  readonly found: readonly ProjectFunction[];
  readonly isGuess: boolean;
}

function callsIn(
  file: PythonFile,
  resolver: CallResolver,
  sessions: Sessions,
): readonly ResolvedCall[] {
  return nodesOf(file.module.root, 'CallExpression').flatMap((call) => {
    const object = call.firstChild?.firstChild;
    const isOwn = object && sessions.isSession(file, object);
    if (!call.firstChild || isOwn || call.parent?.name === 'AwaitExpression') return [];
    const callees = resolver.resolve(file, call.firstChild);
    return callees.found.length > 0 ? [{ file, call, ...callees }] : [];
  });
}

/** Whether the name of a method is enough: all methods of this name wait, and nothing else has it. */
function isSure(
  { file, call, found }: ResolvedCall,
  waiting: ReadonlySet<ProjectFunction>,
): boolean {
  const [name = ''] = found.map((each) => each.name);
  const object = call.firstChild?.firstChild;
  const isHelper = object ? helperObject.test(textOf(file.module, object)) : false;
  const all = found.every((each) => waiting.has(each) || each.isAsync);
  return isHelper || (all && !common.test(name));
}

function sorted(
  calls: readonly ResolvedCall[],
  waiting: ReadonlySet<ProjectFunction>,
  around: (file: PythonFile, node: PythonNode) => ProjectFunction | undefined,
): Propagation {
  const awaited = new Map<PythonFile, PythonNode[]>();
  const atTop = new Map<PythonFile, PythonNode[]>();
  const entered = new Map<PythonFile, PythonNode[]>();
  const unknown = new Map<PythonFile, PythonNode[]>();
  const put = (map: Map<PythonFile, PythonNode[]>, file: PythonFile, node: PythonNode) =>
    map.set(file, [...(map.get(file) ?? []), node]);
  for (const resolved of calls) {
    const { file, call } = resolved;
    const kind = kindOf(resolved, waiting);
    if (kind === 'unknown') put(unknown, file, call);
    else if (kind === 'entered' && call.parent) put(entered, file, call.parent);
    else if (kind === 'awaited') put(around(file, call) ? awaited : atTop, file, call);
  }
  return { waiting, awaited, atTop, entered, unknown };
}

function kindOf(resolved: ResolvedCall, waiting: ReadonlySet<ProjectFunction>) {
  const { call, found, isGuess } = resolved;
  const targets = found.filter((each) => waiting.has(each));
  if (targets.length === 0) return 'other';
  if (isGuess && !isSure(resolved, waiting)) return 'unknown';
  if (!targets.every((each) => each.isGenerator)) return 'awaited';
  const isManager = targets.some((each) =>
    decoratorNames(each).some((name) => /contextmanager$/.test(name)),
  );
  return isManager && call.parent?.name === 'WithStatement' ? 'entered' : 'unknown';
}

function keyOf(file: PythonFile, node: PythonNode): string {
  return `${file.path}:${node.from}`;
}
