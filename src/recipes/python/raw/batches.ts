import type { TextEdit } from '../../../core/edit.ts';
import { argumentsOf, positional } from '../../../formats/python/arguments.ts';
import { calledName, callsOf } from '../../../formats/python/imports.ts';
import { type PythonModule, type PythonNode, textOf } from '../../../formats/python/module.ts';
import { type StringLiteral, stringLiteral } from '../../../formats/python/string-literal.ts';
import { psycopgFamily } from '../../facts/raw-family.ts';
import { assignedValue } from '../../facts/sqlalchemy-engines.ts';

/** A call of `execute_values` or `execute_batch`. */
export interface BatchCall {
  readonly call: PythonNode;
  /** The statement whose one `%s` stands for a row; only `execute_values` has it. */
  readonly rowStatement?: StringLiteral;
}

/** The calls of psycopg2's functions that run a statement for many rows. */
export function batchCallsOf(module: PythonModule): readonly BatchCall[] {
  const { functions } = psycopgFamily;
  return callsOf(module, module.root, (name) => functions.test(name)).map((call) => {
    const statement = positional(module, call, 1)?.value;
    const isRow = /values$/.test(calledName(module, call) ?? '');
    const literal = statement && isRow ? literalOf(module, statement) : undefined;
    return { call, ...(literal && { rowStatement: literal }) };
  });
}

function literalOf(module: PythonModule, value: PythonNode): StringLiteral | undefined {
  const literal = stringLiteral(module, value);
  if (literal || value.name !== 'VariableName') return literal;
  const assigned = assignedValue(module, value);
  return assigned && stringLiteral(module, assigned);
}

/** `execute_values(cursor, sql, rows)` is `cursor.executemany(sql, rows)`. */
export function batchEdits(module: PythonModule): readonly TextEdit[] {
  return batchCallsOf(module).flatMap(({ call, rowStatement }) => {
    const [cursor, statement, rows] = [0, 1, 2].map((at) => positional(module, call, at)?.value);
    if (!cursor || !statement || !rows || takesMore(module, call)) return [];
    const template = argumentsOf(module, call).find(({ name }) => name === 'template')?.value;
    const row = template && stringLiteral(module, template)?.value;
    const comma = module.text.indexOf(',', cursor.to) + 1;
    const isWrapped = module.text.slice(comma, statement.from).includes('\n');
    const start = isWrapped ? comma : statement.from;
    const end = module.text.slice(module.text.lastIndexOf('\n', call.to - 1), call.to);
    return [
      { start: call.from, end: start, newText: `${textOf(module, cursor)}.executemany(` },
      { start: rows.to, end: call.to, newText: isWrapped ? `,${end}` : ')' },
      ...(rowStatement ? rowEdits(rowStatement, row) : []),
    ];
  });
}

/** Rows that come back have no counterpart in `executemany`. */
export function takesMore(module: PythonModule, call: PythonNode): boolean {
  return argumentsOf(module, call).some(({ name, value }) => {
    return name === 'fetch' && textOf(module, value) === 'True';
  });
}

/** One placeholder for a row becomes one for each column that the statement names. */
function rowEdits({ value, segments }: StringLiteral, template: string | undefined) {
  const columns = /\(([^()]*)\)\s*VALUES\s*%s/i.exec(value)?.[1]?.split(',').length ?? 0;
  const row = template?.replaceAll('%s', '?') ?? `(${Array(columns).fill('?').join(', ')})`;
  if (columns === 0 && template === undefined) return [];
  return segments.flatMap(({ kind, start, value: text }): readonly TextEdit[] => {
    const at = kind === 'text' ? text.indexOf('%s') : -1;
    return at < 0 ? [] : [{ start: start + at, end: start + at + 2, newText: row }];
  });
}
