import type { TextEdit } from '../../core/edit.ts';
import { type Notice, notice } from '../../core/notice.ts';
import { argumentsOf, positional } from '../../formats/python/arguments.ts';
import { callsOf } from '../../formats/python/imports.ts';
import { nodesOf, type PythonNode, textOf } from '../../formats/python/module.ts';
import { replaceString, stringLiteral } from '../../formats/python/string-literal.ts';
import { isSchemaScript, twinOf } from '../../sql/schema-scripts.ts';
import type { RawFile } from '../facts/raw-psycopg.ts';
import { type PythonFile, placeIn } from '../python-files.ts';
import type { SwitchContext } from '../recipe.ts';
import { isOfServer } from '../workspace/schema-scripts.ts';
import { rawStatement, statementLiteral } from './raw-statements.ts';

interface StatementEdits {
  readonly edits: readonly TextEdit[];
  readonly notices: readonly Notice[];
}

/** The statements that are executed, with the other driver's placeholders. */
export function executeEdits({ file, executes }: RawFile, context: SwitchContext): StatementEdits {
  const rewritten = executes.map((call) => executeEdit(file, call, context));
  return {
    edits: rewritten.flatMap(({ edits }) => edits),
    notices: rewritten.flatMap(({ notices }) => notices),
  };
}

function executeEdit(file: PythonFile, call: PythonNode, context: SwitchContext): StatementEdits {
  const { module } = file;
  const all = argumentsOf(module, call);
  const text = positional(module, call, 0)?.value;
  const method = call.firstChild?.lastChild;
  if (!text || !method) return { edits: [], notices: [] };
  const literal = statementLiteral(module, text);
  if (literal) {
    const { edits, doubts } = rawStatement(literal, all.length > 1, context);
    return { edits, notices: doubts.map((doubt) => doubtNotice(file, text, doubt, context)) };
  }
  if (all.length === 1 && /\.read(?:_text)?\([^()]*\)$/.test(textOf(module, text))) {
    const { from: start, to: end } = method;
    const script = { start, end, newText: 'executescript' };
    return { edits: [script, ...twinEdits(file, text, context)], notices: [] };
  }
  return { edits: [], notices: [doubtNotice(file, text, 'made at run time', context)] };
}

/** The script's form for the target is beside it, under a name of its own. */
function twinEdits(
  { module }: PythonFile,
  read: PythonNode,
  { project }: SwitchContext,
): readonly TextEdit[] {
  const [name] = nodesOf(read, 'String').flatMap((node) => stringLiteral(module, node) ?? []);
  const scripts = [...project.files.values()].filter(({ path, text }) => {
    return isSchemaScript(path, text) && isOfServer(text);
  });
  const isOne = name && scripts.some(({ path }) => `/${path}`.endsWith(`/${name.value}`));
  return isOne ? [replaceString(name, twinOf(name.value))] : [];
}

function doubtNotice(
  file: PythonFile,
  { from: start, to: end }: PythonNode,
  doubt: string,
  { target }: SwitchContext,
): Notice {
  const at = placeIn(file, { start, end });
  return notice('raw-sql-doubt', at, { engine: target.label, reason: doubt });
}

const batches = /^psycopg2\.extras\.execute_(?:values|batch)$/;

/** `execute_values(cursor, sql, rows)` is `cursor.executemany(sql, rows)`. */
export function batchEdits({ file }: RawFile, context: SwitchContext): StatementEdits {
  const { module } = file;
  const rewritten = callsOf(module, module.root, (name) => batches.test(name)).map((call) => {
    const [cursor, statement, rows] = [0, 1, 2].map(
      (index) => positional(module, call, index)?.value,
    );
    const literal = statement && stringLiteral(module, statement);
    if (!cursor || !literal || !rows) return { edits: [], notices: [] };
    const sql = withRow(literal.value.replaceAll('%s', '?'));
    const quote = /["']{1,3}/.exec(textOf(module, statement))?.[0] ?? '"';
    const source = `${quote}${sql}${quote}`;
    const newText = `${textOf(module, cursor)}.executemany(${source}, ${textOf(module, rows)})`;
    const doubts = literal.holes.length > 0 ? ['made at run time'] : [];
    const notices = doubts.map((doubt) => doubtNotice(file, statement, doubt, context));
    return { edits: [{ start: call.from, end: call.to, newText }], notices };
  });
  return {
    edits: rewritten.flatMap(({ edits }) => edits),
    notices: rewritten.flatMap(({ notices }) => notices),
  };
}

/** One placeholder for a row becomes one for each column that the statement names. */
function withRow(sql: string): string {
  return sql.replace(/\(([^()]*)\)(\s*VALUES\s*)\?/i, (_, columns: string, values: string) => {
    const places = columns.split(',').map(() => '?');
    return `(${columns})${values}(${places.join(', ')})`;
  });
}
