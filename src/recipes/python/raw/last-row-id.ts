import type { TextEdit } from '../../../core/edit.ts';
import { type Notice, notice } from '../../../core/notice.ts';
import { positional } from '../../../formats/python/arguments.ts';
import {
  enclosing,
  nodesOf,
  type PythonModule,
  type PythonNode,
  textOf,
} from '../../../formats/python/module.ts';
import { type StringLiteral, stringLiteral } from '../../../formats/python/string-literal.ts';
import type { Schema } from '../../../sql/schema.ts';
import type { RawFile } from '../../facts/raw-files.ts';
import { fileSchemaOf } from '../../facts/raw-schema.ts';
import { assignedValue } from '../../facts/sqlalchemy-engines.ts';
import { placeIn } from '../../python-files.ts';
import type { SwitchContext } from '../../recipe.ts';
import type { Rewritten } from './statement-rewriting.ts';

/** How the code that is rewritten waits, and reads a row. */
export interface RowReading {
  readonly style: 'sync' | 'async';
  readonly byNumber: boolean;
}

/** `cursor.lastrowid` becomes what the statement itself returns: `INSERT ... RETURNING id`. */
export function lastRowIdEdits(
  raw: RawFile,
  reading: RowReading,
  context: SwitchContext,
): Rewritten {
  const { file } = raw;
  const { module } = file;
  const uses = nodesOf(module.root, 'MemberExpression').filter(({ lastChild }) => {
    return lastChild?.name === 'PropertyName' && textOf(module, lastChild) === 'lastrowid';
  });
  const edits: TextEdit[] = [];
  const notices: Notice[] = [];
  for (const use of uses) {
    const made = lastRowIdEdit(raw, use, reading, context);
    if (made) edits.push(...made);
    else {
      const at = placeIn(file, { start: use.from, end: use.to });
      notices.push(notice('raw-last-row-id', at, { engine: context.target.label }));
    }
  }
  return { edits, notices };
}

function lastRowIdEdit(
  raw: RawFile,
  use: PythonNode,
  { style, byNumber }: RowReading,
  { project }: SwitchContext,
): readonly TextEdit[] | undefined {
  const { module } = raw.file;
  const cursor = use.firstChild ?? undefined;
  const call = cursor && executionOf(raw, cursor);
  const value = call && positional(module, call, 0)?.value;
  const literal = value && literalOf(module, value);
  const table = literal && insertedInto.exec(literal.value)?.[1];
  const key = table && keyOf(fileSchemaOf(project), table);
  const end = literal ? endOfStatement(literal) : undefined;
  if (!cursor || !key || end === undefined) return undefined;
  const row = `${textOf(module, cursor)}.fetchone()`;
  const fetched = style === 'async' ? `(await ${row})` : row;
  const newText = `${fetched}[${byNumber ? '0' : `"${key}"`}]`;
  return [
    { start: end, end, newText: ` RETURNING ${key}` },
    { start: use.from, end: use.to, newText },
  ];
}

const insertedInto = /^\s*insert\s+(?:or\s+\w+\s+)?into\s+["`]?(\w+)/i;

/** The call before a place whose result, or whose cursor, is this one. */
function executionOf({ file: { module }, executes }: RawFile, cursor: PythonNode) {
  const direct = executes.find(({ from, to }) => from === cursor.from && to === cursor.to);
  if (direct) return direct;
  const name = textOf(module, cursor);
  const scope = enclosing(cursor, 'FunctionDefinition');
  return executes
    .filter((call) => call.to <= cursor.from && sameScope(call, scope))
    .filter((call) => {
      const object = call.firstChild?.firstChild;
      const outer = call.parent?.name === 'AwaitExpression' ? call.parent : call;
      const target = outer.parent?.name === 'AssignStatement' ? outer.parent.firstChild : null;
      const alias = outer.nextSibling?.name === 'as' ? outer.nextSibling.nextSibling : null;
      return [object, target, alias].some((node) => node && textOf(module, node) === name);
    })
    .at(-1);
}

function sameScope(call: PythonNode, scope: PythonNode | undefined): boolean {
  return enclosing(call, 'FunctionDefinition')?.from === scope?.from;
}

function literalOf(module: PythonModule, value: PythonNode): StringLiteral | undefined {
  const literal = stringLiteral(module, value);
  if (literal || value.name !== 'VariableName') return literal;
  const assigned = assignedValue(module, value);
  return assigned && stringLiteral(module, assigned);
}

/** The primary key of one column, as the project's own definition of the table says. */
function keyOf(schema: Schema, table: string): string | undefined {
  const { primaryKey = [] } = schema.tables.get(table.toLowerCase()) ?? {};
  return primaryKey.length === 1 ? primaryKey[0] : undefined;
}

/** Behind the last word of a statement, before its semicolon; none where it returns something. */
function endOfStatement({ segments, value }: StringLiteral): number | undefined {
  if (/\breturning\b/i.test(value)) return undefined;
  const last = segments.findLast(({ kind, value: text }) => kind === 'text' && text.trim() !== '');
  if (!last) return undefined;
  return last.start + last.value.replace(/[\s;]+$/, '').length;
}
