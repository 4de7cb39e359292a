import { argumentsOf } from '../../../formats/python/arguments.ts';
import { importsOf } from '../../../formats/python/imports.ts';
import {
  childrenOf,
  enclosing,
  nodesOf,
  type PythonNode,
  textOf,
} from '../../../formats/python/module.ts';
import { baseName, folderOf } from '../../project.ts';
import type { PythonFile } from '../../python-files.ts';

/** A function or method of the project. */
export interface ProjectFunction {
  readonly file: PythonFile;
  readonly node: PythonNode;
  readonly name: string;
  /** The class that it is a method of; empty for a function. */
  readonly owner: string;
  readonly isAsync: boolean;
  readonly isGenerator: boolean;
  readonly decorators: readonly PythonNode[];
}

/** All functions of these files. */
export function functionsOf(files: readonly PythonFile[]): readonly ProjectFunction[] {
  return files.flatMap((file) =>
    nodesOf(file.module.root, 'FunctionDefinition').map((node) => readFunction(file, node)),
  );
}

function readFunction(file: PythonFile, node: PythonNode): ProjectFunction {
  const { module } = file;
  const name = node.getChild('VariableName');
  const outer = node.parent?.name === 'DecoratedStatement' ? node.parent : node;
  const owner = outer.parent?.parent?.name === 'ClassDefinition' ? outer.parent.parent : undefined;
  const ownerName = owner?.getChild('VariableName');
  const yields = nodesOf(node, 'YieldStatement', 'YieldExpression', 'yield');
  return {
    file,
    node,
    name: name ? textOf(module, name) : '',
    owner: ownerName ? textOf(module, ownerName) : '',
    isAsync: node.firstChild?.name === 'async',
    isGenerator: yields.some((each) => functionAround(each)?.from === node.from),
    decorators: outer === node ? [] : outer.getChildren('Decorator'),
  };
}

/** The function that a place runs in. */
export function functionAround(node: PythonNode): PythonNode | undefined {
  const start = node.name === 'FunctionDefinition' ? node.parent : node;
  return start ? enclosing(start, 'FunctionDefinition') : undefined;
}

/** What a call may be a call of. */
export interface Callees {
  readonly found: readonly ProjectFunction[];
  /** Whether the object's class is not known, and the name alone speaks for these. */
  readonly isGuess: boolean;
}

/** Finds the functions that calls of a project are calls of. */
export class CallResolver {
  readonly #files: readonly PythonFile[];
  readonly #byName: ReadonlyMap<string, readonly ProjectFunction[]>;

  constructor(files: readonly PythonFile[], functions: readonly ProjectFunction[]) {
    this.#files = files;
    const byName = new Map<string, ProjectFunction[]>();
    for (const each of functions) byName.set(each.name, [...(byName.get(each.name) ?? []), each]);
    this.#byName = byName;
  }

  resolve(file: PythonFile, callee: PythonNode): Callees {
    const text = textOf(file.module, callee);
    const name = text.slice(text.lastIndexOf('.') + 1);
    const named = this.#byName.get(name) ?? [];
    if (named.length === 0) return { found: [], isGuess: false };
    if (callee.name === 'VariableName') {
      return { found: this.#function(file, name, 0), isGuess: false };
    }
    const object = callee.firstChild;
    if (callee.name !== 'MemberExpression' || !object) return { found: [], isGuess: false };
    const inModule = this.#ofModule(file, textOf(file.module, object), name);
    if (inModule.length > 0) return { found: inModule, isGuess: false };
    const methods = named.filter(({ owner }) => owner !== '');
    const owner = ownerOf(file, object);
    const own = methods.filter((each) => each.owner === owner);
    if (own.length > 0) return { found: own, isGuess: false };
    const isOwnObject = /^(?:self|cls|super\(\))$/.test(textOf(file.module, object));
    return { found: methods, isGuess: !isOwnObject };
  }

  /** A function by its name in a file: defined there, or imported, also through a package. */
  #function(file: PythonFile, name: string, depth: number): readonly ProjectFunction[] {
    const own = (this.#byName.get(name) ?? []).filter((each) => each.file === file && !each.owner);
    if (own.length > 0 || depth > 3) return own;
    return importsOf(file.module).flatMap((found) => {
      if (found.local !== name && found.local !== '*') return [];
      const other = found.name ? this.#module(file, found.module) : undefined;
      return other ? this.#function(other, found.name === '*' ? name : found.name, depth + 1) : [];
    });
  }

  #ofModule(file: PythonFile, object: string, name: string): readonly ProjectFunction[] {
    return importsOf(file.module).flatMap((found) => {
      if (found.local !== object && found.module !== object) return [];
      const path = found.name ? `${found.module.replace(/\.?$/, '.')}${found.name}` : found.module;
      const other = this.#module(file, path);
      return other ? this.#function(other, name, 0) : [];
    });
  }

