import type { TextEdit } from '../../core/edit.ts';
import { type Notice, notice } from '../../core/notice.ts';
import type { Engine } from '../../engines/engine.ts';
import { engines } from '../../engines/index.ts';
import {
  type Argument,
  appendArgument,
  argumentsOf,
  keyword,
  positional,
  removeArguments,
  removeItems,
  splitAtCommas,
} from '../../formats/python/arguments.ts';
import { ensureImported, importsOf, removeImportedNames } from '../../formats/python/imports.ts';
import { childrenOf, type PythonModule } from '../../formats/python/module.ts';
import {
  type EngineUse,
  engineUsesOf,
  indexArguments,
  type UseFate,
} from '../facts/django-engine-uses.ts';
import type { Project } from '../project.ts';
import { modifyPython, type PythonFile, placeIn } from '../python-files.ts';
import { type Finding, outcome, type Recipe, type SwitchContext } from '../recipe.ts';

interface EngineFields extends Finding {
  readonly file: PythonFile;
  readonly of: Engine;
  readonly uses: readonly EngineUse[];
}

/**
 * Moves models, migrations and operations from what Django has for one database to what it has for
 * every one, and names the rest. Where both engines stay, what keeps its values in another way is
 * left: its columns are there on the other one.
 */
export const djangoEngineFields: Recipe<EngineFields> = {
  id: 'django-engine-fields',
  ecosystem: 'django',
  title: 'Move Django models and migrations to fields that every database has',
  beyondConfiguration: true,
  detect: (project) => Object.values(engines).flatMap((of) => findFiles(project, of)),
  rewrite({ file, of, uses }, context) {
    if (of !== context.source) return outcome({});
    const fates: readonly UseFate[] =
      context.goal.strategy === 'replace' ? ['same', 'moves', 'needless'] : ['same'];
    const moved = outermost(uses.filter(({ fate }) => fates.includes(fate)));
    const edits = moved.length > 0 ? editsOf(file, uses, moved) : [];
    const left = outermost(uses.filter((use) => !moved.includes(use) && isNamed(use, context)));
    const notices = [
      ...moved.flatMap((use) => movedNotice(use, context)),
      ...oncePerName(left).map((use) => leftNotice(use, context)),
    ];
    if (edits.length === 0) return outcome({ notices });
    const title = 'Use what every database of Django has';
    const why = `The code uses parts of Django that are made for ${of.label}.`;
    return outcome({ changes: [{ title, why, change: modifyPython(file, edits) }], notices });
  },
};

function findFiles(project: Project, of: Engine): readonly EngineFields[] {
  const byFile = new Map<PythonFile, EngineUse[]>();
  for (const use of engineUsesOf(project, of)) {
    byFile.set(use.file, [...(byFile.get(use.file) ?? []), use]);
  }
  return [...byFile].map(([file, uses]) => ({
    path: file.path,
    span: { start: uses[0]?.callee.from ?? 0, end: uses[0]?.callee.to ?? 0 },
    engine: of.id,
    label: `parts of Django for ${of.label} in ${file.path}`,
    file,
    of,
    uses,
  }));
}

/** A use within the arguments of another one goes with that. */
function outermost(uses: readonly EngineUse[]): readonly EngineUse[] {
  return uses.filter(
    ({ callee }) =>
      !uses.some(({ call }) => call && call.from < callee.from && callee.to <= call.to),
  );
}

function isNamed({ fate }: EngineUse, { goal }: SwitchContext): boolean {
  return fate === 'stays' || (goal.strategy === 'keep-both' && fate === 'moves');
}

function oncePerName(uses: readonly EngineUse[]): readonly EngineUse[] {
  return uses.filter(({ name }, index) => uses.findIndex((use) => use.name === name) === index);
}

/** What a field, an index or an operation is called for every database. */
const successors: Readonly<Record<string, readonly [from: string, name: string]>> = {
  JSONField: ['models', 'JSONField'],
  ArrayField: ['models', 'JSONField'],
  HStoreField: ['models', 'JSONField'],
  CICharField: ['models', 'CharField'],
  CIEmailField: ['models', 'EmailField'],
  CITextField: ['models', 'TextField'],
  AddIndexConcurrently: ['migrations', 'AddIndex'],
  RemoveIndexConcurrently: ['migrations', 'RemoveIndex'],
};

const anyIndex = ['models', 'Index'] as const;

