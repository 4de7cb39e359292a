import { argumentsOf } from '../../formats/python/arguments.ts';
import { importsOf } from '../../formats/python/imports.ts';
import {
  childrenOf,
  enclosing,
  nodesOf,
  type PythonNode,
  textOf,
} from '../../formats/python/module.ts';
import { stringLiteral } from '../../formats/python/string-literal.ts';
import { baseName } from '../project.ts';
import type { PythonFile } from '../python-files.ts';
import type { RunTimeStatement, StatementSite } from './raw-statements.ts';

/** What a statement argument turned out to be. */
export interface Reading {
  readonly sites: readonly StatementSite[];
  readonly atRunTime: readonly RunTimeStatement[];
}

/** A function of the project that passes an argument on to the database. */
export interface Taker {
  readonly name: string;
  readonly parameter: string;
  /** Its position in a call, which leaves out `self`. */
  readonly position: number;
  readonly hasParameters: boolean;
}

interface Place {
  readonly file: PythonFile;
  readonly node: PythonNode;
}

const nothing: Reading = { sites: [], atRunTime: [] };
const strings = ['String', 'FormatString', 'ContinuedString'];

/** Follows expressions back to strings; remembers the functions whose callers have to be asked. */
export class StatementReader {
  readonly #files: readonly PythonFile[];
  readonly #takers: Taker[] = [];
  readonly #active = new Set<string>();
  readonly #calls = new Map<PythonFile, ReadonlyMap<string, readonly PythonNode[]>>();

  constructor(files: readonly PythonFile[]) {
    this.#files = files;
  }

  /** The helper functions met so far; grows while their callers are read. */
  takers(): Iterable<Taker> {
    return this.#takers;
  }

  /** The calls of a file by the last part of what they call. */
  callsIn(file: PythonFile, name: string): readonly PythonNode[] {
    const known = this.#calls.get(file) ?? groupCalls(file);
    this.#calls.set(file, known);
    return known.get(name) ?? [];
  }

  read(place: Place, hasParameters: boolean, kind: StatementSite['kind'] = 'statement'): Reading {
    const { file, node } = place;
    const key = `${file.path}:${node.from}:${node.to}`;
    if (this.#active.has(key)) return nothing;
    this.#active.add(key);
    const found = this.#readNode(place, hasParameters, kind);
    this.#active.delete(key);
    return found;
  }

  #readNode({ file, node }: Place, hasParameters: boolean, kind: StatementSite['kind']): Reading {
    const literal = stringLiteral(file.module, node);
    const again = (inner: PythonNode, as = kind) =>
      this.read({ file, node: inner }, hasParameters, as);
    if (literal) {
      const own = { sites: [{ file, literal, kind, hasParameters }], atRunTime: [] };
      if (literal.holes.length === 0) return own;
      return join([own, ...this.#parts({ file, node }, hasParameters), runTime(file, node, kind)]);
    }
    switch (node.name) {
      case 'ParenthesizedExpression':
        return join(expressionsOf(node).map((inner) => again(inner)));
      case 'ConditionalExpression': {
        const [first, , last] = expressionsOf(node);
        return join([first, last].flatMap((inner) => (inner ? again(inner) : [])));
      }
      case 'BinaryExpression':
        return this.#readOperation({ file, node }, hasParameters, kind);
      case 'CallExpression':
        return this.#readCall({ file, node }, hasParameters, kind);
      case 'ArrayExpression':
      case 'TupleExpression':
        return join(expressionsOf(node).map((inner) => again(inner)));
      case 'DictionaryExpression':
        return join(
          expressionsOf(node).flatMap((inner, index) => (index % 2 === 1 ? again(inner) : [])),
        );
      case 'VariableName':
      case 'MemberExpression':
        return this.#readName({ file, node }, hasParameters, kind);
      default:
        return runTime(file, node, kind);
    }
  }

  /** `"..." + x`: its strings are parts. `"..." % x`: its `%s` are Python's, and stay. */
  #readOperation(
    { file, node }: Place,
    hasParameters: boolean,
    kind: StatementSite['kind'],
  ): Reading {
    const operator = node.getChild('ArithOp');
    const isSum = operator && textOf(file.module, operator) === '+';
    const parts = isSum ? this.#parts({ file, node }, hasParameters) : [];
    return join([...parts, runTime(file, node, kind)]);
  }

  #readCall({ file, node }: Place, hasParameters: boolean, kind: StatementSite['kind']): Reading {
    const callee = node.firstChild;
    const name = callee ? textOf(file.module, callee).replace(/^.*\./s, '') : '';
    const [first] = argumentsOf(file.module, node);
    if (/^(?:dedent|cleandoc|SQL|LiteralString)$/.test(name) && first) {
      return this.read({ file, node: first.value }, hasParameters, kind);
    }
    const isText = name === 'format' || name === 'strip' || name === 'join';
    const parts = isText ? this.#parts({ file, node }, hasParameters) : [];
    return join([...parts, runTime(file, node, kind)]);
  }

