import { oncePer } from '../../core/once-per.ts';
import { type SchemeFragment, schemeFragment } from '../../engines/scheme-fragment.ts';
import { keyword, positional } from '../../formats/python/arguments.ts';
import {
  enclosing,
  nodesOf,
  type PythonModule,
  type PythonNode,
  textOf,
} from '../../formats/python/module.ts';
import { stringLiteral } from '../../formats/python/string-literal.ts';
import type { Project } from '../project.ts';
import { type PythonFile, pythonFilesWith } from '../python-files.ts';

/** A call of `str.replace` that gives a URL a driver, or takes one away. */
export interface DriverReplacement {
  readonly file: PythonFile;
  readonly call: PythonNode;
  readonly from: SchemeFragment;
  readonly to: SchemeFragment | undefined;
  /** The branch that it stands in, if that is taken for URLs of its engine. */
  readonly guard: SchemeGuard | undefined;
}

/** A branch with a condition on a URL's scheme. */
export interface SchemeGuard {
  readonly statement: PythonNode;
  readonly test: PythonNode;
  readonly body: PythonNode;
  /** Whether it asks for the scheme's usual name rather than another one, such as `postgres://`. */
  readonly usual: boolean;
}

/** The replacements of drivers in a project; of a chain of calls the last. */
export const driverReplacementsOf: (project: Project) => readonly DriverReplacement[] = oncePer(
  (project: Project) =>
    pythonFilesWith(project, /\.replace\(/).flatMap((file) => {
      const all = nodesOf(file.module.root, 'CallExpression').flatMap((call) => {
        return readReplacement(file, call) ?? [];
      });
      const last = all.filter(({ call: { from, to } }) => {
        return !all.some((other) => other.call.from === from && other.call.to > to);
      });
      return last.filter((each) => !isAlias(each, last));
    }),
);

function readReplacement(file: PythonFile, call: PythonNode): DriverReplacement | undefined {
  const { module } = file;
  const method = call.firstChild?.name === 'MemberExpression' ? call.firstChild.lastChild : null;
  if (!method || textOf(module, method) !== 'replace') return undefined;
  const [before, after] = [0, 1].map((index) => literalAt(module, call, index));
  const from = before === undefined ? undefined : schemeFragment(before);
  const to = after ? schemeFragment(after) : undefined;
  if (!from || after === undefined || (after !== '' && !to)) return undefined;
  const style = to?.style ?? 'sync';
  if (from.style === style || (to && to.engine !== from.engine)) return undefined;
  return { file, call, from, to, guard: guardOf(module, call, from) };
}

function literalAt(module: PythonModule, call: PythonNode, index: number): string | undefined {
  const argument = positional(module, call, index);
  return argument && stringLiteral(module, argument.value)?.value;
}

function guardOf(
  module: PythonModule,
  call: PythonNode,
  from: SchemeFragment,
): SchemeGuard | undefined {
  for (let at: PythonNode | null = call; at; at = at.parent) {
    if (at.name === 'FunctionDefinition') return undefined;
    const { parent, prevSibling: test } = at;
    if (at.name !== 'Body' || parent?.name !== 'IfStatement' || !test) continue;
    const asked = fragmentsIn(module, test).filter(({ engine }) => engine === from.engine);
    if (asked.length === 0) continue;
    const usual = `${from.engine.schemes[0]}`;
    return { statement: parent, test, body: at, usual: textOf(module, test).includes(usual) };
  }
  return undefined;
}

/** The pieces of schemes that an expression's strings are. */
function fragmentsIn(module: PythonModule, node: PythonNode): readonly SchemeFragment[] {
  const strings = node.name === 'String' ? [node] : nodesOf(node, 'String');
  return strings.flatMap((string) => {
    const literal = stringLiteral(module, string);
    return (literal && schemeFragment(literal.value)) ?? [];
  });
}

/** A branch for `postgres://` beside one for `postgresql://`: one of them stands for both. */
function isAlias(each: DriverReplacement, all: readonly DriverReplacement[]): boolean {
  if (!each.guard || each.guard.usual) return false;
  const scope = enclosing(each.call, 'FunctionDefinition')?.from;
  return all.some(({ call, guard, file }) => {
    const same = enclosing(call, 'FunctionDefinition')?.from === scope && file === each.file;
    return same && guard?.usual;
  });
}

/** A driver that code sets by name: `make_url(x).set(drivername="postgresql+psycopg2")`. */
export interface DriverName {
  readonly file: PythonFile;
  readonly value: PythonNode;
  readonly fragment: SchemeFragment;
}

/** The drivers that a project's code gives to URL objects. */
export const driverNamesOf: (project: Project) => readonly DriverName[] = oncePer(
  (project: Project) =>
    pythonFilesWith(project, /\bdrivername\b/).flatMap((file) =>
      nodesOf(file.module.root, 'CallExpression').flatMap((call) => {
        const callee = call.firstChild && textOf(file.module, call.firstChild);
        if (!callee || !/\.(?:set|_replace)$/.test(callee)) return [];
        const value = keyword(file.module, call, 'drivername')?.value;
        const literal = value && stringLiteral(file.module, value);
        const fragment = literal && schemeFragment(literal.value);
        return value && fragment ? [{ file, value, fragment }] : [];
      }),
    ),
);
