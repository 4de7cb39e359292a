import { type ApiFinding, defineApiRule } from './api-rule.ts';
import { isVariant, usedNames } from './sqlalchemy-names.ts';

/** What to write instead, by the type's name. Each of them was run: "can't render element". */
const instead: Readonly<Record<string, string>> = {
  ARRAY: 'JSON, which keeps the list as text',
  BIT: 'Integer or String',
  BYTEA: 'LargeBinary',
  CIDR: 'String',
  CITEXT: "String(collation='NOCASE')",
  DATERANGE: 'two columns, for the lower and the upper bound',
  DOMAIN: 'the base type with a CheckConstraint',
  HSTORE: 'JSON',
  INET: 'String',
  INT4RANGE: 'two columns, for the lower and the upper bound',
  INT8RANGE: 'two columns, for the lower and the upper bound',
  INTERVAL: 'Interval of sqlalchemy, which every database has',
  MACADDR: 'String',
  MONEY: 'Numeric, or Integer for the smallest unit',
  NUMRANGE: 'two columns, for the lower and the upper bound',
  OID: 'Integer',
  REGCLASS: 'String',
  TSQUERY: 'String, and search in an FTS5 table',
  TSRANGE: 'two columns, for the lower and the upper bound',
  TSTZRANGE: 'two columns, for the lower and the upper bound',
  TSVECTOR: 'Text, and search in an FTS5 table',
};

export const sqlalchemyType = defineApiRule({
  id: 'sqlalchemy-type',
  title: 'A column type that SQLAlchemy has for PostgreSQL alone',
  library: 'SQLAlchemy',
  asWritten: 'rejected',
  explanation: `SQLAlchemy writes types of \`sqlalchemy.dialects.postgresql\` for SQLite only where SQLite has something of the
kind: \`UUID\`, \`TIMESTAMP\`, \`ENUM\`, \`JSON\` work. The others end in "Compiler can't render element of
type ..." when the table is created.

Write a type that every database has. \`JSON().with_variant(ARRAY(Integer), 'postgresql')\` keeps PostgreSQL's
own type there; nothing is said about such a variant.`,
  examples: [
    {
      from: 'tags = Column(ARRAY(String))',
      to: "tags = Column(JSON().with_variant(ARRAY(String), 'postgresql'))",
    },
  ],
  inPython: (module) =>
    usedNames(module).flatMap(({ node, path }): readonly ApiFinding[] => {
      const name =
        /^sqlalchemy\.dialects\.postgresql\.(\w+)$/.exec(path)?.[1] ??
        (/^sqlalchemy\.(?:types\.)?ARRAY$/.test(path) ? 'ARRAY' : '');
      const type = Object.hasOwn(instead, name) ? instead[name] : undefined;
      if (type === undefined || isVariant(module, node)) return [];
      const message = `SQLAlchemy cannot write ${name} for SQLite, so creating the table fails. Write ${type}; PostgreSQL keeps its type with .with_variant(${name}, 'postgresql').`;
      return [{ start: node.from, end: node.to, message }];
    }),
});
