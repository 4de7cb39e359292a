import type { WorkspaceSnapshot } from '../core/snapshot.ts';
import { flaskFolder } from './flask-folder.ts';
import { type IniDocument, iniEntry, iniSection, parseIni } from './ini.ts';
import { parseToml, tomlEntry } from './toml.ts';

/** One Alembic set-up of a workspace. Paths are relative to the workspace, with forward slashes. */
export interface AlembicEnvironment {
  /** The file that configures it: an ini file, or a pyproject.toml alone. */
  readonly config: string;
  /** The ini file's folder: where the command is run. */
  readonly folder: string;
  /** Where env.py lies. */
  readonly scripts: string;
  /** Where the revisions lie. */
  readonly versions: readonly string[];
  /** `flask`: Flask-Migrate runs it, because env.py asks the application for its database. */
  readonly runner: 'alembic' | 'flask';
}

/** The paths of a workspace, and the texts that were read. */
type Paths = Pick<WorkspaceSnapshot, 'files' | 'others'>;

/** Every set-up that files of a workspace make, those of the upper folders first. */
export function alembicEnvironments(paths: Paths): readonly AlembicEnvironment[] {
  const found = [...paths.files.values()].flatMap(({ path, text }) => {
    if (path.endsWith('.ini')) return fromIni(path, parseIni(text), paths) ?? [];
    if (/(?:^|\/)pyproject\.toml$/.test(path)) return fromToml(path, text) ?? [];
    return [];
  });
  const inis = new Set(found.map(({ config, folder }) => (config.endsWith('.ini') ? folder : '-')));
  return found
    .filter(({ config, folder }) => config.endsWith('.ini') || !inis.has(folder))
    .sort((a, b) => depth(a.folder) - depth(b.folder) || (a.config < b.config ? -1 : 1));
}

function fromIni(
  config: string,
  document: IniDocument,
  paths: Paths,
): AlembicEnvironment | undefined {
  const section = iniSection(document, 'alembic');
  if (!section) return undefined;
  const location = iniEntry(section, 'script_location')?.value;
  if (!location) return fromFlask(config, paths);
  const folder = parentOf(config);
  const versions = iniEntry(section, 'version_locations')?.value;
  const separated = versions?.split(/[\s:;,]+/).filter(Boolean) ?? [];
  return environment(config, folder, location, separated);
}

/** Flask-Migrate tells Alembic where the scripts are: beside the file. https://flask-migrate.readthedocs.io/ */
function fromFlask(config: string, paths: Paths): AlembicEnvironment | undefined {
  const scripts = parentOf(config);
  const usesApplication = paths.files.get(`${scripts}/env.py`)?.text.includes('current_app');
  if (scripts === '' || !usesApplication) return undefined;
  const folder = flaskFolder(paths, parentOf(scripts));
  return { config, folder, scripts, versions: [`${scripts}/versions`], runner: 'flask' };
}

/** https://alembic.sqlalchemy.org/en/latest/tutorial.html#using-pyproject-toml-for-configuration */
function fromToml(config: string, text: string): AlembicEnvironment | undefined {
  const document = parseToml(text);
  const location = tomlEntry(document, ['tool', 'alembic', 'script_location'])?.value;
  if (location?.kind !== 'string') return undefined;
  return environment(config, parentOf(config), location.text, []);
}

function environment(
  config: string,
  folder: string,
  location: string,
  versions: readonly string[],
): AlembicEnvironment {
  const scripts = resolve(folder, location);
  const places = versions.map((place) => resolve(folder, place));
  return {
    config,
    folder,
    scripts,
    versions: places.length > 0 ? places : [`${scripts}/versions`],
    runner: 'alembic',
  };
}

/** `%(here)s/migrations`, `./migrations`, `../db`, and `app:migrations` for a package's folder. */
function resolve(folder: string, location: string): string {
  const path = location.replaceAll('%(here)s', '.').replace(/^([\w.]+):/, packageFolder);
  const parts: string[] = folder === '' ? [] : folder.split('/');
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

function packageFolder(_: string, name: string): string {
  return `${name.replaceAll('.', '/')}/`;
}

function parentOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}

function depth(folder: string): number {
  return folder === '' ? 0 : folder.split('/').length;
}
