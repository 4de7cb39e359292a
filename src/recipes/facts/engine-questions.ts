import { oncePer } from '../../core/once-per.ts';
import type { Engine } from '../../engines/engine.ts';
import { engines } from '../../engines/index.ts';
import { positional } from '../../formats/python/arguments.ts';
import {
  childrenOf,
  enclosing,
  nodesOf,
  type PythonModule,
  type PythonNode,
  textOf,
} from '../../formats/python/module.ts';
import { stringLiteral } from '../../formats/python/string-literal.ts';
import type { Project } from '../project.ts';
import { type PythonFile, pythonFilesWith } from '../python-files.ts';
import { isSelectorVariable } from './database-variables.ts';
import { engineNamed } from './engine-names.ts';

/** A place that shows a name under which code knows an engine: `if DB_TYPE == "postgres"`. */
export interface EngineQuestion {
  readonly file: PythonFile;
  /** The variable that is asked, without what it is an attribute of. */
  readonly variable: string;
  readonly name: string;
  readonly engine: Engine;
  /** The code that the answer decides over; absent where a type only lists the names. */
  readonly choice?: PythonNode;
}

/** Names of selectors, and of nothing else that most files have. */
export const selectorMention =
  /\b\w*(?:db|database|sql|storage)(?:_?(?:engine|type|client|driver|dialect|backend|connection|provider|vendor|kind|scheme|protocol))?\b/i;

const quotedName = new RegExp(
  `["'](?:${Object.values(engines)
    .flatMap(({ selectorNames, djangoBackends }) => [...selectorNames, ...djangoBackends])
    .join('|')})["'+]`,
  'i',
);

/** Python files that name an engine beside a variable which can choose it. */
export const selectorFiles: (project: Project) => readonly PythonFile[] = oncePer(
  (project: Project) =>
    pythonFilesWith(project, quotedName).filter(({ source }) => selectorMention.test(source.text)),
);

/** Every question for the engine in a project's code, in path and text order. */
export const engineQuestionsOf: (project: Project) => readonly EngineQuestion[] = oncePer(
  (project: Project) =>
    selectorFiles(project).flatMap((file) =>
      nodesOf(file.module.root, 'String').flatMap((node) => questionAt(file, node) ?? []),
    ),
);

function questionAt(file: PythonFile, node: PythonNode): EngineQuestion | undefined {
  const { module } = file;
  const name = stringLiteral(module, node)?.value ?? '';
  const engine = engineNamed(name);
  const asked = engine && (listedFor(node) ?? comparedWith(node) ?? lookedUp(module, node));
  const variable = asked && lastName(module, asked);
  if (!engine || !variable || !isSelectorVariable(variable)) return undefined;
  const choice = choiceAround(node);
  return { file, variable, name, engine, ...(choice && { choice }) };
}

/** `db_type: Literal["sqlite", "postgres"]`. */
function listedFor(node: PythonNode): PythonNode | undefined {
  const annotation = enclosing(node, 'TypeDef');
  return annotation?.prevSibling ?? undefined;
}

/** What a name is compared with by `==`, `in`, `startswith` or a case. */
function comparedWith(node: PythonNode): PythonNode | undefined {
  const clause = enclosing(node, 'MatchClause', 'Body');
  if (clause?.name === 'MatchClause') return childrenOf(clause.parent?.parent ?? clause)[1];
  const list = node.parent;
  if (list?.name === 'ArgList') {
    const method = list.prevSibling;
    const asks = method?.name === 'MemberExpression' && method.lastChild;
    return asks ? (method.firstChild ?? undefined) : undefined;
  }
  const isList = list && /^(?:Tuple|Array|Set)Expression$/.test(list.name);
  const operand = isList ? list : node;
  const operation = operand.parent;
  if (operation?.name !== 'BinaryExpression') return undefined;
  const compares = childrenOf(operation).some(({ name }) => name === 'CompareOp' || name === 'in');
  const other = childrenOf(operation).find(({ from, firstChild, name }) => {
    return from !== operand.from && (firstChild !== null || name === 'VariableName');
  });
  return compares ? other : undefined;
}

