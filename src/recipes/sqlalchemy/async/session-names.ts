import { calledName, qualifiedName } from '../../../formats/python/imports.ts';
import { childrenOf, nodesOf, type PythonNode, textOf } from '../../../formats/python/module.ts';
import type { PythonFile } from '../../python-files.ts';
import { decoratorNames, functionAround, type ProjectFunction, parametersOf } from './functions.ts';

const sessionTypes = /^(?:sqlalchemy\.orm(?:\.session)?|sqlmodel)\.Session$/;
const makers = /^sqlalchemy\.orm\.(?:sessionmaker|scoped_session)$/;

/** What stands for a session in a project. */
export interface Sessions {
  /** Whether an expression is a session, or a connection, of the place where it stands. */
  isSession(file: PythonFile, node: PythonNode): boolean;
  /** Whether a call makes a session: `SessionLocal()`, `Session(engine)`, `engine.begin()`. */
  isMaker(file: PythonFile, call: PythonNode): boolean;
}

/** Reads what the project calls its sessions. */
export function sessionsOf(
  files: readonly PythonFile[],
  functions: readonly ProjectFunction[],
): Sessions {
  const constants = new Map(files.flatMap((file) => assignedNames(file)));
  const factories = namesOf(constants, 'maker');
  const aliases = namesOf(constants, 'alias');
  const engines = namesOf(constants, 'engine');
  const providers = new Set(
    functions.filter((each) => isProvider(each, factories)).map(({ name }) => name),
  );
  const byNode = new Map(
    functions.map((each) => [
      `${each.file.path}:${each.node.from}`,
      localSessions(each, { factories, aliases, engines, providers }),
    ]),
  );
  const attributes = new Set(
    functions.flatMap((each) => sessionAttributes(each, byNode.get(keyOf(each.file, each.node)))),
  );
  const known = { factories, aliases, engines, providers };
  return {
    isMaker: (file, call) => makesSession(file, call, known),
    isSession(file, node) {
      const text = textOf(file.module, node);
      if (attributes.has(text)) return true;
      for (let scope = functionAround(node); scope; scope = functionAround(scope)) {
        if (byNode.get(keyOf(file, scope))?.has(text)) return true;
      }
      return false;
    },
  };
}

interface Known {
  readonly factories: ReadonlySet<string>;
  readonly aliases: ReadonlySet<string>;
  readonly engines: ReadonlySet<string>;
  readonly providers: ReadonlySet<string>;
}

type ConstantKind = 'maker' | 'alias' | 'engine';
type Constant = readonly [string, ConstantKind];

function keyOf(file: PythonFile, node: PythonNode): string {
  return `${file.path}:${node.from}`;
}

function namesOf(constants: ReadonlyMap<string, ConstantKind>, kind: ConstantKind) {
  return new Set([...constants].flatMap(([name, each]) => (each === kind ? name : [])));
}

/** `SessionLocal = sessionmaker(...)`, `SessionDep = Annotated[Session, ...]`, `engine = ...`. */
function assignedNames({ module }: PythonFile): readonly Constant[] {
  return nodesOf(module.root, 'AssignStatement').flatMap(
    ({ firstChild, lastChild }): readonly Constant[] => {
      if (firstChild?.name !== 'VariableName' || !lastChild) return [];
      const name = textOf(module, firstChild);
      const called =
        lastChild.name === 'CallExpression' ? (calledName(module, lastChild) ?? '') : '';
      if (makers.test(called)) return [[name, 'maker']];
      if (/\bcreate_engine$/.test(called)) return [[name, 'engine']];
      const isAlias = /^(?:typing\.)?Annotated\s*\[/.test(textOf(module, lastChild));
      const mentions = nodesOf(lastChild, 'VariableName', 'MemberExpression').some((node) =>
        sessionTypes.test(qualifiedName(module, node) ?? ''),
      );
      return isAlias && mentions ? [[name, 'alias']] : [];
    },
  );
}

/** A generator that makes a session and yields it. */
function isProvider(each: ProjectFunction, factories: ReadonlySet<string>): boolean {
  if (!each.isGenerator) return false;
  const known = { factories, aliases: none, engines: none, providers: none };
  return nodesOf(each.node, 'CallExpression').some((call) => makesSession(each.file, call, known));
}

const none: ReadonlySet<string> = new Set();

function makesSession({ module }: PythonFile, call: PythonNode, known: Known): boolean {
  const callee = call.firstChild;
  if (call.name !== 'CallExpression' || !callee) return false;
  const text = textOf(module, callee);
  const last = text.slice(text.lastIndexOf('.') + 1);
  if (known.factories.has(last) || sessionTypes.test(calledName(module, call) ?? '')) return true;
  const object = text.slice(0, text.lastIndexOf('.'));
  return /^(?:connect|begin)$/.test(last) && known.engines.has(object.replace(/^.*\./, ''));
}

/** Names that are sessions in a function: parameters, and what it makes or enters. */
function localSessions(each: ProjectFunction, known: Known): ReadonlySet<string> {
  const { file, node } = each;
  const { module } = file;
  const isTest = decoratorNames(each).length === 0 || each.name.startsWith('test_');
  const parameters = parametersOf(each).filter(({ name, type, value }) => {
    const words: readonly string[] = type.match(/\w+/g) ?? [];
    if (words.includes('Session') || words.some((word) => known.aliases.has(word))) return true;
    const provider = /^Depends\(\s*([\w.]+)/.exec(value)?.[1]?.replace(/^.*\./, '');
    if (provider && known.providers.has(provider)) return true;
    return type === '' && value === '' && isTest && /^(?:db|session|db_session)$/.test(name);
  });
  const made = nodesOf(node, 'CallExpression').flatMap((call) => {
    const isEntered = call.parent?.name === 'WithStatement';
    const isProvided =
      isEntered && call.firstChild && known.providers.has(textOf(module, call.firstChild));
    if (!makesSession(file, call, known) && !isProvided) return [];
    const assigned = call.parent?.name === 'AssignStatement' ? call.parent.firstChild : null;
    const alias = call.nextSibling?.name === 'as' ? call.nextSibling.nextSibling : null;
    return [assigned, alias].flatMap((target) => (target ? textOf(module, target) : []));
  });
  return new Set([...parameters.map(({ name }) => name), ...made]);
}

/** `self.db = db` in a constructor, and a class's own field for a session. */
function sessionAttributes(
  { file: { module }, node, owner }: ProjectFunction,
  local: ReadonlySet<string> | undefined,
): readonly string[] {
  if (!owner || !local) return [];
  return nodesOf(node, 'AssignStatement').flatMap((statement) => {
    const [target] = childrenOf(statement);
    const value = statement.lastChild;
    const isSession = value && local.has(textOf(module, value));
    return isSession && target?.name === 'MemberExpression' ? [textOf(module, target)] : [];
  });
}
