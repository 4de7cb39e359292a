import { positional } from '../formats/python/arguments.ts';
import {
  enclosing,
  nodesOf,
  type PythonModule,
  type PythonNode,
  parsePython,
  textOf,
} from '../formats/python/module.ts';
import {
  escapedFor,
  type StringLiteral,
  type StringPiece,
  stringLiteral,
} from '../formats/python/string-literal.ts';
import { pythonApiDiagnostics } from './api/api-diagnostics.ts';
import { codeDocument } from './code-document.ts';
import { concatenationOf } from './concatenation.ts';
import { type EmbeddedSql, embeddedSql, type LiteralRun } from './embedded-sql.ts';
import { lineStart, type SqlDocument } from './sql-document.ts';
import { looksLikeSql } from './sql-verbs.ts';

/** Methods and functions whose first argument is SQL, by their last name. */
const takers = new Set(
  (
    'text execute executemany exec_driver_sql execute_values fetch fetchrow fetchval fetch_all ' +
    'fetch_one fetch_val iterate raw DDL read_sql read_sql_query mogrify RunSQL'
  ).split(' '),
);

const strings = ['String', 'FormatString', 'ContinuedString'] as const;

/** A Python file with the SQL in its strings. */
export function readPython(text: string): SqlDocument {
  const { value: module } = parsePython(text);
  const passages = sqlOfModule(module);
  return codeDocument(text, passages, {
    commentMark: '#',
    comments: nodesOf(module.root, 'Comment').map(({ from, to }) => ({ start: from, end: to })),
    api: pythonApiDiagnostics(module),
    opaqueAt: (at) => opaqueAt(module, at),
  });
}

/** The start of the string that a line's beginning lies in, or of the line that it continues. */
function opaqueAt({ text, root }: PythonModule, at: number): number | undefined {
  const string = enclosing(root.resolveInner(at, 0), ...strings);
  if (string && string.name !== 'ContinuedString' && string.from < at) return string.from;
  const continued = /\\\r?\n$/.exec(text.slice(Math.max(0, at - 3), at));
  return continued ? lineStart(text, at - 1) : undefined;
}

/** The SQL in the strings of a module, in text order; strings that `+` joins are one. */
export function sqlOfModule(module: PythonModule): readonly EmbeddedSql[] {
  const literals = nodesOf(module.root, ...strings).filter(
    ({ parent }) => parent?.name !== 'ContinuedString' && parent?.name !== 'ExpressionStatement',
  );
  return literals.flatMap((node) => {
    const { whole, operands } = concatenationOf(module.text, node);
    const read = operands.map((operand) => stringLiteral(module, operand));
    const first = read.find((literal) => literal !== undefined);
    if (first?.node.from !== node.from) return [];
    const pieces = read.flatMap((literal) => literal?.pieces ?? []);
    if (pieces.some(({ prefix }) => prefix.includes('b'))) return [];
    const runs = operands.flatMap((operand, index) => runsOf(module, operand, read[index]));
    const value = runs.map((run) => run.value).join('');
    if (!isTaken(module, whole) && !looksLikeSql(value)) return [];
    return embeddedSql({
      runs,
      write: (text, at) => escapedFor({ pieces: pieceAt(pieces, at) }, text),
    });
  });
}

function runsOf(
  module: PythonModule,
  operand: PythonNode,
  literal: StringLiteral | undefined,
): readonly LiteralRun[] {
  if (literal) return literal.segments;
  const { from, to } = operand;
  return [{ kind: 'outer', start: from, end: to, value: textOf(module, operand) }];
}

function pieceAt(pieces: readonly StringPiece[], at: number): readonly StringPiece[] {
  return pieces.filter(({ content }) => content.start <= at && at <= content.end);
}

function isTaken(module: PythonModule, node: PythonNode): boolean {
  const call = node.parent?.parent;
  if (call?.name !== 'CallExpression' || !call.firstChild) return false;
  const name = textOf(module, call.firstChild).replace(/^.*\./s, '');
  return takers.has(name) && positional(module, call, 0)?.value.from === node.from;
}
