import { oncePer } from '../../core/once-per.ts';
import { positional } from '../../formats/python/arguments.ts';
import { calledName } from '../../formats/python/imports.ts';
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

/** Code that tells every new connection of an engine something with PRAGMA. */
export interface PragmaListener {
  readonly file: PythonFile;
  /** The decorated function, or the call of `event.listen`. */
  readonly node: PythonNode;
  /** What it listens to: `engine`, `Engine`, `self.engine` without `.sync_engine`. */
  readonly targets: readonly string[];
  readonly definition: PythonNode | undefined;
  /** Whether it, or a condition around it, looks at which database it has. */
  readonly conditional: boolean;
  /** Whether it executes nothing but PRAGMA. */
  readonly only: boolean;
}

const pragma = /^\s*PRAGMA\b/i;

/** The listeners of the project's engines that execute PRAGMA, in path and text order. */
export const pragmaListenersOf: (project: Project) => readonly PragmaListener[] = oncePer(
  (project: Project) =>
    pythonFilesWith(project, /\bPRAGMA\s/i).flatMap((file) => [
      ...decorated(file),
      ...registered(file),
    ]),
);

function decorated(file: PythonFile): readonly PragmaListener[] {
  const { module } = file;
  return nodesOf(module.root, 'DecoratedStatement').flatMap((node) => {
    const definition = node.getChild('FunctionDefinition');
    const targets = node.getChildren('Decorator').flatMap((decorator) => {
      const isListener = /\blistens_for\b/.test(textOf(module, decorator));
      return isListener ? listenedTo(module, decorator) : [];
    });
    if (!definition || targets.length === 0) return [];
    const listener = { file, node, targets, definition, ...contentOf(module, node, definition) };
    return listener.pragmas ? [listener] : [];
  });
}

/** The first argument, if the second is the event of a new connection. */
function listenedTo(module: PythonModule, call: PythonNode): readonly string[] {
  const [target, event] = [positional(module, call, 0), positional(module, call, 1)];
  const name = event && stringLiteral(module, event.value)?.value;
  if (!target || (name !== 'connect' && name !== 'first_connect')) return [];
  return [textOf(module, target.value).replace(/\.sync_engine$/, '')];
}

function contentOf(module: PythonModule, node: PythonNode, definition: PythonNode) {
  const texts = nodesOf(definition, 'CallExpression').flatMap((call) => {
    const first = positional(module, call, 0);
    const literal = first && stringLiteral(module, first.value);
    return literal && /\.execute(?:script)?$/.test(nameOf(module, call)) ? literal.value : [];
  });
  const looks = /dialect|sqlite3\.|["'][^"']*sqlite[^"']*["']/;
  const body = definition.getChild('Body');
  return {
    pragmas: texts.some((text) => pragma.test(text)),
    only: texts.every((text) => pragma.test(text)),
    conditional:
      (body !== null && looks.test(textOf(module, body))) || isUnderCondition(module, node, looks),
  };
}

function nameOf(module: PythonModule, call: PythonNode): string {
  return call.firstChild ? textOf(module, call.firstChild) : '';
}

function isUnderCondition(module: PythonModule, node: PythonNode, looks: RegExp): boolean {
  const statement = enclosing(node, 'IfStatement');
  if (!statement) return false;
  const head = childrenOf(statement).filter(({ name }) => name !== 'Body');
  return head.some((part) => looks.test(textOf(module, part)));
}

/** `event.listen(engine, "connect", set_pragma)`: the function is elsewhere in the file. */
function registered(file: PythonFile): readonly PragmaListener[] {
  const { module } = file;
  return nodesOf(module.root, 'CallExpression').flatMap((node) => {
    if (!/^(?:\w+\.)*event\.listen$/.test(calledName(module, node) ?? '')) return [];
    const targets = listenedTo(module, node);
    const looks = /dialect|sqlite/;
    const conditional = isUnderCondition(module, node, looks);
    return targets.length > 0
      ? [{ file, node, targets, definition: undefined, conditional, only: false }]
      : [];
  });
}
