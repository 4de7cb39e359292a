import { oncePer } from '../../core/once-per.ts';
import { argumentsOf, positional } from '../../formats/python/arguments.ts';
import { dictionaryOf } from '../../formats/python/dictionary.ts';
import { callsOf } from '../../formats/python/imports.ts';
import {
  childrenOf,
  nodesOf,
  type PythonModule,
  type PythonNode,
  textOf,
} from '../../formats/python/module.ts';
import { stringLiteral } from '../../formats/python/string-literal.ts';
import { baseName, folderOf, type Project } from '../project.ts';
import { pythonManifestsOf } from '../python/manifests/index.ts';
import { type PythonFile, pythonFilesWith } from '../python-files.ts';
import { envFilesOf, isEnvFile } from './env-files.ts';
import { isTestFile } from './profile.ts';
import { settingsClassAround } from './pydantic-settings.ts';
import type { SettingUse } from './value-use.ts';

/**
 * The env file that code reads before it asks for a variable that may stand in for a value: that of
 * a settings class of pydantic, or the one that `load_dotenv()` finds. It need not be there.
 * `undefined` where nothing says so with certainty.
 */
export function envFileReadFor(
  project: Project,
  { path, module }: PythonFile,
  { site, holder }: SettingUse,
): string | undefined {
  const owner = site === 'field' ? settingsClassAround(project, module, holder) : undefined;
  const loaded = site === 'environment' ? loadedFile(project) : undefined;
  const written = owner ? envFileOf(module, owner) : loaded;
  if (written === undefined || !isEnvFile(written)) return undefined;
  const there = envFilesOf(project).filter((file) => {
    return baseName(file.path) === baseName(written) && path.startsWith(folderOf(file.path));
  });
  const nearest = there.toSorted((a, b) => b.path.length - a.path.length)[0];
  return nearest?.path ?? below(rootFor(project, path), written);
}

/** `env_file` in the class's configuration; of several the last one wins. */
function envFileOf(module: PythonModule, owner: PythonNode): string | undefined {
  const calls = nodesOf(owner, 'ArgList').flatMap((list) => argumentsOf(module, list));
  const named = calls.find(({ name }) => name === 'env_file')?.value;
  const assigned = nodesOf(owner, 'AssignStatement').find(({ firstChild }) => {
    return firstChild && textOf(module, firstChild) === 'env_file';
  })?.lastChild;
  const entry = nodesOf(owner, 'DictionaryExpression')
    .flatMap((dictionary) => dictionaryOf(module, dictionary)?.entries ?? [])
    .find(({ key }) => key === 'env_file')?.value;
  const value = named ?? assigned ?? entry;
  return value && lastText(module, value);
}

function lastText(module: PythonModule, value: PythonNode): string | undefined {
  if (value.name !== 'TupleExpression') return stringLiteral(module, value)?.value;
  const texts = childrenOf(value).flatMap((node) => stringLiteral(module, node)?.value ?? []);
  return texts.at(-1);
}

/** What the one call of `load_dotenv` reads. */
const loadedFile: (project: Project) => string | undefined = oncePer((project: Project) => {
  const calls = pythonFilesWith(project, /\bload_dotenv\b/)
    .filter(({ path }) => !isTestFile(path))
    .flatMap(({ module }) => {
      const found = callsOf(module, module.root, (name) => name === 'dotenv.load_dotenv');
      return found.map((call) => ({ module, call }));
    });
  const [only, second] = calls;
  if (!only || second) return undefined;
  const first = positional(only.module, only.call, 0)?.value;
  return first ? stringLiteral(only.module, first)?.value : '.env';
});

/** The folder of the nearest package manifest above a file: where its program is run. */
function rootFor(project: Project, path: string): string {
  const folders = pythonManifestsOf(project)
    .map((manifest) => folderOf(manifest.path))
    .filter((folder) => folder === '' || path.startsWith(`${folder}/`));
  return folders.toSorted((a, b) => b.length - a.length)[0] ?? project.root;
}

function below(folder: string, written: string): string | undefined {
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of written.split('/')) {
    if (part === '..' && parts.pop() === undefined) return undefined;
    if (part !== '..' && part !== '.') parts.push(part);
  }
  return written.startsWith('/') ? undefined : parts.join('/');
}
