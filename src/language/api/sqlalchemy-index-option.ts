import { argumentsOf } from '../../formats/python/arguments.ts';
import { nodesOf } from '../../formats/python/module.ts';
import { type ApiFinding, defineApiRule } from './api-rule.ts';
import { usesSqlalchemy } from './sqlalchemy-names.ts';

export const sqlalchemyIndexOption = defineApiRule({
  id: 'sqlalchemy-index-option',
  title: 'postgresql_where without sqlite_where',
  library: 'SQLAlchemy',
  asWritten: 'differs',
  explanation: `An option \`postgresql_where\` is for PostgreSQL alone: on SQLite the index is made over all rows, without a word,
and a unique one refuses rows that PostgreSQL takes.

Give the same condition as \`sqlite_where\` too.`,
  examples: [
    {
      from: "Index('one_primary', mails.c.user, unique=True, postgresql_where=mails.c.is_primary)",
      to: "Index('one_primary', mails.c.user, unique=True, postgresql_where=mails.c.is_primary, sqlite_where=mails.c.is_primary)",
    },
  ],
  inPython: (module) =>
    usesSqlalchemy(module)
      ? nodesOf(module.root, 'CallExpression').flatMap((call): readonly ApiFinding[] => {
          const options = argumentsOf(module, call);
          const where = options.find(({ name }) => name === 'postgresql_where');
          if (!where || options.some(({ name }) => name === 'sqlite_where')) return [];
          const message =
            'On SQLite the index is made over all rows, without a word: give the same condition as sqlite_where too.';
          return [{ start: where.start, end: where.end, message }];
        })
      : [],
});
