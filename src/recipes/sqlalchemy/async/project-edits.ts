import type { TextEdit } from '../../../core/edit.ts';
import { type Notice, notice } from '../../../core/notice.ts';
import { oncePer } from '../../../core/once-per.ts';
import { keyword } from '../../../formats/python/arguments.ts';
import {
  callsOf,
  ensureImported,
  ensureStandardModule,
  importsOf,
  removeImportedNames,
} from '../../../formats/python/imports.ts';
import { enclosing, nodesOf, type PythonNode, textOf } from '../../../formats/python/module.ts';
import type { Project } from '../../project.ts';
import { type PythonFile, placeIn, pythonFilesWith } from '../../python-files.ts';
import { type AsyncDriver, engineEdits } from './engine-edits.ts';
import {
  decoratorNames,
  functionAround,
  functionsOf,
  isAwaitedValue,
  isMigration,
  type ProjectFunction,
} from './functions.ts';
import { type Propagation, propagate } from './propagation.ts';
import { needsParentheses, sessionCalls } from './session-calls.ts';
import { sessionsOf } from './session-names.ts';

/** What becomes of one file when the project's sessions wait. */
export interface AsyncFile {
  readonly file: PythonFile;
  readonly edits: readonly TextEdit[];
  readonly notices: readonly Notice[];
}

/** Works out, once a project, the files that change and what has to be looked at. */
export function asyncFilesOf(project: Project, driver: AsyncDriver): readonly AsyncFile[] {
  return read(project)(driver);
}

const read = oncePer((project: Project) =>
  oncePer((driver: AsyncDriver) => rewrite(project, driver)),
);

function rewrite(project: Project, driver: AsyncDriver): readonly AsyncFile[] {
  const files = pythonFilesWith(project, /[\s\S]/).filter(({ path }) => !isMigration(path));
  const functions = functionsOf(files);
  const sessions = sessionsOf(files, functions);
  const engines = new Map(files.map((file) => [file, engineEdits(file, driver)]));
  const calls = new Map(files.map((file) => [file, sessionCalls(file, sessions)]));
  const first = new Map(
    files.map((file) => {
      const own = calls.get(file);
      const made = engines.get(file);
      return [file, [...(own?.awaited ?? []), ...(own?.waiting ?? []), ...(made?.waiting ?? [])]];
    }),
  );
  const followed = propagate(files, functions, first, sessions);
  return files.flatMap((file) => {
    const own = calls.get(file);
    const made = engines.get(file);
    const waiting = functions.filter((each) => each.file === file && followed.waiting.has(each));
    const edits = [
      ...awaitEdits([...(own?.awaited ?? []), ...(followed.awaited.get(file) ?? [])]),
      ...(own?.edits ?? []),
      ...(made?.edits ?? []),
      ...waiting.flatMap(definitionEdits),
      ...managerImports(file, waiting),
      ...enteredEdits(followed.entered.get(file) ?? []),
      ...topEdits(file, followed.atTop.get(file) ?? []),
    ];
    const unsure = [...(own?.unknown ?? []), ...(followed.unknown.get(file) ?? [])];
    const notices = [
      ...named(file, unsure, 'async-call-unknown'),
      ...named(file, made?.atTop ?? [], 'async-create-all'),
      ...named(file, made?.obstacles ?? [], 'async-obstacle'),
      ...named(file, passedOn(file, followed), 'async-passed-on'),
      ...waiting.flatMap(definitionNotices),
      ...named(file, lazyRelationships(file), 'async-lazy-relationship'),
    ];
    return edits.length > 0 || notices.length > 0 ? [{ file, edits, notices }] : [];
  });
}

/** Of two calls that begin at one place, the outer one is waited for outside. */
function awaitEdits(calls: readonly PythonNode[]): readonly TextEdit[] {
  const free = calls.filter(({ parent }) => parent?.name !== 'AwaitExpression');
  return free
    .toSorted((a, b) => b.to - b.from - (a.to - a.from))
    .flatMap((call) => {
      const [open, close] = needsParentheses(call) ? ['(', ')'] : ['', ''];
      const opening = { start: call.from, end: call.from, newText: `${open}await ` };
      return close ? [opening, { start: call.to, end: call.to, newText: close }] : [opening];
    });
}

