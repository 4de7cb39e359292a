import { argumentsOf, positional } from '../../formats/python/arguments.ts';
import { calledName } from '../../formats/python/imports.ts';
import { nodesOf } from '../../formats/python/module.ts';
import { stringLiteral } from '../../formats/python/string-literal.ts';
import { type ApiFinding, defineApiRule } from './api-rule.ts';
import { usesSqlalchemy } from './sqlalchemy-names.ts';

/** Fields that SQLAlchemy takes for SQLite, and for which SQLite gives 0. */
const zeros = new Set(['quarter', 'milliseconds']);

export const sqlalchemyExtract = defineApiRule({
  id: 'sqlalchemy-extract',
  title: "extract('quarter', ...)",
  library: 'SQLAlchemy',
  asWritten: 'differs',
  explanation: `SQLAlchemy writes \`extract\` for SQLite with strftime. For \`quarter\` and \`milliseconds\` it writes a format that
strftime does not have, and the result is 0, without a word.

Compute the quarter from the month: \`(extract('month', column) + 2) / 3\`, with an integer division.`,
  examples: [
    {
      from: "select(extract('quarter', orders.c.placed_at))",
      to: "select((extract('month', orders.c.placed_at) + 2) // 3)",
    },
  ],
  inPython: (module) =>
    usesSqlalchemy(module)
      ? nodesOf(module.root, 'CallExpression').flatMap((call): readonly ApiFinding[] => {
          const name = calledName(module, call) ?? '';
          const value = positional(module, call, 0)?.value;
          const isExtract = /^sqlalchemy\.(?:sql\.)?(?:func\.)?extract$/.test(name);
          if (!isExtract || !value || argumentsOf(module, call).length < 2) return [];
          const field = stringLiteral(module, value)?.value.toLowerCase() ?? '';
          if (!zeros.has(field)) return [];
          const message = `On SQLite this is 0 for every date: strftime has no ${field}. Compute it from another field.`;
          return [{ start: value.from, end: value.to, message }];
        })
      : [],
});
