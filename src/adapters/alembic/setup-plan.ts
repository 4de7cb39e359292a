import { SwitchError } from '../../core/errors.ts';
import type { WorkspaceSnapshot } from '../../core/snapshot.ts';
import type { CallStyle } from '../../engines/engine.ts';
import { enclosing, nodesOf, textOf } from '../../formats/python/module.ts';
import { engineCallsOf } from '../../recipes/facts/sqlalchemy-engines.ts';
import { type Project, wholeWorkspace } from '../../recipes/project.ts';
import { type PythonFile, pythonFilesWith } from '../../recipes/python-files.ts';

/** What a new env.py imports of the project. */
export interface AlembicSetup {
  readonly style: CallStyle;
  /** `app.db` and `engine`: where the URL comes from. */
  readonly engine: ImportedObject;
  /** `app.models` and `Base`; its `metadata` is the target. */
  readonly base: ImportedObject;
  /** Modules whose import declares the tables. */
  readonly models: readonly string[];
  /** The folder that the modules are found from, relative to the workspace; `.` for the top. */
  readonly importRoot: string;
}

export interface ImportedObject {
  readonly module: string;
  readonly name: string;
}

const aside =
  /(?:^|\/)(?:tests?|scripts?|alembic|migrations?|versions|examples?)\/|(?:^|\/)(?:conftest|test_\w+)\.py$/;

/** Reads where a SQLAlchemy project has its engine and its models; throws `wrong-usage`. */
export function planAlembicSetup(snapshot: WorkspaceSnapshot): AlembicSetup {
  const project = wholeWorkspace(snapshot);
  const engine = findEngine(project);
  const base = findBase(project);
  if (!engine) throw missing('an engine in a variable of a module');
  if (!base) throw missing('a declarative base');
  const models = pythonFilesWith(project, /__tablename__|table\s*=\s*True|\bTable\(/)
    .filter(({ path }) => !aside.test(path))
    .map(({ path }) => moduleOf(path));
  return {
    style: engine.style,
    engine: { module: moduleOf(engine.file.path), name: engine.name },
    base,
    models: [...new Set(models)],
    importRoot: isUnderSource(engine.file.path) ? 'src' : '.',
  };
}

function findEngine(project: Project) {
  for (const { file, whole, style, fromConfig } of engineCallsOf(project)) {
    const statement = enclosing(whole, 'AssignStatement');
    const atTop = statement?.parent?.name === 'Script';
    const target = statement?.firstChild;
    if (fromConfig || aside.test(file.path) || !atTop || target?.name !== 'VariableName') continue;
    return { file, style, name: textOf(file.module, target) };
  }
  return undefined;
}

function findBase(project: Project): ImportedObject | undefined {
  const files = pythonFilesWith(project, /DeclarativeBase|declarative_base|SQLModel/);
  for (const file of files.filter(({ path }) => !aside.test(path))) {
    const name = baseIn(file);
    if (name) return { module: moduleOf(file.path), name };
  }
  const model = files.find(
    ({ path, source }) => !aside.test(path) && /\bSQLModel\b/.test(source.text),
  );
  return model && { module: 'sqlmodel', name: 'SQLModel' };
}

/** `class Base(DeclarativeBase):` and `Base = declarative_base()`. */
function baseIn({ module }: PythonFile): string | undefined {
  for (const node of nodesOf(module.root, 'ClassDefinition')) {
    const parents = node.getChild('ArgList');
    const name = node.getChild('VariableName');
    if (name && parents && /\bDeclarativeBase\b/.test(textOf(module, parents))) {
      return textOf(module, name);
    }
  }
  const made = nodesOf(module.root, 'AssignStatement').find(({ lastChild }) => {
    return lastChild && /\bdeclarative_base\(/.test(textOf(module, lastChild));
  });
  return made?.firstChild ? textOf(module, made.firstChild) : undefined;
}

function isUnderSource(path: string): boolean {
  return path.startsWith('src/');
}

function moduleOf(path: string): string {
  const inside = isUnderSource(path) ? path.slice('src/'.length) : path;
  return inside.replace(/(?:\/__init__)?\.py$/, '').replaceAll('/', '.');
}

function missing(what: string): SwitchError {
  return new SwitchError(
    'wrong-usage',
    `Alembic cannot be set up by itself: there is not ${what}.`,
    'Run alembic init, and set target_metadata and the URL in its env.py by hand.',
  );
}