function definitionEdits(each: ProjectFunction): readonly TextEdit[] {
  if (each.isAsync) return [];
  const { node, file, decorators } = each;
  const managers = decorators.flatMap((decorator) =>
    nodesOf(decorator, 'VariableName', 'PropertyName').filter(
      (name) => textOf(file.module, name) === 'contextmanager',
    ),
  );
  const iterators = each.isGenerator ? nodesOf(node, 'TypeDef').slice(-1) : [];
  return [
    { start: node.from, end: node.from, newText: 'async ' },
    ...managers.map(({ from, to }) => ({ start: from, end: to, newText: 'asynccontextmanager' })),
    ...iterators.flatMap((type) => generatorType(each, type)),
  ];
}

/** `Iterator[Session]` and `Generator[Session, None, None]` of a provider that waits. */
function generatorType({ file: { module }, node }: ProjectFunction, type: PythonNode) {
  if (type.parent?.from !== node.from) return [];
  return nodesOf(type, 'VariableName', 'PropertyName').flatMap((name): readonly TextEdit[] => {
    const text = textOf(module, name);
    if (!/^(?:Iterator|Generator|Iterable)$/.test(text)) return [];
    const member = name.parent?.name === 'MemberExpression' ? name.parent : undefined;
    const whole = member && text === 'Generator' ? textOf(module, member) : '';
    const isTriple = /,\s*None\s*,\s*None\s*\]$/.test(whole);
    const end = member?.to ?? name.to;
    const short = {
      start: end - 1 - (/,\s*None\s*\]$/.exec(whole)?.[0].length ?? 1) + 1,
      end: end - 1,
      newText: '',
    };
    return [{ start: name.from, end: name.from, newText: 'Async' }, ...(isTriple ? [short] : [])];
  });
}

/** What those definitions need, and no longer need, from `contextlib` and `typing`. */
function managerImports({ module }: PythonFile, waiting: readonly ProjectFunction[]) {
  const changed = waiting.filter(({ isAsync }) => !isAsync);
  const managed = changed.some((each) =>
    decoratorNames(each).some((name) => /contextmanager$/.test(name)),
  );
  const types = changed.flatMap(({ node, isGenerator }) => {
    const type = isGenerator ? node.getChild('TypeDef') : null;
    return /\b(Iterator|Generator|Iterable)\b/.exec(type ? textOf(module, type) : '')?.[1] ?? [];
  });
  const wanted = [...new Set([...(managed ? ['contextmanager'] : []), ...types])];
  return wanted.flatMap((name): readonly TextEdit[] => {
    const found = importsOf(module).find((each) => each.name === name);
    if (!found) return [];
    const fresh = name === 'contextmanager' ? 'asynccontextmanager' : `Async${name}`;
    const isAlone = nodesOf(module.root, 'VariableName').every((node) => {
      if (textOf(module, node) !== name || enclosing(node, 'ImportStatement')) return true;
      return changed.some((each) => startOf(each) <= node.from && node.from < each.node.to);
    });
    if (isAlone && found.to - found.from === name.length) {
      return [{ start: found.from, end: found.to, newText: fresh }];
    }
    return [
      ...ensureImported(module, found.module, [fresh]),
      ...(isAlone ? removeImportedNames(module, [found]) : []),
    ];
  });
}

function startOf({ node, decorators: [first] }: ProjectFunction): number {
  return first?.from ?? node.from;
}

function enteredEdits(statements: readonly PythonNode[]): readonly TextEdit[] {
  const sync = statements.filter(({ firstChild }) => firstChild?.name !== 'async');
  const starts = new Set(sync.map(({ from }) => from));
  return [...starts].map((start) => ({ start, end: start, newText: 'async ' }));
}