/** `URLS[DB_TYPE]` and `URLS.get(DB_TYPE)`, where the name is a key. */
function lookedUp(module: PythonModule, node: PythonNode): PythonNode | undefined {
  const dictionary = node.parent;
  if (dictionary?.name !== 'DictionaryExpression' || node.nextSibling?.name !== ':') {
    return undefined;
  }
  const holder = dictionary.parent;
  const name = holder?.name === 'AssignStatement' && holder.firstChild;
  if (!name) return indexOf(module, dictionary);
  const uses = nodesOf(module.root, 'VariableName', 'MemberExpression').filter((use) => {
    return use.from !== name.from && lastName(module, use) === lastName(module, name);
  });
  return uses.flatMap((use) => indexOf(module, use) ?? [])[0];
}

/** The index of a subscript or of a call of `get` on the node. */
function indexOf(module: PythonModule, { parent, from }: PythonNode): PythonNode | undefined {
  if (parent?.name !== 'MemberExpression' || parent.firstChild?.from !== from) return undefined;
  const [, open, index] = childrenOf(parent);
  if (open?.name === '[') return index;
  const call = parent.parent;
  const isGet = call?.name === 'CallExpression' && index && textOf(module, index) === 'get';
  return isGet ? positional(module, call, 0)?.value : undefined;
}

/** What a value is called at last: `DB_TYPE` of `settings.DB_TYPE.lower()` and of `os.environ["DB_TYPE"]`. */
export function lastName(module: PythonModule, node: PythonNode): string {
  if (node.name === 'CallExpression') {
    const read = positional(module, node, 0);
    const literal = read && stringLiteral(module, read.value);
    if (literal) return literal.value;
    return node.firstChild?.firstChild ? lastName(module, node.firstChild.firstChild) : '';
  }
  if (node.name !== 'MemberExpression') return textOf(module, node);
  const parts = childrenOf(node).filter(({ name }) => name !== ']');
  const last = parts.at(-1);
  const own = last ? (stringLiteral(module, last)?.value ?? textOf(module, last)) : '';
  return /^(?:value|name)$/.test(own) && node.firstChild ? lastName(module, node.firstChild) : own;
}

/** A function that gives the answer's result back, else the statement or expression that asks. */
function choiceAround(node: PythonNode): PythonNode | undefined {
  const choice = enclosing(
    node,
    'IfStatement',
    'MatchStatement',
    'ConditionalExpression',
    'DictionaryExpression',
    'TypeDef',
  );
  if (!choice || choice.name === 'TypeDef') return undefined;
  return enclosing(choice, 'FunctionDefinition') ?? choice;
}

/** The selectors that decide between a place in the code and an engine. */
export function selectorsOver(
  project: Project,
  file: PythonFile,
  place: PythonNode,
  engine: Engine,
): readonly string[] {
  const over = engineQuestionsOf(project).filter(
    ({ choice, file: { path, module } }) =>
      choice &&
      path === file.path &&
      offers(module, choice, engine) &&
      concerns(module, choice, place),
  );
  return [...new Set(over.map(({ variable }) => variable.toUpperCase()))];
}

/** Whether a choice holds a place of its file, or uses the name that the place gives its value to. */
export function concerns(module: PythonModule, choice: PythonNode, place: PythonNode): boolean {
  const isInside = choice.from <= place.from && place.to <= choice.to;
  return isInside || usesName(module, choice, namesFor(module, place));
}

/** Whether the code of a choice speaks of the engine: by a name that it knows, or by a URL. */
function offers(module: PythonModule, choice: PythonNode, engine: Engine): boolean {
  const names = [...engine.selectorNames, ...engine.djangoBackends];
  return nodesOf(choice, 'String', 'FormatString').some((node) => {
    const text = stringLiteral(module, node)?.value.toLowerCase() ?? '';
    return names.includes(text) || engine.schemes.some((scheme) => text.startsWith(scheme));
  });
}

/** What a value in the code is called: the variable, field or function that it goes to. */
function namesFor(module: PythonModule, place: PythonNode): readonly string[] {
  const holder = enclosing(place, 'AssignStatement', 'FunctionDefinition');
  const target =
    holder?.name === 'AssignStatement' ? holder.firstChild : holder?.getChild('VariableName');
  return target ? [lastName(module, target)] : [];
}

function usesName(module: PythonModule, choice: PythonNode, names: readonly string[]): boolean {
  return nodesOf(choice, 'VariableName', 'PropertyName').some((node) => {
    return names.includes(textOf(module, node));
  });
}