function editsOf(
  file: PythonFile,
  uses: readonly EngineUse[],
  moved: readonly EngineUse[],
): readonly TextEdit[] {
  const { module } = file;
  const renamed = moved.filter(({ fate }) => fate !== 'needless');
  const modules = [...new Set(renamed.map(({ name }) => (successors[name] ?? anyIndex)[0]))];
  return [
    ...renamed.flatMap((use) => renamedEdits(module, use)),
    ...withoutNeedless(
      module,
      moved.filter(({ fate }) => fate === 'needless'),
    ),
    ...ensureImported(module, 'django.db', modules),
    ...unusedImports(module, uses, moved),
  ];
}

function renamedEdits(
  module: PythonModule,
  { name, callee: { from: start, to: end }, call }: EngineUse,
): readonly TextEdit[] {
  const [source, successor] = successors[name] ?? anyIndex;
  const edits: TextEdit[] = [{ start, end, newText: `${source}.${successor}` }];
  if (!call) return edits;
  const doomed = argumentsThatGo(module, name, call);
  if (doomed.length > 0) edits.push(...removeArguments(module, call, doomed));
  if (name.startsWith('CI')) edits.push(appendArgument(module, call, 'db_collation="NOCASE"'));
  return edits;
}

function argumentsThatGo(
  module: PythonModule,
  name: string,
  call: EngineUse['callee'],
): readonly Argument[] {
  if (name === 'ArrayField') {
    const found = [
      keyword(module, call, 'base_field') ?? positional(module, call, 0),
      keyword(module, call, 'size') ?? positional(module, call, 1),
    ];
    return found.filter((argument) => argument !== undefined);
  }
  if (!name.endsWith('Index')) return [];
  return argumentsOf(module, call).filter((argument) => !indexArguments.has(argument.name ?? ''));
}

/** Operations that do nothing on other databases, out of their list. */
function withoutNeedless(
  module: PythonModule,
  needless: readonly EngineUse[],
): readonly TextEdit[] {
  const lists = [...new Set(needless.flatMap(({ call }) => call?.parent?.from ?? []))];
  return lists.flatMap((from) => {
    const own = needless.filter(({ call }) => call?.parent?.from === from);
    const list = own[0]?.call?.parent;
    if (list?.name !== 'ArrayExpression') return [];
    const all = splitAtCommas(childrenOf(list)).flatMap(([node]) =>
      node ? [{ start: node.from, end: node.to }] : [],
    );
    const doomed = own.flatMap(({ call }) => (call ? [{ start: call.from, end: call.to }] : []));
    return removeItems(module, list, all, doomed);
  });
}

/** Imports that only what is moved has used. */
function unusedImports(
  module: PythonModule,
  uses: readonly EngineUse[],
  moved: readonly EngineUse[],
): readonly TextEdit[] {
  const isGone = (use: EngineUse) =>
    moved.includes(use) ||
    moved.some(({ call }) => call && call.from < use.callee.from && use.callee.to <= call.to);
  const kept = uses.filter((use) => !isGone(use));
  const doomed = importsOf(module).filter(({ module: from, name }) => {
    const isOwn = moved.some((use) => use.module === from || use.module.startsWith(`${from}.`));
    if (!isOwn || !from.includes('.contrib.')) return false;
    const isMoved = name === '' || moved.some((use) => use.name === name);
    return (
      isMoved && !kept.some((use) => use.module === from && (name === '' || use.name === name))
    );
  });
  return removeImportedNames(module, doomed);
}

function movedNotice(use: EngineUse, { target }: SwitchContext): readonly Notice[] {
  if (use.fate !== 'moves' || !/Field$/.test(use.name)) return [];
  const [source, successor] = successors[use.name] ?? anyIndex;
  const values = { field: use.name, successor: `${source}.${successor}`, engine: target.label };
  const code = use.name.startsWith('CI') ? 'django-field-collated' : 'django-field-moved';
  return [notice(code, placeIn(use.file, spanOf(use)), values)];
}

function leftNotice(use: EngineUse, { source, target }: SwitchContext): Notice {
  const values = { name: use.name, engine: source.label, target: target.label };
  const code = stopsMigrations(use) ? 'django-part-refused' : 'django-part-left';
  return notice(code, placeIn(use.file, spanOf(use)), values);
}

/** Whether the SQL that Django makes of it is an error elsewhere, and not only its values. */
function stopsMigrations({ name, call }: EngineUse): boolean {
  return call !== undefined && /^(?:ArrayField|ExclusionConstraint|\w+Index)$/.test(name);
}

function spanOf({ callee }: EngineUse) {
  return { start: callee.from, end: callee.to };
}
