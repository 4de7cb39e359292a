import type { TextEdit } from '../../core/edit.ts';
import { notice } from '../../core/notice.ts';
import type { Engine } from '../../engines/engine.ts';
import { engines } from '../../engines/index.ts';
import { type DatabaseUrl, parseDatabaseUrl } from '../../engines/url.ts';
import { appendItem, removeItems } from '../../formats/python/arguments.ts';
import { defaultLiteral } from '../../formats/python/default-value.ts';
import { type Dictionary, dictionaryOf } from '../../formats/python/dictionary.ts';
import {
  enclosing,
  nodesOf,
  type PythonModule,
  type PythonNode,
  textOf,
} from '../../formats/python/module.ts';
import {
  replaceString,
  type StringLiteral,
  stringLiteral,
} from '../../formats/python/string-literal.ts';
import { djangoBackendMention } from '../facts/django-backends.ts';
import { profileOfName } from '../facts/profile.ts';
import { databaseFileFor } from '../facts/target-url.ts';
import { baseName, type Project } from '../project.ts';
import { modifyPython, type PythonFile, placeIn, pythonFilesWith } from '../python-files.ts';
import { type Finding, type Outcome, outcome, type Recipe, type SwitchContext } from '../recipe.ts';

/** One entry of Django's DATABASES that is written out. */
interface DjangoDatabase extends Finding {
  readonly file: PythonFile;
  readonly dictionary: Dictionary;
  /** The literal that names the backend. */
  readonly backend: StringLiteral;
  readonly of: Engine;
  readonly url: DatabaseUrl | undefined;
  readonly profile: string | undefined;
}

/** What the connection to a server has and a file has not. */
const serverKeys = ['USER', 'PASSWORD', 'HOST', 'PORT'];

/**
 * Moves the entries of Django's DATABASES to the target's backend: the name of a database becomes
 * that of a file and back; user, password, host and port go or come.
 * @see https://docs.djangoproject.com/en/stable/ref/settings/#databases
 */
export const djangoDatabases: Recipe<DjangoDatabase> = {
  id: 'django-databases',
  ecosystem: 'django',
  title: "Move Django's DATABASES to the backend of the target engine",
  detect: findDatabases,
  rewrite(finding, context) {
    const { of, file, span, profile } = finding;
    if (of !== context.source || offersBoth(finding, context.target)) return outcome({});
    if (context.goal.strategy === 'keep-both') {
      const values = { engine: of.label, target: context.target.label };
      return outcome({ notices: [notice('django-database-left', placeIn(file, span), values)] });
    }
    const edits = context.target.server ? toServer(finding, context) : toFile(finding, context);
    const why = `Its backend is that of ${of.label}.`;
    const title = `Point DATABASES${profile ? ` (${profile})` : ''} to ${context.target.label}`;
    return outcome({
      changes: [{ title, why, change: modifyPython(file, edits) }],
      notices: credentials(finding, context),
    });
  },
};

function findDatabases(project: Project): readonly DjangoDatabase[] {
  return pythonFilesWith(project, djangoBackendMention).flatMap((file) =>
    nodesOf(file.module.root, 'DictionaryExpression', 'CallExpression').flatMap((node) => {
      return readDatabase(file, node) ?? [];
    }),
  );
}

function readDatabase(file: PythonFile, node: PythonNode): DjangoDatabase | undefined {
  const { module, path } = file;
  const dictionary = dictionaryOf(module, node);
  const value = dictionary?.entries.find(({ key }) => key === 'ENGINE')?.value;
  const backend = value && defaultLiteral(module, value);
  const of = Object.values(engines).find(({ djangoBackends }) => {
    return backend !== undefined && djangoBackends.includes(backend.value);
  });
  if (!dictionary || !backend || !of) return undefined;
  const name = literalOf(module, dictionary, 'NAME') || aliasOf(module, node);
  const host = of.server ? 'server' : '';
  const url = parseDatabaseUrl(`${of.schemes[0]}://${host}/${name}`);
  const profile = profileOfName(baseName(path));
  return {
    path,
    span: { start: node.from, end: node.to },
    engine: of.id,
    label: `DATABASES in ${path}`,
    connection: {
      role: 'supplies',
      name: 'DATABASES',
      ...(url && { url }),
      ...(profile && { profile }),
    },
    file,
    dictionary,
    backend,
    of,
    url,
    profile,
  };
}

/** What the project calls a database whose name is put in at run time, if it has several. */
function aliasOf(module: PythonModule, { prevSibling }: PythonNode): string {
  const key = prevSibling?.name === ':' ? prevSibling.prevSibling : null;
  const alias = (key && stringLiteral(module, key)?.value) ?? '';
  return alias === 'default' ? '' : alias;
}

