import type { Node } from 'libpg-query';
import { integerValue } from '../call-rule.ts';
import { defineRule, type Finding, type Handler } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { isBoolean, isNumber, isText } from '../sql-type.ts';
import { sql, type Template } from '../template.ts';
import { as, type Content, type Kind } from '../tree.ts';

export const sqliteCondition = defineRule({
  id: 'sqlite-condition',
  title: 'A number as a condition',
  direction: 'sqlite-to-postgresql',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.0.0',
  explanation: `A condition of SQLite is a number: zero is false, every other one true. PostgreSQL wants a \`boolean\`, so
\`WHERE n\` becomes \`WHERE n <> 0\`, and \`1\` and \`0\` become \`true\` and \`false\`.`,
  examples: [
    {
      setup: 'create table kv (k text, v int); insert into kv values (1, 2), (2, 0)',
      from: 'select count(*) from kv where v and not 0',
      to: 'select count(*) from kv where v <> 0 and not false',
    },
    {
      from: "select case when 1 then 'yes' end",
      to: "select case when true then 'yes' end",
    },
  ],
  on: {
    BoolExpr: conditions('args'),
    CaseWhen: (content, context) => {
      const { arg } = (context.parent?.content ?? {}) as Content<'CaseExpr'>;
      return arg ? undefined : conditions<'CaseWhen'>('expr')(content, context);
    },
    Constraint: conditions('raw_expr', ({ contype }) => contype === 'CONSTR_CHECK'),
    CreateTrigStmt: conditions('whenClause'),
    DeleteStmt: conditions('whereClause'),
    FuncCall: conditions('agg_filter'),
    IndexStmt: conditions('whereClause'),
    InferClause: conditions('whereClause'),
    JoinExpr: conditions('quals'),
    OnConflictClause: conditions('whereClause'),
    SelectStmt: (content, context) => [
      ...findings([content.whereClause, content.havingClause], context),
    ],
    UpdateStmt: conditions('whereClause'),
  },
});

function conditions<K extends Kind>(
  field: string,
  applies: (content: Content<K>) => boolean = () => true,
): Handler<K> {
  return (content, context) => {
    const value = (content as Readonly<Record<string, unknown>>)[field] as
      | Node
      | Node[]
      | undefined;
    if (!value || !applies(content)) return undefined;
    return findings(Array.isArray(value) ? value : [value], context);
  };
}

function findings(nodes: readonly (Node | undefined)[], context: RuleContext): readonly Finding[] {
  return nodes.flatMap((node) => {
    const template = node && asCondition(node, context);
    if (!template) return [];
    const message =
      'A condition is a boolean in PostgreSQL, and a number that is not zero in SQLite.';
    return [{ at: node, message, replace: [{ target: node, template }], settles: [] }];
  });
}

/** The condition that a number stands for; nothing where it is one, or its type is not known. */
export function asCondition(node: Node, context: RuleContext): Template | undefined {
  const literal = integerValue(node);
  if (literal !== undefined) return literal === 0 ? sql`false` : sql`true`;
  const type = context.typeOf(node);
  if (!type || isBoolean(type) || as('BoolExpr', node)) return undefined;
  if (isNumber(type)) return sql`${context.operand(node)} <> 0`;
  if (!isText(type)) return undefined;
  const digits = sql`substring(${node} from '^\\s*[-+]?\\d*\\.?\\d+')`;
  return sql`coalesce(${digits}::numeric, 0) <> 0`;
}
