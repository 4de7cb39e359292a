import { positional } from '../../formats/python/arguments.ts';
import { stringLiteral } from '../../formats/python/string-literal.ts';
import { type ApiFinding, defineApiRule } from './api-rule.ts';
import { foreignOperators } from './foreign-operators.ts';
import { methodCalls } from './python-calls.ts';
import { usesSqlalchemy } from './sqlalchemy-names.ts';

export const sqlalchemyOperator = defineApiRule({
  id: 'sqlalchemy-operator',
  title: ".op('...') with an operator of PostgreSQL",
  library: 'SQLAlchemy',
  asWritten: 'rejected',
  explanation: `\`.op()\` writes the operator as it is given, so SQLite fails with a syntax error when the statement runs.

Use the method that SQLAlchemy writes for each database (\`.ilike()\`, \`.regexp_match()\`, \`column['key']\`), or
the function that SQLite has.`,
  examples: [
    { from: "users.c.name.op('~*')('^a')", to: "users.c.name.regexp_match('(?i)^a')" },
    { from: "docs.c.data.op('@>')('{\"a\": 1}')" },
  ],
  inPython: (module) =>
    usesSqlalchemy(module)
      ? methodCalls(module, 'op').flatMap(({ call }): readonly ApiFinding[] => {
          const value = positional(module, call, 0)?.value;
          const operator = value && stringLiteral(module, value)?.value.trim().toLowerCase();
          const advice = operator === undefined ? undefined : foreignOperators.get(operator);
          if (!value || advice === undefined) return [];
          const message = `SQLite has no operator ${operator}, so the statement fails when it runs: ${advice}.`;
          return [{ start: value.from, end: value.to, message }];
        })
      : [],
});
