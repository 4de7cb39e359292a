import { positional } from '../../formats/python/arguments.ts';
import { calledName } from '../../formats/python/imports.ts';
import { nodesOf, type PythonModule, textOf } from '../../formats/python/module.ts';
import { type StringLiteral, stringLiteral } from '../../formats/python/string-literal.ts';
import type { ColumnCall, ServerDefault } from './columns.ts';
import {
  arrayLiteral,
  type PortableDefault,
  portableDefault,
  portableFunction,
} from './portable-default.ts';

/** A server default as it is written, and what it comes to on the other database. */
export interface DefaultSource {
  readonly portable: PortableDefault;
  /** The literal, where the default is one or is SQL text in one. */
  readonly literal?: StringLiteral;
  /** `sql`: `text("now()")`. `value`: `"now()"`. `function`: `func.now()`. */
  readonly form: 'sql' | 'value' | 'function';
}

/** Reads a server default; nothing for objects that SQLAlchemy writes for each database itself. */
export function readServerDefault(
  module: PythonModule,
  { column, value }: ServerDefault,
  dialect: string,
): DefaultSource | undefined {
  const plain = stringLiteral(module, value);
  if (plain) {
    return { portable: plainDefault(module, column, plain), literal: plain, form: 'value' };
  }
  if (value.name !== 'CallExpression') return undefined;
  const name = calledName(module, value) ?? '';
  if (/(?:^|\.)(?:text|literal_column)$/.test(name)) {
    const sql = positional(module, value, 0);
    const literal = sql && stringLiteral(module, sql.value);
    if (!literal || literal.holes.length > 0) return undefined;
    const portable = sqlDefault(module, column, { sql: literal.value, dialect });
    return { portable, literal, form: 'sql' };
  }
  const called = /(?:^|\.)func\.(\w+)$/.exec(name)?.[1];
  if (!called) return undefined;
  const inner = nodesOf(value, 'CallExpression').map((call) => calledName(module, call) ?? '');
  const names = inner.map((each) => each.slice(each.lastIndexOf('.') + 1));
  return { portable: portableFunction(called, names, dialect), form: 'function' };
}

function plainDefault(
  module: PythonModule,
  column: ColumnCall,
  { value, holes }: StringLiteral,
): PortableDefault {
  if (holes.length > 0) return { kind: 'portable' };
  if (isBoolean(module, column) && /^(?:t|true|yes|on|f|false|no|off)$/i.test(value)) {
    return { kind: 'sql', text: /^(?:t|y|on)/i.test(value) ? 'true' : 'false' };
  }
  if (isArray(module, column) && value.startsWith('{')) return arrayLiteral(value);
  return /^(?:now\(\)|current_timestamp)$/i.test(value)
    ? { kind: 'sql', text: 'CURRENT_TIMESTAMP' }
    : { kind: 'portable' };
}

function sqlDefault(
  module: PythonModule,
  column: ColumnCall,
  { sql, dialect }: { readonly sql: string; readonly dialect: string },
): PortableDefault {
  const text = sql.trim();
  if (isBoolean(module, column)) {
    const word = /^\(?'?(t|true|f|false|1|0)'?\)?$/i.exec(text)?.[1];
    if (word) {
      const literal = /^[t1]/i.test(word) ? 'true' : 'false';
      return literal === text.toLowerCase() ? { kind: 'portable' } : { kind: 'sql', text: literal };
    }
  }
  const array = /^'(\{[^']*\})'$/.exec(text)?.[1];
  if (array !== undefined && isArray(module, column)) return arrayLiteral(array);
  return portableDefault(text, dialect);
}

/** Whether a column holds booleans, by its type or its annotation. */
export function isBoolean(module: PythonModule, { type, annotation }: ColumnCall): boolean {
  if (type) return /\b(?:Boolean|BOOLEAN)\b/.test(textOf(module, type));
  return /^(?:\w+\.)*(?:Mapped\[)?(?:Optional\[)?bool\b/.test(annotation);
}

/** Whether a column holds a PostgreSQL array. */
export function isArray(module: PythonModule, { type }: ColumnCall): boolean {
  return type !== undefined && /\bARRAY\b/.test(textOf(module, type));
}

/** Whether a column keeps UUIDs as text, so that a new one has to be text with hyphens. */
export function keepsText(module: PythonModule, { type, annotation }: ColumnCall): boolean {
  if (!type) return /\bstr\b/.test(annotation);
  const text = textOf(module, type);
  return /as_uuid\s*=\s*False|\b(?:String|Text|CHAR|VARCHAR|TEXT|Unicode)\b/.test(text);
}
