import type { TextEdit } from '../../core/edit.ts';
import { notice } from '../../core/notice.ts';
import { rangeOf } from '../../core/span.ts';
import type { CallStyle } from '../../engines/engine.ts';
import { pythonDriverFor } from '../../engines/url.ts';
import { lineEndAt, lineStartAt } from '../../formats/lines.ts';
import { importsOf } from '../../formats/python/imports.ts';
import {
  childrenOf,
  type PythonModule,
  type PythonNode,
  textOf,
} from '../../formats/python/module.ts';
import { isAsynchronous, type MigrationEnvironment } from '../facts/migration-environments.ts';
import type { Project } from '../project.ts';
import { modifyPython } from '../python-files.ts';
import { type Finding, outcome, type Recipe, type SwitchContext } from '../recipe.ts';
import { type ApplicationUrl, applicationEngineUrl } from './application-engine.ts';
import { replacements } from './environment-url.ts';
import { type IniUrl, iniUrlKey, iniUrlsOf } from './ini-urls.ts';
import { environmentOfIni, overridesIni, urlSourcesOf } from './url-sources.ts';

interface EnvironmentWithIni extends Finding {
  readonly ini: IniUrl;
  readonly environment: MigrationEnvironment;
}

/**
 * Where both engines stay, lets env.py take the URL of the application's engine rather than the one
 * that its ini file has: then one line says which engine is in use, for both.
 * @see https://alembic.sqlalchemy.org/en/latest/api/config.html#alembic.config.Config.set_main_option
 */
export const applicationUrl: Recipe<EnvironmentWithIni> = {
  id: 'application-url',
  ecosystem: 'alembic',
  title: "Let Alembic take the application's URL, where both engines stay",
  detect: (project) => iniUrlsOf(project).flatMap((ini) => findEnvironment(project, ini)),
  rewrite({ ini, environment }, context) {
    if (context.goal.strategy !== 'keep-both' || ini.url.engine !== context.source) {
      return outcome({});
    }
    const place = { path: ini.file.path, range: rangeOf(ini.file.text, ini.entry.keySpan) };
    const { path: script } = environment.file;
    const notices = [notice('alembic-url-overridden', place, { script })];
    if (overridesIni(environment)) return outcome({ notices });
    const found = urlToTake(context.project, ini);
    if (!found) return outcome({});
    const change = modifyPython(environment.file, editsFor(environment, found, context));
    const why = 'One line then says which engine is in use, for the application and for Alembic.';
    return outcome({
      changes: [{ title: "Take the application's URL for migrations", why, change }],
      notices,
    });
  },
};

function findEnvironment(project: Project, ini: IniUrl): readonly EnvironmentWithIni[] {
  const environment = environmentOfIni(project, ini.file.path);
  if (!environment) return [];
  const { path } = environment.file;
  const base = {
    path,
    span: { start: 0, end: 0 },
    label: `migrations in ${path}`,
    ini,
    environment,
  };
  const [source] = overridesIni(environment) ? urlSourcesOf(environment) : [];
  if (!source) return [base];
  const { from: start, to: end } = source.value;
  const connection = { role: 'supplies', name: iniUrlKey } as const;
  return [{ ...base, span: { start, end }, label: `${iniUrlKey} in ${path}`, connection }];
}

/** Whether env.py decides on the URL, or will, so that the ini file has no part in going to and fro. */
export function isIniLeft(project: Project, ini: IniUrl): boolean {
  const environment = environmentOfIni(project, ini.file.path);
  return (
    environment !== undefined &&
    (overridesIni(environment) || urlToTake(project, ini) !== undefined)
  );
}

/** What env.py can take, if it is one that reads the ini file alone. */
function urlToTake(project: Project, ini: IniUrl): ApplicationUrl | undefined {
  const environment = environmentOfIni(project, ini.file.path);
  const decides = /set_\w+_option|create_(?:async_)?engine|getenv|environ\b/;
  if (!environment || decides.test(environment.file.source.text)) return undefined;
  const found = configOf(environment) && applicationEngineUrl(project, environment, ini.url);
  // A synchronous driver cannot be made to wait.
  return found?.style === 'sync' && isAsynchronous(environment) ? undefined : found;
}

function editsFor(
  environment: MigrationEnvironment,
  { source, name, text, style, beside }: ApplicationUrl,
  context: SwitchContext,
): readonly TextEdit[] {
  const { module } = environment.file;
  const config = configOf(environment);
  if (!config) return [];
  const calls = replacements(stripped(environment, style, context), true);
  const isThere = importsOf(module).some((found) => {
    return found.module === source && found.name === name && found.local === name;
  });
  const isLast = beside.to > config.statement.to;
  const set = `${config.name}.set_main_option("sqlalchemy.url", ${text}${calls})`;
  const edits = isThere ? [] : [importBeside(module, beside, { source, name })];
  const at = lineEndAt(module.text, isLast ? beside.to : config.statement.to);
  const gap = isLast ? module.lineEnd : '';
  return [...edits, { start: at, end: at, newText: `${gap}${module.lineEnd}${set}` }];
}

/** The drivers that a synchronous env.py cannot have, of both engines. */
function stripped(
  environment: MigrationEnvironment,
  style: CallStyle,
  { source, target }: SwitchContext,
): readonly string[] {
  if (style === 'sync' || isAsynchronous(environment)) return [];
  return [target, source].map((engine) => pythonDriverFor(engine, 'async').urlDriver);
}

/** `config = context.config`: the statement and the name. */
function configOf({ file: { module } }: MigrationEnvironment) {
  const statement = childrenOf(module.root).find(({ name, lastChild }) => {
    return (
      name === 'AssignStatement' &&
      lastChild &&
      /\bcontext\.config$/.test(textOf(module, lastChild))
    );
  });
  const name = statement?.firstChild;
  return statement && name ? { statement, name: textOf(module, name) } : undefined;
}

/** Beside an import of the application in order; a linter that lets that one pass is told again. */
function importBeside(
  module: PythonModule,
  beside: PythonNode,
  { source, name }: Pick<ApplicationUrl, 'source' | 'name'>,
): TextEdit {
  const { text, lineEnd } = module;
  const end = lineEndAt(text, beside.to);
  const [told = ''] = /\s*#\s*noqa.*$/.exec(text.slice(beside.to, end)) ?? [];
  const line = `from ${source} import ${name}${told}`;
  const first = importsOf(module).find(({ statement }) => statement.from === beside.from);
  const isBefore = first !== undefined && source < first.module;
  const at = isBefore ? lineStartAt(text, beside.from) : end;
  return { start: at, end: at, newText: isBefore ? `${line}${lineEnd}` : `${lineEnd}${line}` };
}
