import type { Node } from 'libpg-query';
import { quoteLiteral } from '../cast.ts';
import { quoteName } from '../identifier.ts';
import type { RuleContext } from '../rule-context.ts';
import type { Relation, Scope } from '../scope.ts';
import { join, sql, type Template } from '../template.ts';
import { as } from '../tree.ts';

/** The relation whose whole row an expression is: `t` in `row_to_json(t)`. */
function relationOf(node: Node, scope: Scope): Relation | undefined {
  const fields = as('ColumnRef', node)?.fields ?? [];
  const name = fields.length === 1 ? as('String', fields[0])?.sval : undefined;
  for (let inner: Scope | undefined = name ? scope : undefined; inner; inner = inner.parent) {
    if (inner.relations.some(({ columns }) => columns?.has(name ?? ''))) return undefined;
    const relation = inner.relations.find((item) => item.name === name);
    if (relation) return relation;
  }
  return undefined;
}

/** A row as an object of its columns; `undefined` for what is no row, or one of unknown columns. */
export function rowObject(node: Node, context: RuleContext): Template | undefined {
  const relation = relationOf(node, context.scope);
  if (!relation?.columns || relation.each) return undefined;
  const pairs = [...relation.columns].map(
    ([column]) => sql`${quoteLiteral(column)}, ${context.text(node)}.${quoteName(column)}`,
  );
  return sql`json_object(${join(pairs, ', ')})`;
}
