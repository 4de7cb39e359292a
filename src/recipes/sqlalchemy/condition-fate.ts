import { positional } from '../../formats/python/arguments.ts';
import { nodesOf, type PythonModule, type PythonNode } from '../../formats/python/module.ts';
import { type StringLiteral, stringLiteral } from '../../formats/python/string-literal.ts';
import { callsSqliteFunction } from '../../sql/facts/sqlite-functions.ts';
import { parserIsLoaded } from '../../sql/parser.ts';
import type { Translation } from '../../sql/translate.ts';
import { translateExpression } from '../../sql/translate-expression.ts';
import { sqlFate } from '../facts/sql-fate.ts';
import type { SwitchContext } from '../recipe.ts';
import { columnSchemaAround } from './column-schema.ts';
import { calledMethod } from './type-uses.ts';

/** What becomes of a condition or an expression that is SQL text, or a construct with such text. */
export type ConditionFate =
  /** The target takes it as it is. */
  | { readonly kind: 'portable' }
  /** The target takes `sql` in the place of the literal. */
  | { readonly kind: 'translated'; readonly literal: StringLiteral; readonly sql: string }
  /** The target takes it and computes something else; `sql` gives there what it gives on the source. */
  | {
      readonly kind: 'differs';
      readonly literal: StringLiteral;
      readonly sql: string;
      readonly reason: string;
    }
  | { readonly kind: 'impossible'; readonly reason: string };

/** Judges the SQL in a condition; a construct with several texts is translated only as a whole. */
export function conditionFate(
  module: PythonModule,
  node: PythonNode,
  context: SwitchContext,
): ConditionFate {
  return sqlTexts(module, node)
    .map((literal) => fateOfLiteral(module, literal, context))
    .reduce(worse, { kind: 'portable' });
}

/** The text that a node is, or the texts of the `text("...")` in it. */
function sqlTexts(module: PythonModule, node: PythonNode): readonly StringLiteral[] {
  const own = stringLiteral(module, node);
  if (own) return [own];
  const inner = nodesOf(node, 'CallExpression');
  return (node.name === 'CallExpression' ? [node, ...inner] : inner)
    .filter((call) => /^(?:text|literal_column)$/.test(calledMethod(module, call)))
    .flatMap((call) => {
      const argument = positional(module, call, 0);
      return (argument && stringLiteral(module, argument.value)) ?? [];
    });
}

function worse(one: ConditionFate, other: ConditionFate): ConditionFate {
  if (one.kind === 'portable') return other;
  if (other.kind === 'portable' || one.kind === 'impossible') return one;
  return other.kind === 'impossible'
    ? other
    : { kind: 'impossible', reason: 'it has several texts of SQL' };
}

function fateOfLiteral(
  module: PythonModule,
  literal: StringLiteral,
  { source, target, project }: SwitchContext,
): ConditionFate {
  const { value, holes } = literal;
  if (holes.length > 0 || !parserIsLoaded()) return { kind: 'portable' };
  const schema = columnSchemaAround(project, module, literal.node, 't');
  const translation = translateExpression(value, { from: source.id, to: target.id, schema });
  const fate = sqlFate(value, translation, target);
  switch (fate.kind) {
    case 'impossible':
      return { kind: 'impossible', reason: reasonOf({ problems: fate.reasons }) };
    case 'translated':
      return { kind: 'translated', literal, sql: translation.sql };
    case 'stays':
      return givesOther(value, translation)
        ? { kind: 'differs', literal, sql: translation.sql, reason: reasonOf(translation) }
        : { kind: 'portable' };
    case 'unread':
      return { kind: 'portable' };
  }
}

function reasonOf({ problems }: Pick<Translation, 'problems'>): string {
  return problems[0]?.message ?? '';
}

/** Whether the target takes the text and computes something else: what it stores would be wrong. */
function givesOther(value: string, { sql, problems }: Translation): boolean {
  return (
    sql !== value &&
    !callsSqliteFunction(value) &&
    problems.some(({ asWritten }) => asWritten === 'differs') &&
    problems.every(({ fix }) => fix !== undefined)
  );
}