  /** The strings and names inside of an expression, as parts of a statement. */
  #parts({ file, node }: Place, hasParameters: boolean): readonly Reading[] {
    const inner = nodesOf(node, ...strings, 'VariableName').filter(({ parent, from }) => {
      const isCallee = parent?.name === 'CallExpression' && parent.firstChild?.from === from;
      return !isCallee && parent?.name !== 'ContinuedString';
    });
    return inner.map((part) => {
      const { sites } = this.read({ file, node: part }, hasParameters, 'fragment');
      return { sites, atRunTime: [] };
    });
  }

  #readName({ file, node }: Place, hasParameters: boolean, kind: StatementSite['kind']): Reading {
    const text = textOf(file.module, node);
    const subscript = node.name === 'MemberExpression' && node.lastChild?.name === ']';
    if (subscript && node.firstChild) {
      return this.read({ file, node: node.firstChild }, hasParameters, kind);
    }
    const name = text.slice(text.lastIndexOf('.') + 1);
    const scope = node.name === 'VariableName' ? enclosing(node, 'FunctionDefinition') : undefined;
    const parameter = scope && parameterOf(file, scope, name);
    if (scope && parameter !== undefined)
      this.#addTaker(file, scope, { name, parameter, hasParameters });
    const values = this.#valuesOf({ file, node }, name, scope);
    const readings = values.map((value) => {
      return this.read(value, hasParameters, value.isPart ? 'fragment' : kind);
    });
    if (values.some(({ isPart }) => isPart)) readings.push(runTime(file, node, kind));
    if (readings.length > 0) return join(readings);
    return parameter === undefined ? runTime(file, node, kind) : nothing;
  }

  #addTaker(
    file: PythonFile,
    scope: PythonNode,
    { name, parameter, hasParameters }: { name: string; parameter: number; hasParameters: boolean },
  ): void {
    const own = scope.getChild('VariableName');
    const taker = {
      name: own ? textOf(file.module, own) : '',
      parameter: name,
      position: parameter,
      hasParameters,
    };
    const isKnown = this.#takers.some((each) => {
      return each.name === taker.name && each.parameter === taker.parameter;
    });
    if (!isKnown && taker.name) this.#takers.push(taker);
  }

  /** What is assigned to a name: in its function, else in its file, else where it is imported from. */
  #valuesOf(
    { file, node }: Place,
    name: string,
    scope: PythonNode | undefined,
  ): readonly (Place & { readonly isPart: boolean })[] {
    const inScope = scope ? assignedIn(file, scope, name) : [];
    if (inScope.length > 0 || (scope && parameterOf(file, scope, name) !== undefined))
      return inScope;
    const inFile = assignedOutside(file, node, name);
    if (inFile.length > 0) return inFile;
    const owners = importedFrom(file, node);
    const other = this.#files.find(({ path }) => owners.some((owner) => isModule(path, owner)));
    return other ? assignedOutside(other, node, name) : [];
  }
}