  /** The file of a module, by as much of its dotted name as paths have. */
  #module(from: PythonFile, dotted: string): PythonFile | undefined {
    const dots = /^\.*/.exec(dotted)?.[0].length ?? 0;
    const parts = dotted.slice(dots).split('.').filter(Boolean);
    if (dots > 0) {
      let folder = folderOf(from.path);
      for (let up = 1; up < dots; up += 1) folder = folderOf(folder);
      const path = [folder, ...parts].filter(Boolean).join('/');
      return this.#files.find((each) => isFileOf(each.path, path));
    }
    const path = parts.join('/');
    return this.#files.find((each) => isFileOf(each.path, path) || isFileBelow(each.path, path));
  }
}

function isFileOf(path: string, module: string): boolean {
  return path === `${module}.py` || path === `${module}/__init__.py`;
}

function isFileBelow(path: string, module: string): boolean {
  return path.endsWith(`/${module}.py`) || path.endsWith(`/${module}/__init__.py`);
}

/** The class of an object, as far as an annotation or an assignment tells. */
function ownerOf({ module, path }: PythonFile, object: PythonNode): string {
  void path;
  const text = textOf(module, object);
  if (object.name === 'CallExpression' && object.firstChild)
    return textOf(module, object.firstChild);
  const scope = text.startsWith('self.') ? enclosing(object, 'ClassDefinition') : module.root;
  for (const node of nodesOf(scope ?? module.root, 'AssignStatement')) {
    const { firstChild, lastChild } = node;
    if (!firstChild || textOf(module, firstChild) !== text || !lastChild) continue;
    if (lastChild.name === 'CallExpression' && lastChild.firstChild) {
      return lastPart(textOf(module, lastChild.firstChild));
    }
    if (lastChild.name === 'VariableName') return annotationOf(module, lastChild) ?? '';
  }
  return annotationOf(module, object) ?? '';
}

function annotationOf(module: PythonFile['module'], name: PythonNode): string | undefined {
  const scope = functionAround(name);
  const list = scope?.getChild('ParamList');
  const text = textOf(module, name);
  const parameter = list?.getChildren('VariableName').find((each) => textOf(module, each) === text);
  const type = parameter?.nextSibling?.name === 'TypeDef' ? parameter.nextSibling : undefined;
  const names = type ? nodesOf(type, 'VariableName') : [];
  return names
    .map((each) => textOf(module, each))
    .find((each) => /^[A-Z]/.test(each) && each !== 'Annotated');
}

function lastPart(text: string): string {
  return text.slice(text.lastIndexOf('.') + 1);
}

/** Parameters of a function with their annotations and defaults. */
export function parametersOf({ file: { module }, node }: ProjectFunction) {
  const list = node.getChild('ParamList');
  return (list?.getChildren('VariableName') ?? []).map((name) => {
    const type = name.nextSibling?.name === 'TypeDef' ? name.nextSibling : undefined;
    const operator = (type ?? name).nextSibling;
    const value = operator?.name === 'AssignOp' ? operator.nextSibling : null;
    return {
      name: textOf(module, name),
      type: type ? textOf(module, type) : '',
      value: value ? textOf(module, value) : '',
    };
  });
}

/** Names of what decorates a function, without arguments: `router.get`. */
export function decoratorNames({
  file: { module },
  decorators,
}: ProjectFunction): readonly string[] {
  return decorators.map((decorator) => {
    const [, ...parts] = childrenOf(decorator);
    return parts
      .filter(({ name }) => name !== 'ArgList')
      .map((part) => textOf(module, part))
      .join('')
      .trim();
  });
}

/** Whether a function is given to something that waits for it or does not mind. */
export function isAwaitedValue(file: PythonFile, node: PythonNode): boolean {
  const call = node.parent?.name === 'ArgList' ? node.parent.parent : null;
  const name = call?.firstChild ? lastPart(textOf(file.module, call.firstChild)) : '';
  if (call && argumentsOf(file.module, call).length > 0) {
    return /^(?:Depends|Security|add_task|add_api_route|add_event_handler|FastAPI|Starlette|gather|create_task|partial)$/.test(
      name,
    );
  }
  return /dependency_overrides/.test(textOf(file.module, node.parent ?? node));
}

/** Files of migrations run by themselves. */
export function isMigration(path: string): boolean {
  return /(?:^|\/)(?:alembic|migrations?|versions)\//.test(path) || baseName(path) === 'env.py';
}
