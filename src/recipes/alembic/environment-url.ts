import type { TextEdit } from '../../core/edit.ts';
import { pythonDriverFor } from '../../engines/url.ts';
import { textOf } from '../../formats/python/module.ts';
import { stringLiteral } from '../../formats/python/string-literal.ts';
import {
  isAsynchronous,
  type MigrationEnvironment,
  migrationEnvironmentsOf,
} from '../facts/migration-environments.ts';
import { plainUrlStyle } from '../facts/plain-url-style.ts';
import { assignedValue, engineOfProject } from '../facts/sqlalchemy-engines.ts';
import type { Project } from '../project.ts';
import { modifyPython } from '../python-files.ts';
import { type Finding, outcome, type Recipe, type SwitchContext } from '../recipe.ts';
import { type UrlSource, urlSourcesOf } from './url-sources.ts';

interface EnvironmentUrls extends Finding {
  readonly environment: MigrationEnvironment;
  readonly urls: readonly UrlSource[];
}

/**
 * Makes the URL that env.py takes from the application right for it: without an asynchronous
 * driver where its engine is a synchronous one, and with `%` doubled where it goes through
 * configparser.
 * @see https://alembic.sqlalchemy.org/en/latest/api/config.html#alembic.config.Config.set_main_option
 */
export const environmentUrl: Recipe<EnvironmentUrls> = {
  id: 'environment-url',
  ecosystem: 'alembic',
  title: "Make the application's URL right for Alembic's env.py",
  detect: (project) =>
    migrationEnvironmentsOf(project).flatMap((environment) => findUrls(project, environment)),
  rewrite(finding, context) {
    const { environment, urls } = finding;
    const strips = driversToStrip(environment, context);
    const edits = urls.flatMap((url) => editsFor(environment, url, strips, context));
    if (edits.length === 0) return outcome({});
    const why = strips[0]
      ? `env.py works with a synchronous engine, and the application's URL names ${strips[0]}.`
      : 'Alembic reads a percent sign as the beginning of an interpolation.';
    const change = modifyPython(environment.file, edits);
    return outcome({ changes: [{ title: "Adapt the application's URL to env.py", why, change }] });
  },
};

function findUrls(project: Project, environment: MigrationEnvironment): readonly EnvironmentUrls[] {
  const urls = urlSourcesOf(environment).filter((source) => isAdaptable(environment, source));
  const [first] = urls;
  if (!first) return [];
  const { path } = environment.file;
  const span = { start: first.value.from, end: first.value.to };
  const engine = engineOfProject(project);
  const name = textOf(environment.file.module, first.value);
  const connection = { role: 'consumes', name } as const;
  const label = `URL of migrations in ${path}`;
  return [{ path, span, label, connection, environment, urls, ...(engine && { engine }) }];
}

/** What is written out is right already or another recipe's; of other forms nothing is certain. */
function isAdaptable({ file: { module } }: MigrationEnvironment, { value }: UrlSource): boolean {
  const source = value.name === 'VariableName' ? (assignedValue(module, value) ?? value) : value;
  const isOne = /^(?:VariableName|MemberExpression|CallExpression)$/.test(value.name);
  return isOne && !stringLiteral(module, source);
}

/**
 * The drivers that have to go: the application's, where nothing in env.py takes it away. Where both
 * engines stay, those of both go, so that the next switch finds nothing to do here.
 */
function driversToStrip(
  environment: MigrationEnvironment,
  { project, source, target, goal }: SwitchContext,
): readonly string[] {
  const staying = goal.strategy === 'keep-both' ? [target, source] : [target];
  const { text } = environment.file.source;
  const drivers = [source, target].flatMap(({ pythonDrivers }) => pythonDrivers);
  const strips = drivers.some(
    (driver) => driver.urlDriver && text.includes(`+${driver.urlDriver}`),
  );
  if (isAsynchronous(environment) || strips || text.includes('drivername')) return [];
  if (plainUrlStyle(project, source) !== 'async') return [];
  return staying.map((engine) => pythonDriverFor(engine, 'async').urlDriver);
}

function editsFor(
  { file: { module } }: MigrationEnvironment,
  { value, interpolated }: UrlSource,
  strips: readonly string[],
  { goal, target }: SwitchContext,
): readonly TextEdit[] {
  const text = textOf(module, value);
  const both = goal.strategy === 'keep-both';
  const doubles = interpolated && (both || target.server !== undefined) && !text.includes('%%');
  const calls = replacements(strips, doubles);
  if (calls === '') return [];
  const isText = interpolated || both || text.startsWith('str(');
  const newText = `${isText ? text : `str(${text})`}${calls}`;
  return [{ start: value.from, end: value.to, newText }];
}

/** Calls behind a text that take drivers away, and double percent signs for the ini file. */
export function replacements(strips: readonly string[], doubles: boolean): string {
  const calls = strips.map((strip) => `.replace("+${strip}", "")`);
  return [...calls, ...(doubles ? ['.replace("%", "%%")'] : [])].join('');
}
