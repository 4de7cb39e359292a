import type { TextEdit } from '../../core/edit.ts';
import type { PythonModule, PythonNode } from '../../formats/python/module.ts';
import {
  replaceString,
  type StringLiteral,
  stringLiteral,
} from '../../formats/python/string-literal.ts';
import { parserIsLoaded } from '../../sql/parser.ts';
import { translate } from '../../sql/translate.ts';
import { assignedValue } from '../facts/sqlalchemy-engines.ts';
import type { SwitchContext } from '../recipe.ts';

/** A statement for the other driver, with what is not sure about it. */
export interface RawStatement {
  readonly edits: readonly TextEdit[];
  /** Problems of the translation, in words; or that the text is made at run time. */
  readonly doubts: readonly string[];
}

/** The literal that an argument is, or that its name holds in this file. */
export function statementLiteral(
  module: PythonModule,
  value: PythonNode,
): StringLiteral | undefined {
  const literal = stringLiteral(module, value);
  if (literal || value.name !== 'VariableName') return literal;
  const assigned = assignedValue(module, value);
  return assigned && stringLiteral(module, assigned);
}

/** psycopg's placeholders; `%%` is a percent sign where there are parameters. */
const placeholder = /%%|%\((\w+)\)[sbt]|%[sbt]/g;

/** Rewrites a statement with psycopg's placeholders for sqlite3, in the target's SQL. */
export function rawStatement(
  literal: StringLiteral,
  hasParameters: boolean,
  { source, target }: SwitchContext,
): RawStatement {
  if (literal.holes.length > 0) {
    return { edits: placeholderEdits(literal, hasParameters), doubts: ['made at run time'] };
  }
  const names: string[] = [];
  const numbered = literal.value.replace(placeholder, (whole, name: string | undefined) => {
    if (!hasParameters) return whole;
    if (whole === '%%') return '%';
    names.push(name ?? '');
    return `$${names.length}`;
  });
  if (!parserIsLoaded()) return { edits: placeholderEdits(literal, hasParameters), doubts: [] };
  const { sql, problems } = translate(numbered, { from: source.id, to: target.id });
  const doubts = problems
    .filter(({ severity }) => severity !== 'info')
    .map(({ message }) => message);
  if (sql === numbered) return { edits: placeholderEdits(literal, hasParameters), doubts };
  return { edits: [replaceString(literal, withPlaceholders(sql, names))], doubts };
}

/** `?` in the order of the parameters; numbered where the translation has another order. */
function withPlaceholders(sql: string, names: readonly string[]): string {
  const order = [...sql.matchAll(/\$(\d+)/g)].map(([, digits]) => Number(digits));
  const inOrder =
    order.length === names.length && order.every((value, index) => value === index + 1);
  return sql.replace(/\$(\d+)/g, (_, digits: string) => {
    const name = names[Number(digits) - 1];
    if (name) return `:${name}`;
    return inOrder ? '?' : `?${digits}`;
  });
}

function placeholderEdits(literal: StringLiteral, hasParameters: boolean): readonly TextEdit[] {
  if (!hasParameters) return [];
  return literal.segments.flatMap(({ kind, start, value }) =>
    kind === 'text'
      ? [...value.matchAll(placeholder)].map(({ 0: whole, 1: name, index }) => ({
          start: start + index,
          end: start + index + whole.length,
          newText: whole === '%%' ? '%' : name ? `:${name}` : '?',
        }))
      : [],
  );
}
