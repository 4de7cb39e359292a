import type { TextEdit } from '../../core/edit.ts';
import { notice } from '../../core/notice.ts';
import type { Engine } from '../../engines/engine.ts';
import {
  type Argument,
  keyword,
  removeArguments,
  removeItems,
} from '../../formats/python/arguments.ts';
import { type Dictionary, dictionaryOf } from '../../formats/python/dictionary.ts';
import { callsOf, removeStatement } from '../../formats/python/imports.ts';
import { nestUnder } from '../../formats/python/indent.ts';
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
import { modifyPython, type PythonFile, placeIn, pythonFilesWith } from '../python-files.ts';
import { type Finding, outcome, type Recipe } from '../recipe.ts';

/** Options that a setting gives to every connection. */
interface ConnectionOptions extends Finding {
  readonly file: PythonFile;
  readonly options: AssignedOptions | RequiredTls;
}

/** `DATABASES["default"]["OPTIONS"] = {...}`, or one option of it. */
interface AssignedOptions {
  readonly kind: 'assigned';
  readonly statement: PythonNode;
  /** The alias, as it is quoted. */
  readonly alias: string;
  readonly names: readonly string[];
  /** All of them, where they are written out together. */
  readonly dictionary?: Dictionary;
}

/** `dj_database_url.config(ssl_require=True)`: an option of PostgreSQL on whatever the URL means. */
interface RequiredTls {
  readonly kind: 'tls';
  readonly call: PythonNode;
  readonly argument: Argument;
}

/**
 * Takes options away that Django's settings add to a database behind its entry, and that the driver
 * of the target refuses.
 * @see https://docs.djangoproject.com/en/stable/ref/settings/#options
 */
export const djangoConnectionOptions: Recipe<ConnectionOptions> = {
  id: 'django-connection-options',
  ecosystem: 'django',
  title: "Take connection options out of Django's settings that the target refuses",
  detect: (project) => findOptions(project),
  rewrite({ file, options, span }, { goal, source, target }) {
    const names = refusedNames(options, target);
    if (names.length === 0) return outcome({});
    const only = goal.strategy === 'keep-both' ? source : undefined;
    const edits = only ? conditional(file, options, only) : removed(file, options, names);
    const values = { options: names.join(', '), engine: target.label };
    if (!edits) {
      return outcome({ notices: [notice('django-options-refused', placeIn(file, span), values)] });
    }
    return outcome({
      changes: [
        {
          title: only
            ? `Give ${values.options} to ${only.label} alone`
            : `Take ${values.options} away from connections`,
          why: `${target.label} refuses every connection with an option that it does not know.`,
          change: modifyPython(file, edits),
        },
      ],
    });
  },
};

function findOptions(project: Project): readonly ConnectionOptions[] {
  return pythonFilesWith(project, /\bOPTIONS\b|\bssl_require\b/).flatMap((file) => [
    ...nodesOf(file.module.root, 'AssignStatement').flatMap((statement) =>
      found(file, statement, assignedOptions(file, statement)),
    ),
    ...callsOf(file.module, file.module.root, (name) =>
      name.startsWith('dj_database_url.'),
    ).flatMap((call) => found(file, call, requiredTls(file, call))),
  ]);
}

function found(
  file: PythonFile,
  node: PythonNode,
  options: ConnectionOptions['options'] | undefined,
): readonly ConnectionOptions[] {
  const { path } = file;
  const span = { start: node.from, end: node.to };
  return options ? [{ path, span, label: `connection options in ${path}`, file, options }] : [];
}

/** The keys of `DATABASES[alias]["OPTIONS"][name]`, innermost last. */
function subscripts(module: PythonModule, node: PythonNode): readonly string[] | undefined {
  if (node.name === 'VariableName') return textOf(module, node) === 'DATABASES' ? [] : undefined;
  const [object, open, key] = childrenOf(node);
  const literal = key && stringLiteral(module, key);
  if (node.name !== 'MemberExpression' || open?.name !== '[' || !object || !literal)
    return undefined;
  const outer = subscripts(module, object);
  return outer && [...outer, literal.value];
}

function assignedOptions(file: PythonFile, statement: PythonNode): AssignedOptions | undefined {
  const { firstChild, lastChild } = statement;
  const [alias, field, name] = (firstChild && subscripts(file.module, firstChild)) ?? [];
  if (alias === undefined || field !== 'OPTIONS' || !lastChild) return undefined;
  if (asksForBackend(file, statement)) return undefined;
  if (name !== undefined) return { kind: 'assigned', statement, alias, names: [name] };
  const dictionary = dictionaryOf(file.module, lastChild);
  if (!dictionary) return undefined;
  const names = dictionary.entries.map(({ key }) => key);
  return { kind: 'assigned', statement, alias, names, dictionary };
}

/** Whether it stands under a test of the backend. */
function asksForBackend({ module }: PythonFile, statement: PythonNode): boolean {
  const choice = enclosing(statement, 'IfStatement');
  return choice !== undefined && /^if [^\n]*\bENGINE\b/.test(textOf(module, choice));
}

function requiredTls({ module }: PythonFile, call: PythonNode): RequiredTls | undefined {
  const argument = keyword(module, call, 'ssl_require');
  if (!argument || textOf(module, argument.value) === 'False') return undefined;
  return { kind: 'tls', call, argument };
}

/** Options that Django itself takes for the backend, beside those of the driver. */
const ownOptions = /^(?:init_command|transaction_mode)$/;

function refusedNames(options: ConnectionOptions['options'], target: Engine): readonly string[] {
  if (options.kind === 'tls') return target.server ? [] : ['ssl_require'];
  const { connectArguments } = target.sqlalchemy;
  return options.names.filter(
    (name) => !connectArguments.includes(name) && (target.server || !ownOptions.test(name)),
  );
}

function removed(
  { module }: PythonFile,
  options: ConnectionOptions['options'],
  names: readonly string[],
): readonly TextEdit[] | undefined {
  if (options.kind === 'tls') return removeArguments(module, options.call, [options.argument]);
  const { statement, dictionary } = options;
  if (dictionary && dictionary.entries.length > names.length) {
    const doomed = dictionary.entries.filter(({ key }) => names.includes(key));
    return removeItems(module, dictionary.list, dictionary.entries, doomed);
  }
  return isOnlyStatement(statement) ? undefined : [removeStatement(module, statement)];
}

function conditional(
  { module }: PythonFile,
  options: ConnectionOptions['options'],
  { djangoBackends }: Engine,
): readonly TextEdit[] | undefined {
  if (options.kind === 'tls' || options.statement.parent?.name !== 'Script') return undefined;
  const { statement, alias } = options;
  const backends = djangoBackends.map((name) => `"${name}"`).join(', ');
  const header = `if DATABASES["${alias}"]["ENGINE"] in (${backends}):`;
  return nestUnder(module, { start: statement.from, end: statement.to }, header);
}

/** A block cannot be left without a statement. */
function isOnlyStatement({ parent }: PythonNode): boolean {
  if (parent?.name !== 'Body') return false;
  return childrenOf(parent).filter(({ name }) => name !== ':' && name !== 'Comment').length === 1;
}
