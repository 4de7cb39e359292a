import type { TextEdit } from '../../core/edit.ts';
import { type Notice, notice } from '../../core/notice.ts';
import { insertDefinition } from '../../formats/python/blocks.ts';
import {
  ensureImported,
  ensureStandardModule,
  importsOf,
  qualifiedName,
  removeStatement,
} from '../../formats/python/imports.ts';
import { childrenOf, nodesOf, type PythonNode, textOf } from '../../formats/python/module.ts';
import { isDriverName, type RawFile } from '../facts/raw-psycopg.ts';
import { placeIn } from '../python-files.ts';
import type { SwitchContext } from '../recipe.ts';
import { connectEdits, cursorEdits, dictFactories, stateEdits } from './raw-connections.ts';
import { batchEdits, executeEdits } from './raw-executes.ts';
import { helperCode } from './raw-helper.ts';
import { type RowKind, sqlite3Name } from './raw-names.ts';

/** What becomes of a file, and what the user has to look at. */
export interface RawRewrite {
  readonly edits: readonly TextEdit[];
  readonly notices: readonly Notice[];
}

/** All edits after which a file uses sqlite3; none if something in it has no counterpart. */
export function rewriteRawFile(raw: RawFile, rows: RowKind, context: SwitchContext): RawRewrite {
  const { file, connects } = raw;
  const { module } = file;
  const statements = [executeEdits(raw, context), batchEdits(raw, context)];
  const code = [
    ...connects.flatMap((call) => connectEdits(file, call, context)),
    ...cursorEdits(file),
    ...stateEdits(file),
    ...statements.flatMap(({ edits }) => edits),
  ];
  const names = nameEdits(raw, code);
  const unknown = names.unknown.map((node) => {
    const at = placeIn(file, { start: node.from, end: node.to });
    const values = { name: textOf(module, node), engine: context.target.label };
    return notice('raw-driver-obstacle', at, values);
  });
  if (unknown.length > 0) return { edits: [], notices: unknown };
  const all = [...code, ...names.edits];
  if (all.length === 0) return { edits: [], notices: [] };
  const helper = connects.length > 0 ? helperEdits(raw, rows, context) : [];
  return {
    edits: [...all, ...helper, ...importEdits(raw, all)],
    notices: [...rowNotices(raw, rows), ...statements.flatMap(({ notices }) => notices)],
  };
}

/** Cursors that gave dicts beside others that gave tuples now give what is a bit of both. */
function rowNotices({ file }: RawFile, rows: RowKind): readonly Notice[] {
  const [first] = rows === 'row' ? dictFactories(file) : [];
  if (!first) return [];
  return [notice('raw-rows', placeIn(file, { start: first.from, end: first.to }), {})];
}

/** Names of the driver outside of what is rewritten as a whole. */
function nameEdits({ file: { module } }: RawFile, code: readonly TextEdit[]) {
  const edits: TextEdit[] = [];
  const unknown: PythonNode[] = [];
  for (const node of nodesOf(module.root, 'MemberExpression', 'VariableName')) {
    const { parent, from: start, to: end } = node;
    if (parent?.name === 'ImportStatement') continue;
    if (parent?.name === 'MemberExpression' && parent.firstChild?.from === start) continue;
    const isKeyword = parent?.name === 'ArgList' && node.nextSibling?.name === 'AssignOp';
    const name = isKeyword ? undefined : qualifiedName(module, node);
    if (!name || !isDriverName(name)) continue;
    if (code.some((edit) => edit.start <= start && edit.end >= end && edit.end > edit.start))
      continue;
    const newText = sqlite3Name(name);
    if (newText) edits.push({ start, end, newText });
    else unknown.push(node);
  }
  return { edits, unknown };
}

function helperEdits(
  { file: { module } }: RawFile,
  rows: RowKind,
  { target }: SwitchContext,
): readonly TextEdit[] {
  const imported = importsOf(module).filter(({ name }) => name === '');
  const modules = new Set(imported.map(({ module: name }) => name));
  const lines = helperCode(target, rows, modules);
  const code = lines.join(module.lineEnd) + module.lineEnd;
  const imports = childrenOf(module.root).filter(({ name }) => name === 'ImportStatement');
  const last = imports.at(-1);
  return last ? [insertDefinition(module, last, code)] : [];
}

/** The driver's imports go; the first of them makes room for sqlite3. */
function importEdits({ file, connects }: RawFile, code: readonly TextEdit[]): readonly TextEdit[] {
  const { module } = file;
  const texts = code.map(({ newText }) => newText).join('\n');
  const doomed = importsOf(module).filter((found) => isDriverName(found.module));
  const statements = [
    ...new Map(doomed.map(({ statement }) => [statement.from, statement])).values(),
  ];
  const [first, ...others] = statements;
  const needed = connects.length > 0 || texts.includes('sqlite3.');
  const closes = texts.includes('closing(');
  const fresh = [
    ...(needed ? ['import sqlite3'] : []),
    ...(closes ? ['from contextlib import closing'] : []),
  ];
  const standard = ['os', 'json'].filter((name) => texts.includes(`${name}.`));
  return [
    ...(first && fresh.length > 0
      ? [{ start: first.from, end: first.to, newText: fresh.join(module.lineEnd) }]
      : []),
    ...(first && fresh.length === 0 ? [removeStatement(module, first)] : []),
    ...(!first && closes ? ensureImported(module, 'contextlib', ['closing']) : []),
    ...others.map((statement) => removeStatement(module, statement)),
    ...standard.flatMap((name) => ensureStandardModule(module, name)),
  ];
}