function literalOf(module: PythonModule, { entries }: Dictionary, key: string): string {
  const value = entries.find((entry) => entry.key === key)?.value;
  const literal = value && defaultLiteral(module, value);
  return literal && literal.holes.length === 0 ? literal.value : '';
}

/** Whether a choice around the entry has an entry of the target too. */
function offersBoth({ file, dictionary }: DjangoDatabase, target: Engine): boolean {
  const choice = enclosing(dictionary.list, 'IfStatement', 'ConditionalExpression');
  const text = choice ? textOf(file.module, choice) : '';
  return target.djangoBackends.some((backend) => text.includes(backend));
}

/** The target's backend of the same kind: with geographic types, or without. */
function backendFor({ backend }: DjangoDatabase, target: Engine): string {
  const isGeographic = backend.value.includes('.gis.');
  const found = target.djangoBackends.find((name) => name.includes('.gis.') === isGeographic);
  return found ?? target.djangoBackends[0] ?? '';
}

function toFile(finding: DjangoDatabase, context: SwitchContext): readonly TextEdit[] {
  const { file, dictionary, backend, url } = finding;
  const { entries, list } = dictionary;
  const { connectArguments } = context.target.sqlalchemy;
  const doomed = entries.filter(({ key, value }) => {
    if (key !== 'OPTIONS') return serverKeys.includes(key);
    const options = dictionaryOf(file.module, value)?.entries ?? [];
    return !options.every((option) => connectArguments.includes(option.key));
  });
  const path = fileExpression(file.module, databaseFileFor(context, url?.database ?? ''));
  return [
    replaceString(backend, backendFor(finding, context.target)),
    ...named(file.module, dictionary, path),
    ...(doomed.length > 0 ? removeItems(file.module, list, entries, doomed) : []),
  ];
}

/** Beside manage.py, as Django's own template has it, where the settings know that folder. */
function fileExpression(module: PythonModule, path: string): string {
  const folder = nodesOf(module.root, 'AssignStatement').find(({ firstChild }) => {
    return firstChild && textOf(module, firstChild) === 'BASE_DIR';
  });
  if (!folder?.lastChild || path.startsWith('/')) return `"${path}"`;
  const isPath = /\bPath\(/.test(textOf(module, folder.lastChild));
  return isPath ? `BASE_DIR / "${path}"` : `os.path.join(BASE_DIR, "${path}")`;
}

function named(module: PythonModule, dictionary: Dictionary, text: string): readonly TextEdit[] {
  const { entries, list, entry } = dictionary;
  const name = entries.find(({ key }) => key === 'NAME')?.value;
  const backend = entries.find(({ key }) => key === 'ENGINE')?.value;
  const isSetOutside = backend && name && !stringLiteral(module, backend);
  const byDefault = isSetOutside ? defaultLiteral(module, name) : undefined;
  if (byDefault) return [{ start: byDefault.node.from, end: byDefault.node.to, newText: text }];
  if (name) return [{ start: name.from, end: name.to, newText: text }];
  return [appendItem(module, list, entries, entry('NAME', text))];
}

function toServer(finding: DjangoDatabase, context: SwitchContext): readonly TextEdit[] {
  const { file, dictionary, backend, url } = finding;
  const { entries, list, entry } = dictionary;
  const user = 'postgres';
  const port = `${context.target.server?.defaultPort}`;
  const values = { USER: user, PASSWORD: user, HOST: 'localhost', PORT: port };
  const missing = Object.entries(values).filter(([key]) => !entries.some((old) => old.key === key));
  const options = entries.filter(({ key, value }) => {
    return key === 'OPTIONS' && dictionaryOf(file.module, value) !== undefined;
  });
  const stem = url?.database.replace(/^.*\//, '').replace(/\.\w+$/, '') ?? '';
  const name = stem && !stem.startsWith('db') ? stem : context.goal.database.name;
  const source = missing.map(([key, value]) => entry(key, `"${value}"`));
  return [
    replaceString(backend, backendFor(finding, context.target)),
    ...named(file.module, dictionary, `"${name}"`),
    ...(options.length > 0 ? removeItems(file.module, list, entries, options) : []),
    ...source.map((text) => appendItem(file.module, list, entries, text)),
  ];
}

function credentials(
  { file, span }: DjangoDatabase,
  { target }: SwitchContext,
): Outcome['notices'] {
  if (!target.server) return [];
  return [notice('url-credentials-placeholder', placeIn(file, span), { name: 'DATABASES' })];
}