function join(readings: readonly Reading[]): Reading {
  return {
    sites: readings.flatMap(({ sites }) => sites),
    atRunTime: readings.flatMap(({ atRunTime }) => atRunTime),
  };
}

function runTime(file: PythonFile, node: PythonNode, kind: StatementSite['kind']): Reading {
  return { sites: [], atRunTime: kind === 'statement' ? [{ file, node }] : [] };
}

const punctuation = new Set(['(', ')', '[', ']', '{', '}', ',', ':', 'Comment', 'if', 'else']);

function expressionsOf(node: PythonNode): readonly PythonNode[] {
  return childrenOf(node).filter(({ name }) => !punctuation.has(name));
}

function groupCalls({ module }: PythonFile): ReadonlyMap<string, readonly PythonNode[]> {
  const groups = new Map<string, PythonNode[]>();
  for (const call of nodesOf(module.root, 'CallExpression')) {
    const name = call.firstChild ? textOf(module, call.firstChild).replace(/^.*\./s, '') : '';
    groups.set(name, [...(groups.get(name) ?? []), call]);
  }
  return groups;
}

/** The position of a parameter in calls of its function; `undefined` for any other name. */
function parameterOf({ module }: PythonFile, scope: PythonNode, name: string): number | undefined {
  const list = scope.getChild('ParamList');
  const names = (list ? list.getChildren('VariableName') : []).map((node) => textOf(module, node));
  const own = names[0] === 'self' || names[0] === 'cls' ? names.slice(1) : names;
  const position = own.indexOf(name);
  return position < 0 ? undefined : position;
}

type AssignedValue = Place & { readonly isPart: boolean };

const binders = ['AssignStatement', 'UpdateStatement', 'CallExpression', 'ForStatement'];

/** Values of a name below a node: assigned, added with `+=`, appended, or gone through by a loop. */
function assignedIn(file: PythonFile, scope: PythonNode, name: string): readonly AssignedValue[] {
  const isName = (node: PythonNode | null | undefined) =>
    !!node && textOf(file.module, node).replace(/^(?:self|cls)\./, '') === name;
  return nodesOf(scope, ...binders).flatMap((node) => {
    const value = boundValue(file, node, isName);
    const isPart = node.name === 'UpdateStatement' || node.name === 'CallExpression';
    return value ? [{ file, node: value, isPart }] : [];
  });
}

/** What a statement or call gives to a name. */
function boundValue(
  { module }: PythonFile,
  node: PythonNode,
  isName: (node: PythonNode | null | undefined) => boolean,
): PythonNode | null | undefined {
  const first = node.firstChild;
  if (node.name === 'ForStatement') {
    const [, variable, , iterable] = childrenOf(node);
    return isName(variable) ? iterable : undefined;
  }
  if (node.name !== 'CallExpression') return isName(first) ? node.lastChild : undefined;
  const method = first ? textOf(module, first).replace(/^.*\./s, '') : '';
  const isAppend = /^(?:append|extend)$/.test(method) && isName(first?.firstChild);
  return isAppend ? argumentsOf(module, node)[0]?.value : undefined;
}

/** A constant is assigned outside of functions; an attribute of an object in any of them. */
function assignedOutside(file: PythonFile, node: PythonNode, name: string) {
  return assignedIn(file, file.module.root, name).filter(({ node: value }) => {
    return node.name === 'MemberExpression' || !enclosing(value, 'FunctionDefinition');
  });
}

/** Last parts of the modules that a name, or the object of an attribute, can come from. */
function importedFrom({ module }: PythonFile, node: PythonNode): readonly string[] {
  const object = node.name === 'MemberExpression' ? node.firstChild : node;
  const local = object ? textOf(module, object) : '';
  return importsOf(module)
    .filter((found) => found.local === local)
    .flatMap((found) => [found.name, found.module])
    .map((path) => path.slice(path.lastIndexOf('.') + 1))
    .filter((name) => name !== '');
}

function isModule(path: string, name: string): boolean {
  return baseName(path) === `${name}.py` || path.endsWith(`${name}/__init__.py`);
}
