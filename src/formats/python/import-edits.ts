import type { TextEdit } from '../../core/edit.ts';
import { oncePer } from '../../core/once-per.ts';
import {
  ensureImported,
  ensureModuleImported,
  type ImportedName,
  importsOf,
  removeImportedNames,
  removeStatement,
  replaceNames,
} from './imports.ts';
import { nodesOf, type PythonModule, type PythonNode, textOf } from './module.ts';

/** A name that new code needs: `from source import name`, `as local` where that differs. */
export interface NewImport {
  readonly source: string;
  /** Empty for `import source`. */
  readonly name: string;
  readonly local: string;
}

/** Source text that names something of another module, with what has to be imported for it. */
export interface Reference {
  readonly text: string;
  readonly imports: readonly NewImport[];
}

/**
 * How this file can name `source.name`: by an import that it has, through a module that it has
 * imported (`sa.JSON`), or by a new import, under another name where the own one is taken.
 */
export function referenceTo(module: PythonModule, source: string, name: string): Reference {
  const imports = importsOf(module).filter(({ statement }) => statement.parent?.name === 'Script');
  const own = imports.find((found) => found.module === source && found.name === name);
  if (own) return { text: own.local, imports: [] };
  const whole = imports.find((found) => found.module === source && !found.name);
  const named = imports.some((found) => found.module === source && found.name);
  if (whole && (!named || isTaken(module, name))) {
    const path = whole.local === source.split('.')[0] ? source : whole.local;
    return { text: `${path}.${name}`, imports: [] };
  }
  if (imports.some((found) => found.module === source && found.name === '*')) {
    return { text: name, imports: [] };
  }
  const local = isTaken(module, name) ? freeName(module, `Sql${name}`) : name;
  return { text: local, imports: [{ source, name, local }] };
}

/** Like `referenceTo` for a whole module: `uuid` in `uuid.uuid4`. */
export function moduleReference(module: PythonModule, source: string): Reference {
  const whole = importsOf(module).find(
    (found) => found.module === source && !found.name && found.statement.parent?.name === 'Script',
  );
  if (whole) return { text: whole.local, imports: [] };
  return { text: source, imports: [{ source, name: '', local: source }] };
}

/** Whether the file uses this name for anything at all. */
export function isTaken(module: PythonModule, name: string): boolean {
  return namesIn(module).has(name);
}

function freeName(module: PythonModule, name: string): string {
  return isTaken(module, name) ? freeName(module, `${name}_`) : name;
}

const namesIn = oncePer((module: PythonModule): ReadonlySet<string> => {
  const nodes = nodesOf(module.root, 'VariableName').filter((node) => !isKeyword(node));
  return new Set(nodes.map((node) => textOf(module, node)));
});

/** Whether a name is the keyword of an argument. */
function isKeyword(node: PythonNode): boolean {
  return node.parent?.name === 'ArgList' && node.nextSibling?.name === 'AssignOp';
}

/**
 * The imports whose names nothing uses once `edits` are made: every use lies in a replaced span and
 * no new text says the name. Names in strings (annotations, `__all__`) count as uses.
 */
export function leftUnused(
  module: PythonModule,
  edits: readonly TextEdit[],
  candidates: readonly ImportedName[],
): readonly ImportedName[] {
  const statements = importsOf(module).map(({ statement }) => statement);
  const replaced = (node: PythonNode) =>
    edits.some(({ start, end }) => start <= node.from && node.to <= end);
  const inImport = (node: PythonNode) =>
    statements.some(({ from, to }) => from <= node.from && node.to <= to);
  const rest = nodesOf(module.root, 'VariableName', 'String').filter(
    (node) => !inImport(node) && !replaced(node),
  );
  const used = new Set(
    rest.filter(({ name }) => name === 'VariableName').map((node) => textOf(module, node)),
  );
  const quoted = [
    ...rest.filter(({ name }) => name === 'String').map((node) => textOf(module, node)),
    ...edits.map(({ newText }) => newText),
  ].join('\n');
  return candidates.filter(
    ({ local }) => !used.has(local) && !new RegExp(`\\b${local}\\b`).test(quoted),
  );
}

/** What a rewrite does to a file's imports. */
export interface ImportChanges {
  readonly added: readonly NewImport[];
  readonly removed: readonly ImportedName[];
}

/**
 * The edits for these changes. A `from` statement that loses all its names gets the new ones of its
 * module, or is replaced by the first new one that has no statement yet.
 */
export function importEdits(module: PythonModule, changes: ImportChanges): readonly TextEdit[] {
  const emptied = emptiedStatements(module, changes.removed);
  const added = bySource(changes.added);
  const free = new Set(emptied);
  const take = (passes: (source: string) => boolean): PythonNode | undefined => {
    const found = [...free].find((statement) =>
      passes(namesOf(module, statement)[0]?.module ?? ''),
    );
    if (found) free.delete(found);
    return found;
  };
  const edits = [...added].flatMap(([source, names]): readonly TextEdit[] => {
    if (names.length === 0) return ensureModuleImported(module, source);
    if (hasStatement(module, source, emptied)) {
      return ensureImported(module, source, names, emptied);
    }
    const own = take((other) => other === source);
    if (own) return replaceNames(namesOf(module, own), names.join(', '), new Set());
    const place = take((other) => !added.has(other));
    if (!place) return ensureImported(module, source, names, emptied);
    const newText = `from ${source} import ${names.join(', ')}`;
    return [{ start: place.from, end: place.to, newText }];
  });
  const partly = changes.removed.filter(({ statement }) => !includesNode(emptied, statement));
  return [
    ...edits,
    ...[...free].map((statement) => removeStatement(module, statement)),
    ...removeImportedNames(module, partly),
  ];
}

/** The names to import from each source, once each; none for the whole module. */
function bySource(added: readonly NewImport[]): ReadonlyMap<string, readonly string[]> {
  const sources = new Map<string, readonly string[]>();
  for (const { source, name, local } of added) {
    const names = sources.get(source) ?? [];
    const text = local === name ? name : `${name} as ${local}`;
    sources.set(source, name && !names.includes(text) ? [...names, text] : names);
  }
  return sources;
}

/** Top-level `from` statements all of whose names go. */
function emptiedStatements(
  module: PythonModule,
  removed: readonly ImportedName[],
): readonly PythonNode[] {
  const gone = new Set(removed.map(({ from }) => from));
  const statements = new Map(removed.map(({ statement }) => [statement.from, statement]));
  return [...statements.values()].filter(
    (statement) =>
      statement.parent?.name === 'Script' &&
      importsOf(module).every(
        (found) => found.statement.from !== statement.from || gone.has(found.from),
      ),
  );
}

/** The names that one statement imports. */
function namesOf(module: PythonModule, { from }: PythonNode): readonly ImportedName[] {
  return importsOf(module).filter(({ statement }) => statement.from === from);
}

function hasStatement(
  module: PythonModule,
  source: string,
  except: readonly PythonNode[],
): boolean {
  return importsOf(module).some(
    (found) =>
      found.module === source &&
      found.name !== '' &&
      found.statement.parent?.name === 'Script' &&
      !includesNode(except, found.statement),
  );
}

function includesNode(nodes: readonly PythonNode[], node: PythonNode): boolean {
  return nodes.some(({ from }) => from === node.from);
}
