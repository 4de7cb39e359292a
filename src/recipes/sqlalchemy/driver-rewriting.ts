import type { TextEdit } from '../../core/edit.ts';
import { notice } from '../../core/notice.ts';
import type { Engine } from '../../engines/engine.ts';
import { engines } from '../../engines/index.ts';
import { fragmentFor, type SchemeFragment, schemeFragment } from '../../engines/scheme-fragment.ts';
import { pythonDriverFor } from '../../engines/url.ts';
import { indentationOf } from '../../formats/python/blocks.ts';
import {
  nodesOf,
  type PythonModule,
  type PythonNode,
  textOf,
} from '../../formats/python/module.ts';
import { replaceString, stringLiteral } from '../../formats/python/string-literal.ts';
import {
  type DriverName,
  type DriverReplacement,
  driverNamesOf,
  driverReplacementsOf,
  type SchemeGuard,
} from '../facts/driver-rewritings.ts';
import { modifyPython, type PythonFile, placeIn } from '../python-files.ts';
import { type Finding, type Outcome, outcome, type Recipe, type SwitchContext } from '../recipe.ts';

/** Code that gives a URL another driver. */
interface DriverRewriting extends Finding {
  readonly file: PythonFile;
  readonly replacement?: DriverReplacement;
  readonly driverName?: DriverName;
}

/**
 * Lets code that changes the driver of a URL, such as `url.replace("+asyncpg", "")`, do the same
 * for URLs of the target. What it does for others stays: it leaves those of the target alone.
 */
export const driverRewriting: Recipe<DriverRewriting> = {
  id: 'driver-rewriting',
  ecosystem: 'sqlalchemy',
  title: 'Let code that changes the driver of a URL know the drivers of the target engine',
  detect: (project) => [
    ...driverReplacementsOf(project).map((replacement) => {
      const { file, call, from } = replacement;
      const others = Object.values(engines).filter((engine) => engine !== from.engine);
      const knowsBoth = others.some((engine) => knowsDriver(replacement, engine));
      return { ...findingOf(file, call, knowsBoth ? undefined : from.engine), replacement };
    }),
    ...driverNamesOf(project).map((driverName) => {
      const { file, value, fragment } = driverName;
      return { ...findingOf(file, value, fragment.engine), driverName };
    }),
  ],
  rewrite(finding, context) {
    const { replacement, driverName } = finding;
    if (replacement) return taught(finding, replacement, context);
    return driverName ? renamed(finding, driverName, context) : outcome({});
  },
};

function findingOf(file: PythonFile, node: PythonNode, engine: Engine | undefined) {
  const { path } = file;
  const span = { start: node.from, end: node.to };
  const label = `Driver of the URL in ${path}`;
  return { path, span, label, file, ...(engine && { engine: engine.id }) };
}

function taught(
  finding: DriverRewriting,
  replacement: DriverReplacement,
  context: SwitchContext,
): Outcome {
  const { file, call, from, to, guard } = replacement;
  const { source, target } = context;
  if (from.engine !== source || knowsDriver(replacement, target)) return outcome({});
  if (guard) return changed(finding, context, [elseBranch(file.module, guard, context)]);
  const [before, after] = [fragmentFor(from, target), to ? fragmentFor(to, target) : ''];
  const quote = /["']/.exec(textOf(file.module, call).slice(-30))?.[0] ?? '"';
  const newText = `.replace(${quote}${before}${quote}, ${quote}${after}${quote})`;
  return changed(finding, context, [{ start: call.to, end: call.to, newText }]);
}

/** Whether the statement names the target's asynchronous driver already. */
function knowsDriver({ file, call, guard }: DriverReplacement, target: Engine): boolean {
  let statement = guard?.statement ?? call;
  while (!/Statement$/.test(statement.name) && statement.parent) statement = statement.parent;
  return textOf(file.module, statement).includes(pythonDriverFor(target, 'async').urlDriver);
}

/** The branch once more, for the target's scheme. */
function elseBranch(
  module: PythonModule,
  { statement, test, body }: SchemeGuard,
  { target }: SwitchContext,
): TextEdit {
  const bodyEnd = body.from + textOf(module, body).trimEnd().length;
  const start = bodyEnd + module.text.slice(bodyEnd).search(/\r?\n|$/);
  const code = translated(module, body, target).trimEnd();
  const branch = `elif ${translated(module, test, target)}${code}`;
  const newText = module.lineEnd + indentationOf(module, statement) + branch;
  return { start, end: start, newText };
}

/** The source of a node with the target's schemes in place of another engine's. */
function translated(module: PythonModule, node: PythonNode, target: Engine): string {
  let text = '';
  let at = node.from;
  for (const part of [node, ...nodesOf(node, 'String', 'TupleExpression')]) {
    const fragments = part.from < at ? [] : fragmentsOf(module, part);
    const [first] = fragments;
    if (!first) continue;
    const quote = /["']/.exec(textOf(module, part))?.[0] ?? '"';
    text += `${module.text.slice(at, part.from)}${quote}${fragmentFor(first, target)}${quote}`;
    at = part.to;
  }
  return text + module.text.slice(at, node.to);
}

/** The schemes that a string is, or a tuple of strings that stand for one scheme. */
function fragmentsOf(module: PythonModule, node: PythonNode): readonly SchemeFragment[] {
  const strings = node.name === 'TupleExpression' ? node.getChildren('String') : [node];
  const fragments = strings.map((string) => {
    const literal = stringLiteral(module, string);
    return literal && schemeFragment(literal.value);
  });
  return fragments.every((fragment) => fragment !== undefined) ? fragments : [];
}

/** `drivername="..."` knows one engine only: where both stay, the user decides. */
function renamed(finding: DriverRewriting, name: DriverName, context: SwitchContext): Outcome {
  const { file, value, fragment } = name;
  const { source, target, goal } = context;
  if (fragment.engine !== source) return outcome({});
  const literal = stringLiteral(file.module, value);
  if (!literal || goal.strategy === 'keep-both') {
    const values = { engine: source.label, target: target.label };
    return outcome({ notices: [notice('driver-name-fixed', placeIn(file, finding.span), values)] });
  }
  return changed(finding, context, [replaceString(literal, fragmentFor(fragment, target))]);
}

function changed(
  { file }: DriverRewriting,
  { target }: SwitchContext,
  edits: readonly TextEdit[],
): Outcome {
  const title = `Change the driver of ${target.label} URLs too`;
  const why = 'The code puts another driver into URLs, or takes it out of them.';
  return outcome({ changes: [{ title, why, change: modifyPython(file, edits) }] });
}
