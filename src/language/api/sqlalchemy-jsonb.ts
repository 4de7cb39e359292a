import { type ApiFinding, defineApiRule } from './api-rule.ts';
import { isVariant, usedNames } from './sqlalchemy-names.ts';

export const sqlalchemyJsonb = defineApiRule({
  id: 'sqlalchemy-jsonb',
  title: 'JSONB of SQLAlchemy',
  library: 'SQLAlchemy',
  asWritten: 'rejected',
  explanation: `SQLAlchemy before 2.1 cannot write JSONB for SQLite: "Compiler can't render element of type JSONB" when the
table is created. Since 2.1 it writes the name as it is; SQLite takes any name, and keeps text.
\`cast(x, JSONB)\` is 0 there: the name has numeric affinity.

\`sqlalchemy.JSON\` works on both, with the same values in Python. To keep JSONB on PostgreSQL, write
\`JSON().with_variant(JSONB, 'postgresql')\`; nothing is said about such a variant.`,
  examples: [
    {
      from: 'data = Column(JSONB)',
      to: "data = Column(JSON().with_variant(JSONB, 'postgresql'))",
    },
  ],
  inPython: (module) =>
    usedNames(module).flatMap(({ node, path }): readonly ApiFinding[] => {
      if (path !== 'sqlalchemy.dialects.postgresql.JSONB' || isVariant(module, node)) return [];
      const message =
        "SQLAlchemy before 2.1 cannot write JSONB for SQLite, and later ones write a name that means nothing there. Write JSON().with_variant(JSONB, 'postgresql').";
      return [{ start: node.from, end: node.to, message }];
    }),
});
