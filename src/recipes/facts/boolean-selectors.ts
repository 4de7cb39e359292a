import type { TextEdit } from '../../core/edit.ts';
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
import { replaceString, stringLiteral } from '../../formats/python/string-literal.ts';
import type { Project } from '../project.ts';
import { type PythonFile, pythonFilesWith } from '../python-files.ts';
import { type BooleanReading, isYes, readingOf, wordFor } from './boolean-readings.ts';
import { lastName } from './engine-questions.ts';
import { settingsClassAround, variableOfField } from './pydantic-settings.ts';
import { useOf } from './value-use.ts';

/** A yes or no in Python code that chooses the engine: `USE_SQLITE = False`. */
export interface BooleanSelector {
  readonly file: PythonFile;
  /** What it is called from outside: the environment variable, the constant. */
  readonly variable: string;
  /** All its names, in capitals. */
  readonly called: ReadonlySet<string>;
  /** The engine that a yes takes. */
  readonly yes: Engine;
  /** How a word of the environment is read; absent where no variable is asked. */
  readonly reading?: BooleanReading;
  /** What stands where no variable is set. */
  readonly value?: PythonNode;
  readonly node: PythonNode;
}

/** A condition that is such a value, and the code that it decides over. */
export interface BooleanQuestion {
  readonly file: PythonFile;
  readonly variable: string;
  readonly choice: PythonNode;
}

const form =
  /^(?:[A-Z0-9]+_)*(?:(?:USE|USING|ENABLE|IS|WITH)_(?:(SQLITE3?)|POSTGRES(?:QL)?|PG)(?:_(?:DB|DATABASE))?|(?:(SQLITE3?)|POSTGRES(?:QL)?|PG)_ENABLED)$/i;

/** The engine that a yes in a variable of this name takes. */
export function engineOfYes(variable: string): Engine | undefined {
  const found = form.exec(variable);
  return found ? engines[(found[1] ?? found[2]) ? 'sqlite' : 'postgresql'] : undefined;
}

const mention =
  /(?:\b|_)(?:(?:use|using|enable|is|with)_(?:sqlite|postgres|pg)|(?:sqlite3?|postgres(?:ql)?|pg)_enabled)/i;

const filesWithMention = oncePer((project: Project) => pythonFilesWith(project, mention));

/** Every condition on such a value, in path and text order. */
export const booleanQuestionsOf = oncePer((project: Project): readonly BooleanQuestion[] =>
  filesWithMention(project).flatMap((file) =>
    nodesOf(file.module.root, 'IfStatement', 'ConditionalExpression').flatMap((choice) =>
      conditionsOf(file.module, choice).flatMap((condition) => {
        const variable = lastName(file.module, condition);
        const whole = enclosing(choice, 'FunctionDefinition') ?? choice;
        return engineOfYes(variable) ? [{ file, variable, choice: whole }] : [];
      }),
    ),
  ),
);

/** What stands behind `if` and `elif`, without `not`, `int(...)` and what it is compared with. */
function conditionsOf(module: PythonModule, choice: PythonNode): readonly PythonNode[] {
  return childrenOf(choice).flatMap(({ name, nextSibling }) => {
    const condition = /^(?:if|elif)$/.test(name) ? nextSibling : null;
    return condition ? [asked(module, condition)] : [];
  });
}

function asked(module: PythonModule, node: PythonNode): PythonNode {
  const callee = node.name === 'CallExpression' ? node.firstChild : null;
  const isConversion = callee && /^(?:int|bool)$/.test(textOf(module, callee));
  const inner = isConversion ? positional(module, node, 0)?.value : innerOf(node);
  return inner ? asked(module, inner) : node;
}

function innerOf(node: PythonNode): PythonNode | null | undefined {
  if (node.name === 'BinaryExpression') return node.firstChild;
  return /^(?:Unary|Parenthesized)Expression$/.test(node.name) ? childrenOf(node)[1] : null;
}

