import { argumentsOf, positional } from '../../formats/python/arguments.ts';
import { calledName } from '../../formats/python/imports.ts';
import {
  childrenOf,
  enclosing,
  type PythonModule,
  type PythonNode,
  textOf,
} from '../../formats/python/module.ts';
import { stringLiteral } from '../../formats/python/string-literal.ts';

/** Where a value goes: to a setting that a recipe may change, or elsewhere. */
export type ValueUse = SettingUse | { readonly kind: 'text' | 'compared' | 'driver' | 'unknown' };

/** A value that a name, an environment variable or an engine gets. */
export interface SettingUse {
  readonly kind: 'setting';
  readonly site: SettingSite;
  /** The name that it is known by: of the variable, the environment variable, the function. */
  readonly name: string;
  /** The value, or the call of a URL type such as `PostgresDsn(...)` around it. */
  readonly node: PythonNode;
  /** The statement, parameter or entry that holds it. */
  readonly holder: PythonNode;
}

/** `fixed`: written out; `environment`: what stands in for a missing environment variable. */
export type SettingSite = 'fixed' | 'environment' | 'field' | 'engine' | 'argument';

/** Calls that hand their first argument or `default` on, by last name. */
const wrappers =
  /^(?:Field|field|SecretStr|str|make_url|cast|URL|DatabaseURL|Factory|Default|lru_cache)$/;
const dsnTypes = /^(?:\w*Dsn|AnyUrl|Url|MultiHostUrl)$/;
/** Calls that read `name` or else give the second argument or `default`. */
const readers =
  /^(?:getenv|get|get_env|getvar|setdefault|str|bool|url|db|db_url|dj_db_url|env|config|option|set_main_option|set_section_option|getattr|setattr)$/;
const textMethods =
  /^(?:replace|startswith|endswith|removeprefix|removesuffix|split|rsplit|partition|strip|lstrip|find|index|count|sub|match|search|fullmatch|compile|print|debug|info|warning|error|exception|critical|echo|log|secho|Exception|\w+Error|fail|skip|skipif|xfail|parametrize)$/;
const docKeywords =
  /^(?:description|help|title|examples?|doc|docs|help_text|comment|message|reason|placeholder|summary)$/;
const urlKeywords = /(?:^|_)(?:url|uri|dsn|default|conninfo|modules)$/i;
const engineMakers =
  /(?:^|\.)(?:create_engine|create_async_engine|Database|SQLAlchemyJobStore|register_tortoise|RegisterTortoise|dj_database_url\.(?:config|parse)|Tortoise\.init|SQLDatabase\.from_uri)$/;
const rawDrivers = /^(?:psycopg2?|asyncpg|aiopg|psycopg_pool|pg8000|sqlite3|aiosqlite)(?:\.|$)/;

const passThrough = new Set(['ParenthesizedExpression', 'AwaitExpression', 'LambdaExpression']);

/** Follows a value to where it goes. */
export function useOf(module: PythonModule, value: PythonNode): ValueUse {
  let outer = value;
  for (let node = value; ; ) {
    const { parent } = node;
    if (!parent) return { kind: 'unknown' };
    if (parent.name === 'ArgList' && parent.parent?.name === 'CallExpression') {
      const call = parent.parent;
      const use = useAsArgument(module, node, call, outer);
      if (use !== 'handed on') return use;
      if (dsnTypes.test(lastNameOf(module, call))) outer = call;
      node = call;
      continue;
    }
    const use = useIn(module, node, parent, outer);
    if (use !== 'handed on') return use;
    node = parent;
  }
}

type Step = ValueUse | 'handed on';

function useIn(
  module: PythonModule,
  node: PythonNode,
  parent: PythonNode,
  outer: PythonNode,
): Step {
  if (passThrough.has(parent.name)) return 'handed on';
  switch (parent.name) {
    case 'BinaryExpression':
      return alternative(module, parent, outer);
    case 'ConditionalExpression':
      return node.prevSibling?.name === 'if' ? { kind: 'compared' } : 'handed on';
    case 'NamedExpression':
    case 'AssignStatement':
      return assigned(module, node, parent, outer);
    case 'ParamList':
      return {
        kind: 'setting',
        site: 'argument',
        name: parameterName(module, node),
        node: outer,
        holder: parent,
      };
    case 'ReturnStatement':
    case 'YieldStatement':
      return {
        kind: 'setting',
        site: 'fixed',
        name: functionName(module, parent),
        node: outer,
        holder: parent,
      };
    case 'DictionaryExpression':
      return entryUse(module, node, parent, outer);
    case 'AssertStatement':
      return { kind: 'compared' };
    case 'ExpressionStatement':
    case 'MemberExpression':
      return { kind: 'text' };
    default:
      return { kind: 'unknown' };
  }
}

