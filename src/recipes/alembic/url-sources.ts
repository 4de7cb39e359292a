import { alembicEnvironments } from '../../formats/alembic-environments.ts';
import { argumentsOf, positional } from '../../formats/python/arguments.ts';
import { callsOf } from '../../formats/python/imports.ts';
import { enclosing, nodesOf, type PythonNode, textOf } from '../../formats/python/module.ts';
import { stringLiteral } from '../../formats/python/string-literal.ts';
import {
  type MigrationEnvironment,
  migrationEnvironmentsOf,
} from '../facts/migration-environments.ts';
import { assignedValue } from '../facts/sqlalchemy-engines.ts';
import { baseName, folderOf, type Project } from '../project.ts';

/** A value that env.py takes for the database's URL. */
export interface UrlSource {
  readonly value: PythonNode;
  /** Whether it goes through the ini file, where a percent sign begins an interpolation. */
  readonly interpolated: boolean;
}

/** What env.py takes for the URL in place of the one that the ini file has. */
export function urlSourcesOf(environment: MigrationEnvironment): readonly UrlSource[] {
  return [
    ...optionsOf(environment),
    ...assignedOf(environment),
    ...argumentsOfCalls(environment),
  ].filter(({ value }) => !isFromFile(environment, value));
}

/** `config.set_main_option("sqlalchemy.url", value)` and the like. */
function optionsOf({ file: { module } }: MigrationEnvironment): readonly UrlSource[] {
  const isSetter = (name: string) => /\.set_(?:main|section)_option$/.test(name);
  return callsOf(module, module.root, isSetter).flatMap((call) => {
    const all = argumentsOf(module, call);
    const isUrl = all.some(({ value }) => stringLiteral(module, value)?.value === 'sqlalchemy.url');
    const last = all.at(-1)?.value;
    return isUrl && last ? { value: last, interpolated: true } : [];
  });
}

/** `configuration["sqlalchemy.url"] = value`, which nothing interpolates. */
function assignedOf({ file: { module } }: MigrationEnvironment): readonly UrlSource[] {
  return nodesOf(module.root, 'AssignStatement').flatMap(({ firstChild, lastChild }) => {
    const isUrl =
      firstChild && /\[\s*["']sqlalchemy\.url["']\s*\]$/.test(textOf(module, firstChild));
    return isUrl && lastChild ? { value: lastChild, interpolated: false } : [];
  });
}

/** `create_engine(value)`. */
function argumentsOfCalls({ file: { module } }: MigrationEnvironment): readonly UrlSource[] {
  const isMaker = (name: string) => /(?:^|\.)create_engine$/.test(name);
  return callsOf(module, module.root, isMaker).flatMap((call) => {
    const value = positional(module, call, 0)?.value;
    return value ? { value, interpolated: false } : [];
  });
}

/** What was in the ini file is that file's affair. */
function isFromFile({ file: { module } }: MigrationEnvironment, value: PythonNode): boolean {
  const source = value.name === 'VariableName' ? (assignedValue(module, value) ?? value) : value;
  return /get_main_option|get_section/.test(textOf(module, source));
}

/** The env.py that an ini file configures. */
export function environmentOfIni(project: Project, ini: string): MigrationEnvironment | undefined {
  const set = alembicEnvironments(project).find(({ config }) => config === ini);
  const folder = set?.scripts ?? folderOf(ini);
  return migrationEnvironmentsOf(project).find(({ file: { path } }) => {
    return folderOf(path) === folder && baseName(path) === 'env.py';
  });
}

/** Whether env.py sets the URL itself, so that the one of the ini file is not used. */
export function overridesIni(environment: MigrationEnvironment): boolean {
  const { module } = environment.file;
  return urlSourcesOf(environment).some(({ value }) => {
    const condition = enclosing(value, 'IfStatement')?.firstChild?.nextSibling;
    return !condition || !/get_main_option/.test(textOf(module, condition));
  });
}