/** Every such value that code asks, in path and text order. */
export const booleanSelectorsOf = oncePer((project: Project): readonly BooleanSelector[] => {
  const names = new Set(booleanQuestionsOf(project).map(({ variable }) => variable.toUpperCase()));
  return filesWithMention(project)
    .flatMap((file) => [
      ...nodesOf(file.module.root, 'Boolean').flatMap((node) => written(project, file, node)),
      ...nodesOf(file.module.root, 'String').flatMap((node) => read(file, node)),
    ])
    .filter(({ called }) => [...called].some((name) => names.has(name)));
});

/** `USE_SQLITE = True`, a settings field, `env.bool("USE_SQLITE", default=True)`. */
function written(project: Project, file: PythonFile, node: PythonNode): readonly BooleanSelector[] {
  const { module } = file;
  const use = useOf(module, node);
  if (use.kind !== 'setting') return [];
  const isRead = use.site === 'environment';
  const isCertain = isRead || enclosing(use.holder, 'IfStatement') === undefined;
  const isDirect = /^(?:AssignStatement|ArgList)$/.test(node.parent?.name ?? '');
  if (!isCertain || !isDirect) return [];
  if (!isRead && use.holder.name !== 'AssignStatement') return [];
  const owner = settingsClassAround(project, module, use.holder);
  const isField = owner !== undefined && use.site === 'field';
  const variable = isField ? variableOfField(module, owner, use.holder) : use.name;
  const reading = isRead || isField ? { reading: { kind: 'word' } as const } : {};
  return selector(file, node, { variable, name: use.name, value: node, ...reading });
}

/** `os.getenv("USE_SQLITE", "0") == "1"`, by the variable's name. */
function read(file: PythonFile, node: PythonNode): readonly BooleanSelector[] {
  const { module } = file;
  const variable = stringLiteral(module, node)?.value ?? '';
  if (!engineOfYes(variable)) return [];
  const found = readingOf(module, node);
  return found ? selector(file, node, { variable, name: variable, ...found }) : [];
}

function selector(
  file: PythonFile,
  node: PythonNode,
  found: Pick<BooleanSelector, 'variable' | 'reading' | 'value'> & { readonly name: string },
): readonly BooleanSelector[] {
  const { name, ...rest } = found;
  const target = enclosing(node, 'AssignStatement')?.firstChild;
  const names = [found.variable, name, ...(target ? [targetName(file.module, target)] : [])];
  const yes = names.map(engineOfYes).find((engine) => engine !== undefined);
  const called = new Set(names.map((each) => each.toUpperCase()));
  return yes ? [{ file, called, yes, node, ...rest }] : [];
}

function targetName(module: PythonModule, target: PythonNode): string {
  return target.name === 'VariableName' ? textOf(module, target) : lastName(module, target);
}

/** The engine that a selector takes where no variable is set; `undefined` where that is not seen. */
export function engineChosen({ file, yes, reading, value }: BooleanSelector): Engine | undefined {
  if (!value) return undefined;
  if (value.name === 'Boolean') return engineOf(yes, textOf(file.module, value) === 'True');
  const word = stringLiteral(file.module, value)?.value;
  const answer = reading && word !== undefined ? isYes(reading, word) : undefined;
  return answer === undefined ? undefined : engineOf(yes, answer);
}

/** The engine that an answer takes: that of a yes, or the other one. */
export function engineOf(yes: Engine, answer: boolean): Engine | undefined {
  return answer ? yes : Object.values(engines).find((engine) => engine !== yes);
}

/** The edit by which a selector takes the target; `undefined` where no certain one is known. */
export function choosing(
  { file, yes, reading, value }: BooleanSelector,
  target: Engine,
): TextEdit | undefined {
  if (!value) return undefined;
  const answer = yes === target;
  if (value.name === 'Boolean') {
    return { start: value.from, end: value.to, newText: answer ? 'True' : 'False' };
  }
  const literal = stringLiteral(file.module, value);
  const word = literal && reading && wordFor(reading, answer, literal.value);
  return literal && word !== undefined ? replaceString(literal, word) : undefined;
}