function assigned(
  module: PythonModule,
  node: PythonNode,
  statement: PythonNode,
  outer: PythonNode,
): Step {
  const target = statement.firstChild;
  const operator = node.prevSibling;
  if (!target || operator?.name !== 'AssignOp') return { kind: 'unknown' };
  if (/^expected/i.test(targetName(module, target))) return { kind: 'compared' };
  const inClass = statement.parent?.parent?.name === 'ClassDefinition';
  return {
    kind: 'setting',
    site: inClass ? 'field' : 'fixed',
    name: targetName(module, target),
    node: outer,
    holder: statement,
  };
}

/** An operand of `or` stands in for what is missing; of any other operator it is compared. */
function alternative(module: PythonModule, operation: PythonNode, outer: PythonNode): Step {
  const operands = childrenOf(operation);
  if (!operands.some(({ name }) => name === 'or' || name === 'and')) return { kind: 'compared' };
  const reader = operands.find((operand) => readVariable(module, operand) !== undefined);
  const name = reader && readVariable(module, reader);
  if (!name) return 'handed on';
  return { kind: 'setting', site: 'environment', name, node: outer, holder: operation };
}

/** The variable that `os.getenv("X")` and the like read, also where `.replace(...)` stands behind. */
function readVariable(module: PythonModule, node: PythonNode): string | undefined {
  const object = node.name === 'CallExpression' ? node.firstChild?.firstChild : undefined;
  if (object?.name === 'CallExpression' && textMethods.test(lastNameOf(module, node))) {
    return readVariable(module, object);
  }
  if (node.name !== 'CallExpression' || !readers.test(lastNameOf(module, node))) return undefined;
  const first = positional(module, node, 0);
  return first && stringLiteral(module, first.value)?.value;
}

/** `x`, `self.x` and `config["x"]` are all called `x`. */
function targetName(module: PythonModule, target: PythonNode): string {
  const last = childrenOf(target)
    .filter(({ name }) => name !== ']')
    .at(-1);
  const literal = last && stringLiteral(module, last);
  return literal ? literal.value : textOf(module, last ?? target);
}

function parameterName(module: PythonModule, value: PythonNode): string {
  for (let node = value.prevSibling; node && node.name !== ','; node = node.prevSibling) {
    if (node.name === 'VariableName') return textOf(module, node);
  }
  return '';
}

function functionName(module: PythonModule, node: PythonNode): string {
  for (let at: PythonNode | null = node; at; at = at.parent) {
    const name = at.name === 'FunctionDefinition' && at.getChild('VariableName');
    if (name) return textOf(module, name);
  }
  return '';
}

function entryUse(
  module: PythonModule,
  node: PythonNode,
  dictionary: PythonNode,
  outer: PythonNode,
): Step {
  const colon = node.prevSibling;
  const key = colon?.name === ':' ? colon.prevSibling : undefined;
  if (!key) return { kind: 'unknown' };
  const name = stringLiteral(module, key)?.value ?? textOf(module, key);
  if (docKeywords.test(name)) return { kind: 'text' };
  if (enclosing(dictionary, 'AssertStatement')) return { kind: 'compared' };
  return { kind: 'setting', site: 'fixed', name, node: outer, holder: dictionary };
}

function useAsArgument(
  module: PythonModule,
  node: PythonNode,
  call: PythonNode,
  outer: PythonNode,
): Step {
  const called = calledName(module, call) ?? lastNameOf(module, call);
  const last = called.slice(called.lastIndexOf('.') + 1);
  const index = argumentsOf(module, call).findIndex(({ value }) => value.from === node.from);
  const keyword = argumentsOf(module, call)[index]?.name ?? '';
  if (textMethods.test(last) || docKeywords.test(keyword)) return { kind: 'text' };
  if (rawDrivers.test(called)) return { kind: 'driver' };
  const setting = { kind: 'setting', node: outer, holder: call } as const;
  const name = readVariable(module, call);
  if (name && (keyword === 'default' || (keyword === '' && index === 1))) {
    return { ...setting, site: 'environment', name };
  }
  if (engineMakers.test(called)) return { ...setting, site: 'engine', name: keyword || 'url' };
  if (handsOn(last, keyword, index)) return 'handed on';
  if (urlKeywords.test(keyword)) return { ...setting, site: 'argument', name: keyword };
  return { kind: 'unknown' };
}

/** Whether a call gives back what it is given, in another type. */
function handsOn(called: string, keyword: string, index: number): boolean {
  const first = index === 0 && (keyword === '' || urlKeywords.test(keyword));
  return (first || /^default/.test(keyword)) && (wrappers.test(called) || dsnTypes.test(called));
}

function lastNameOf(module: PythonModule, call: PythonNode): string {
  const name = call.firstChild?.lastChild ?? call.firstChild;
  return name ? textOf(module, name) : '';
}
