import { type Notice, notice } from '../../../core/notice.ts';
import { argumentsOf } from '../../../formats/python/arguments.ts';
import { dictionaryOf } from '../../../formats/python/dictionary.ts';
import { importsOf } from '../../../formats/python/imports.ts';
import {
  nodesOf,
  type PythonModule,
  type PythonNode,
  textOf,
} from '../../../formats/python/module.ts';
import { psycopgFamily } from '../../facts/raw-family.ts';
import { type RawFile, rawCodeOf } from '../../facts/raw-files.ts';
import { folderOf, type Project } from '../../project.ts';
import { placeIn } from '../../python-files.ts';
import { cursorCalls } from './connections.ts';
import { commonRowKind, type RowKind, rowKindOf } from './sqlite3-names.ts';

/**
 * What the rows of a file's connections are to be: as it asks itself and, where other files can get
 * a connection from it, as those ask.
 */
export function rowKindOfFile(project: Project, raw: RawFile): RowKind {
  const { files } = rawCodeOf(project, psycopgFamily);
  const others = files.filter(
    (each) => each !== raw && each.connects.length + each.pools.length === 0,
  );
  const users = isImported(files, raw) ? [raw, ...others] : [raw];
  const set = new Set(users.flatMap(kindsOfConnections));
  const cursors = users.flatMap(({ file: { module } }) =>
    cursorCalls(module).map((call) => factoryKind(module, call)),
  );
  // A cursor that asks for nothing gives what its connection says: tuples, if that says nothing.
  const asked = cursors.map((kind) => kind ?? (set.size > 0 ? undefined : 'tuple'));
  return commonRowKind(new Set([...set, ...asked.flatMap((kind) => kind ?? [])]));
}

function isImported(files: readonly RawFile[], { file: { path } }: RawFile): boolean {
  const name = (path.endsWith('/__init__.py') ? folderOf(path) : path).replace(/\.py$/, '');
  const last = name.slice(name.lastIndexOf('/') + 1);
  return files.some(({ file: { module } }) =>
    importsOf(module).some((found) => {
      return found.module.split('.').at(-1) === last || found.name === last;
    }),
  );
}

/** The kinds that connections and pools of a file ask for. */
function kindsOfConnections({ file: { module }, connects, pools }: RawFile): readonly RowKind[] {
  const atOpening = [...connects, ...pools].flatMap((call) => factoryKind(module, call) ?? []);
  const assigned = factoryAssignments(module).flatMap(({ lastChild }) => {
    return (lastChild && rowKindOf(textOf(module, lastChild))) ?? [];
  });
  return [...atOpening, ...assigned];
}

const factoryKeywords = /^(?:cursor_factory|row_factory)$/;

function factoryKind(module: PythonModule, call: PythonNode): RowKind | undefined {
  const inside = argumentsOf(module, call).flatMap(({ name, value }) => {
    const entries = name === 'kwargs' ? (dictionaryOf(module, value)?.entries ?? []) : [];
    return [
      { name, value },
      ...entries.map(({ key, value: inner }) => ({ name: key, value: inner })),
    ];
  });
  const factory = inside.find(({ name }) => factoryKeywords.test(name));
  return factory && rowKindOf(textOf(module, factory.value));
}

/** `connection.row_factory = dict_row`, which the function that opens the database says already. */
export function factoryAssignments(module: PythonModule): readonly PythonNode[] {
  return nodesOf(module.root, 'AssignStatement').filter(({ firstChild, lastChild }) => {
    const property = firstChild?.name === 'MemberExpression' ? firstChild.lastChild : null;
    const isFactory = property && factoryKeywords.test(textOf(module, property));
    return isFactory && lastChild && rowKindOf(textOf(module, lastChild)) !== undefined;
  });
}

/** Cursors that gave dicts beside others that gave tuples now give what is a bit of both. */
export function mixedRows({ file }: RawFile, kind: RowKind): readonly Notice[] {
  const [first] =
    kind === 'both'
      ? cursorCalls(file.module).filter((call) => {
          return factoryKind(file.module, call) === 'dict';
        })
      : [];
  if (!first) return [];
  return [notice('raw-rows', placeIn(file, { start: first.from, end: first.to }), {})];
}