/** `main()` at the end of a script. */
function topEdits({ module }: PythonFile, calls: readonly PythonNode[]): readonly TextEdit[] {
  if (calls.length === 0) return [];
  const wrapped = calls.flatMap(({ from, to }) => [
    { start: from, end: from, newText: 'asyncio.run(' },
    { start: to, end: to, newText: ')' },
  ]);
  return [...wrapped, ...ensureStandardModule(module, 'asyncio')];
}

type AsyncCode =
  | 'async-call-unknown'
  | 'async-create-all'
  | 'async-obstacle'
  | 'async-passed-on'
  | 'async-lazy-relationship';

function named(file: PythonFile, nodes: readonly PythonNode[], code: AsyncCode): readonly Notice[] {
  return nodes.map((node) => {
    const at = placeIn(file, { start: node.from, end: node.to });
    const name = textOf(file.module, node).split('\n')[0] ?? '';
    return notice(code, at, { name });
  });
}

/** Functions that wait now, given to something that may not. */
function passedOn(file: PythonFile, { waiting }: Propagation): readonly PythonNode[] {
  const names = new Set(
    [...waiting].flatMap(({ name, isAsync, owner }) => (isAsync || owner ? [] : name)),
  );
  return nodesOf(file.module.root, 'VariableName').filter((node) => {
    const isArgument = node.parent?.name === 'ArgList' && node.nextSibling?.name !== 'AssignOp';
    const name = textOf(file.module, node);
    return (
      isArgument && names.has(name) && !isLocal(file, node, name) && !isAwaitedValue(file, node)
    );
  });
}

/** Whether a name is a variable or a parameter of the function where it stands. */
function isLocal({ module }: PythonFile, node: PythonNode, name: string): boolean {
  const scope = functionAround(node);
  if (!scope) return false;
  const isName = (each: PythonNode | null) => each !== null && textOf(module, each) === name;
  const parameters = scope.getChild('ParamList')?.getChildren('VariableName') ?? [];
  const bound = nodesOf(scope, 'AssignStatement', 'ForStatement').some((each) => {
    return isName(
      each.name === 'ForStatement' ? (each.firstChild?.nextSibling ?? null) : each.firstChild,
    );
  });
  return bound || parameters.some(isName);
}

const waitingDecorators =
  /(?:^|\.)(?:get|post|put|patch|delete|head|options|route|api_route|websocket|on_event|middleware|exception_handler|contextmanager|asynccontextmanager|fixture|staticmethod|classmethod|override|abstractmethod|parametrize|mark\..*|asyncio|anyio|dependency|wraps)$/;

/** Definitions that cannot wait, or whose caller is not known to. */
function definitionNotices(each: ProjectFunction): readonly Notice[] {
  const { file, node, name, isAsync } = each;
  if (isAsync) return [];
  const at = placeIn(file, { start: node.from, end: (node.getChild('ParamList') ?? node).to });
  const unknown = decoratorNames(each).filter((decorator) => !waitingDecorators.test(decorator));
  const isMagic = /^__\w+__$/.test(name);
  const isTest = /(?:^|\/)(?:test_\w+|\w+_test|conftest)\.py$/.test(file.path);
  return [
    ...(unknown.length > 0 || isMagic
      ? [notice('async-decorated', at, { name: unknown[0] ?? name })]
      : []),
    ...(isTest && /^test_/.test(name) ? [notice('async-test', at, { name })] : []),
  ];
}

/** Relationships whose objects would be read when somebody looks at them. */
function lazyRelationships(file: PythonFile): readonly PythonNode[] {
  const { module } = file;
  return callsOf(module, module.root, (name) =>
    /(?:^|\.)(?:relationship|Relationship)$/.test(name),
  ).filter((call) => {
    const lazy = keyword(module, call, 'lazy');
    const isClass = enclosing(call, 'ClassDefinition') !== undefined;
    return (
      isClass &&
      (!lazy || /select['"]$|True|dynamic/.test(textOf(module, lazy.value))) &&
      !/selectin/.test(lazy ? textOf(module, lazy.value) : '')
    );
  });
}
