import {
  childrenOf,
  type PythonModule,
  type PythonNode,
  parsePython,
  textOf,
} from '../../formats/python/module.ts';

/**
 * The module that FLASK_APP has to name where Flask finds no application by itself: one that makes
 * it, else one that has a function for it. `modules`: their texts by name.
 * https://flask.palletsprojects.com/en/stable/cli/#application-discovery
 */
export function flaskApplication(modules: ReadonlyMap<string, string>): string | undefined {
  const found = [...modules].flatMap(([module, text]) => {
    const makes = mention.test(text) ? applicationOf(parsePython(text).value) : undefined;
    return makes ? [{ module, makes }] : [];
  });
  const best = found.find(({ makes }) => makes === 'object') ?? found[0];
  return best?.module;
}

const mention = /\bFlask\b|\bcreate_app\b|\bmake_app\b/;

/** `app = Flask(...)` and `application = create_app(...)`; `def create_app():`. */
function applicationOf(module: PythonModule): 'object' | 'function' | undefined {
  const statements = childrenOf(module.root);
  if (statements.some((node) => isAssigned(module, node))) return 'object';
  return statements.some((node) => isFactory(module, node)) ? 'function' : undefined;
}

function isAssigned(module: PythonModule, { name, firstChild, lastChild }: PythonNode): boolean {
  const callee = lastChild?.name === 'CallExpression' ? lastChild.firstChild : null;
  if (name !== 'AssignStatement' || !firstChild || !callee) return false;
  const isUsual = ['app', 'application'].includes(textOf(module, firstChild));
  return isUsual && ['Flask', ...factories].includes(lastNameOf(module, callee));
}

function isFactory(module: PythonModule, node: PythonNode): boolean {
  const name = node.name === 'FunctionDefinition' ? node.getChild('VariableName') : null;
  return name !== null && factories.includes(textOf(module, name));
}

const factories: readonly string[] = ['create_app', 'make_app'];

/** `Flask` of `flask.Flask`. */
function lastNameOf(module: PythonModule, node: PythonNode): string {
  return textOf(module, node.lastChild ?? node);
}
