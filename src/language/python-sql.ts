import { positional } from '../formats/python/arguments.ts';
import {
  nodesOf,
  type PythonModule,
  type PythonNode,
  parsePython,
  textOf,
} from '../formats/python/module.ts';
import { type StringLiteral, stringLiteral } from '../formats/python/string-literal.ts';
import { type EmbeddedSql, embeddedSql } from './embedded-sql.ts';
import { looksLikeSql } from './sql-verbs.ts';

/** Methods and functions whose first argument is SQL, by their last name. */
const takers = new Set(
  (
    'text execute executemany exec_driver_sql execute_values fetch fetchrow fetchval fetch_all ' +
    'fetch_one fetch_val iterate raw DDL read_sql read_sql_query mogrify RunSQL'
  ).split(' '),
);

/** `%s`, `%(name)s`, `:name` and `%%`; not the `::` of a cast. */
const placeholders = /%s|%\(\w+\)s|%%|(?<![:\w]):[A-Za-z_]\w*/;

/** The SQL in a Python file's strings, in text order. */
export function pythonSql(text: string): readonly EmbeddedSql[] {
  const { value: module } = parsePython(text);
  const literals = nodesOf(module.root, 'String', 'FormatString', 'ContinuedString').filter(
    ({ parent }) => parent?.name !== 'ContinuedString' && parent?.name !== 'ExpressionStatement',
  );
  return literals.flatMap((node) => {
    const literal = stringLiteral(module, node);
    if (!literal || literal.pieces.some(({ prefix }) => prefix.includes('b'))) return [];
    if (!isTaken(module, node) && !looksLikeSql(literal.value)) return [];
    const write = (written: string) => escapeFor(literal, written);
    return embeddedSql({ runs: literal.segments, write, placeholders });
  });
}

function isTaken(module: PythonModule, node: PythonNode): boolean {
  const call = node.parent?.parent;
  if (call?.name !== 'CallExpression' || !call.firstChild) return false;
  const name = textOf(module, call.firstChild).replace(/^.*\./s, '');
  return takers.has(name) && positional(module, call, 0)?.value.from === node.from;
}

function escapeFor({ pieces: [piece], segments }: StringLiteral, text: string): string | undefined {
  if (!piece) return undefined;
  const { prefix, quote } = piece;
  const isFormat = prefix.includes('f');
  const percents = segments.some(({ value }) => /%s|%\(\w+\)s/.test(value));
  const doubled = percents ? text.replaceAll('%', '%%') : text;
  const braced = isFormat ? doubled.replace(/[{}]/g, '$&$&') : doubled;
  if (prefix.includes('r')) return braced.includes(quote[0] ?? '') ? undefined : braced;
  const escaped = braced.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`);
  return quote.length === 3 ? escaped : escaped.replaceAll('\n', '\\n');
}
