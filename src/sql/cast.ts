import type { Node, TypeCast } from 'libpg-query';
import type { Finding } from './rule.ts';
import type { RuleContext } from './rule-context.ts';
import { type SqlType, typeOfTypeName } from './sql-type.ts';
import type { Template } from './template.ts';

/** A conversion, whichever of PostgreSQL's three ways it is written in. */
export interface Cast {
  readonly argument: Node;
  /** The argument's type, where it is known. */
  readonly from: SqlType | undefined;
  readonly to: SqlType;
  /** `CAST(x AS t)`, the form that SQLite has too. */
  readonly isCall: boolean;
}

/** The conversion if its target is one of these types and no array. */
export function castTo(
  names: readonly string[],
  { arg, typeName }: TypeCast,
  context: RuleContext,
): Cast | undefined {
  if (!arg || !typeName) return undefined;
  const to = typeOfTypeName(typeName);
  if (to.array || !names.includes(to.name)) return undefined;
  const { source, node } = context;
  const isCall = source.value(source.extent(node).first) === 'cast';
  return { argument: arg, from: context.typeOf(arg), to, isCall };
}

/** A finding that replaces the whole conversion. */
export function castFinding(
  context: RuleContext,
  template: Template,
  message: string,
  severity?: Finding['severity'],
): Finding {
  return {
    at: context.node,
    message,
    ...(severity && { severity }),
    replace: [{ target: context.node, template }],
  };
}

/** A text as an SQL literal. */
export function quoteLiteral(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
