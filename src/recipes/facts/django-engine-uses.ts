import { oncePer } from '../../core/once-per.ts';
import type { Engine } from '../../engines/engine.ts';
import { argumentsOf } from '../../formats/python/arguments.ts';
import { importsOf, qualifiedName } from '../../formats/python/imports.ts';
import { enclosing, nodesOf, type PythonNode } from '../../formats/python/module.ts';
import type { Project } from '../project.ts';
import { type PythonFile, pythonFilesWith } from '../python-files.ts';

/**
 * What becomes of a use where the engine is left: `same` means the same everywhere under another
 * name, `moves` has a form that keeps its values in another way, `needless` does nothing elsewhere,
 * `runs` is taken by every database, and `stays` has no form of its own.
 */
export type UseFate = 'same' | 'moves' | 'needless' | 'runs' | 'stays';

/** A place that names something of Django which is made for one engine. */
export interface EngineUse {
  readonly file: PythonFile;
  /** The name behind its module: `ArrayField`. */
  readonly name: string;
  readonly module: string;
  /** What names it, with the call around it where it is called. */
  readonly callee: PythonNode;
  readonly call?: PythonNode;
  readonly fate: UseFate;
}

/** The uses in a project's code, in path and text order. */
export function engineUsesOf(project: Project, engine: Engine): readonly EngineUse[] {
  return usesByEngine(project).get(engine) ?? readUses(project, engine);
}

/** Whether code is left that can only be imported with the engine's driver. */
export function needsEngineDriver(project: Project, engine: Engine): boolean {
  return engineUsesOf(project, engine).some(({ fate }) => fate === 'stays');
}

const usesByEngine = oncePer((_: Project) => new Map<Engine, readonly EngineUse[]>());

const djangoFiles = oncePer((project: Project) => pythonFilesWith(project, /django\.contrib\./));

function readUses(project: Project, engine: Engine): readonly EngineUse[] {
  const uses = djangoFiles(project).flatMap((file) =>
    engine.djangoApps.flatMap((app) => (file.source.text.includes(app) ? usesIn(file, app) : [])),
  );
  usesByEngine(project).set(engine, uses);
  return uses;
}

function usesIn(file: PythonFile, app: string): readonly EngineUse[] {
  const named = namedUses(file, app);
  return [...otherImports(file, app, named), ...named];
}

/** Imports that nothing uses go; what `import *` brings is not followed. */
function otherImports(
  file: PythonFile,
  app: string,
  uses: readonly EngineUse[],
): readonly EngineUse[] {
  return importsOf(file.module).flatMap(({ module, name, local, statement }): EngineUse[] => {
    if (!`${module}.`.startsWith(`${app}.`)) return [];
    const isUsed = uses.some((use) => {
      return name ? use.module === module && use.name === name : use.module.startsWith(module);
    });
    if (isUsed) return [];
    const fate = local === '*' ? 'stays' : 'needless';
    return [{ file, name: name || module, module, callee: statement, fate }];
  });
}

function namedUses(file: PythonFile, app: string): readonly EngineUse[] {
  return nodesOf(file.module.root, 'VariableName', 'MemberExpression').flatMap((callee) => {
    const { parent } = callee;
    if (!parent || parent.name === 'MemberExpression') return [];
    if (enclosing(callee, 'ImportStatement')) return [];
    const full = qualifiedName(file.module, callee) ?? '';
    if (!full.startsWith(`${app}.`)) return [];
    const at = full.lastIndexOf('.');
    const [module, name] = [full.slice(0, at), full.slice(at + 1)];
    const isCall = parent.name === 'CallExpression' && parent.firstChild?.from === callee.from;
    const call = isCall ? parent : undefined;
    const fate = fateOf(file, name, module.slice(app.length + 1), call);
    return { file, name, module, callee, fate, ...(call && { call }) };
  });
}

const moving = /^(?:ArrayField|HStoreField|CI(?:Char|Email|Text)Field)$/;
const extensions = /^(?:CreateExtension|\w+Extension|(?:Create|Remove)Collation)$/;

/** @see https://docs.djangoproject.com/en/stable/ref/contrib/postgres/ */
function fateOf(
  file: PythonFile,
  name: string,
  module: string,
  call: PythonNode | undefined,
): UseFate {
  if (!call) return 'stays';
  switch (module.split('.')[0]) {
    case 'fields':
      if (/^JSONField$/.test(name)) return 'same';
      return moving.test(name) ? 'moves' : 'stays';
    case 'operations':
      if (extensions.test(name)) return 'needless';
      return /^(?:Add|Remove)IndexConcurrently$/.test(name) ? 'moves' : 'stays';
    case 'indexes':
      return fateOfIndex(file, name, call);
    case 'validators':
      return 'runs';
    default:
      return 'stays';
  }
}

/** Every database makes an index on plain columns of it, and drops the rest; options are refused. */
function fateOfIndex({ module }: PythonFile, name: string, call: PythonNode): UseFate {
  const given = argumentsOf(module, call);
  if (!name.endsWith('Index') || given.some((argument) => !argument.name)) return 'stays';
  return given.every((argument) => indexArguments.has(argument.name ?? '')) ? 'runs' : 'moves';
}

/** What an index of every database is given. */
export const indexArguments: ReadonlySet<string> = new Set(
  'fields name opclasses condition include db_tablespace'.split(' '),
);
