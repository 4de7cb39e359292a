import { quoteName } from '../identifier.ts';
import { defineRule, type Finding } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import type { Relation, Scope } from '../scope.ts';
import { sql } from '../template.ts';
import { as } from '../tree.ts';

export const nameCase = defineRule({
  id: 'name-case',
  title: 'Names in another case than they were made with',
  direction: 'sqlite-to-postgresql',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.0.0',
  explanation: `SQLite finds a table or column in any case, in quotes too. PostgreSQL keeps the case of a name in quotes, and turns
one without them into lower case: \`"userId"\` is not found as \`userId\`. Where the table is known, its names are
written as it was made with them; give the schema (\`--schema\`) for tables of other scripts.
https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-IDENTIFIERS`,
  examples: [
    {
      setup: `create table "Users" ("userId" integer primary key, "Name" text, plain text); insert into "Users" values (1, 'Ann', 'x')`,
      from: 'select u.userId, NAME, "Plain" from users u where u.name is not null',
      to: 'select u."userId", "Name", plain from "Users" u where u."Name" is not null',
    },
    {
      setup: 'create table "Users" ("userId" integer primary key, "Name" text)',
      from: "insert into users (userid, name) values (1, 'a') on conflict (userId) do update set name = excluded.name returning userid",
      to: `insert into "Users" ("userId", "Name") values (1, 'a') on conflict ("userId") do update set "Name" = excluded."Name" returning "userId"`,
    },
  ],
  on: {
    RangeVar: ({ relname = '', schemaname }, context) => {
      const isNew =
        context.parent?.kind === 'CreateStmt' && context.path.at(-1)?.field === 'relation';
      if (isNew || context.scope.ctes.has(relname)) return undefined;
      const actual = context.schema.table(relname)?.name;
      const { first } = context.source.extent(context.node);
      return actual === undefined || actual === relname
        ? undefined
        : renamed(schemaname ? first + 2 : first, actual, context);
    },
    ColumnRef: ({ fields = [] }, context) => {
      const names = fields.map((field) => as('String', field)?.sval);
      const [name, qualifier] = [names.at(-1), names.at(-2)];
      const { last } = context.source.extent(context.node);
      const relation =
        qualifier === undefined ? undefined : relationNamed(context.scope, qualifier, context);
      const found =
        qualifier === undefined ? context.scope.relations : relatedTo(qualifier, relation, context);
      const column = name === undefined ? undefined : columnNamed(found, name);
      const written = relation && nameInQuery(relation, context);
      return [
        ...(written !== undefined && written !== qualifier
          ? renamed(last - 2, written, context)
          : []),
        ...(column !== undefined && column !== name
          ? renamed(
              last,
              column,
              context,
              isInnerResult(context) ? ` as ${quoteName(name ?? '')}` : '',
            )
          : []),
      ];
    },
    ResTarget: ({ name, location }, context) => {
      const kind = context.parent?.kind ?? '';
      if (!name || !['InsertStmt', 'UpdateStmt', 'OnConflictClause'].includes(kind))
        return undefined;
      if (!['cols', 'targetList'].includes(context.path.at(-1)?.field ?? '')) return undefined;
      const column = columnNamed(context.scope.relations.slice(0, 1), name);
      return column === undefined || column === name
        ? undefined
        : renamed(context.source.tokenAt(location), column, context);
    },
    IndexElem: ({ name }, context) => {
      const column = name === undefined ? undefined : columnNamed(context.scope.relations, name);
      return name === undefined || column === undefined || column === name
        ? undefined
        : renamed(tokenNamed(listAt(context), name, context), column, context);
    },
    Constraint: ({ contype, pktable, pk_attrs = [] }, context) => {
      const table =
        contype === 'CONSTR_FOREIGN' ? context.schema.table(pktable?.relname ?? '') : undefined;
      if (!table || !pktable) return undefined;
      const open = context.source.find('(', context.source.tokenAt(pktable.location));
      return pk_attrs.flatMap((item, index) => {
        const name = as('String', item)?.sval ?? '';
        const actual = table.columns.find((column) => isAlike(column.name, name))?.name;
        return actual === undefined || actual === name
          ? []
          : renamed(open + 1 + 2 * index, actual, context);
      });
    },
  },
});

/** The relation that a qualifier means, in any case. */
function relationNamed(scope: Scope, name: string, context: RuleContext): Relation | undefined {
  for (let at: Scope | undefined = scope; at; at = at.parent) {
    const exact = at.relations.find((relation) => relation.name === name);
    const alike = at.relations.find((relation) => isAlike(nameInQuery(relation, context), name));
    if (exact ?? alike) return exact ?? alike;
  }
  return undefined;
}

/** The new row of an upsert has the columns of the table. */
function relatedTo(
  qualifier: string,
  relation: Relation | undefined,
  { scope }: RuleContext,
): readonly Relation[] {
  if (relation) return [relation];
  return qualifier === 'excluded' ? scope.relations.slice(0, 1) : [];
}

/** What a relation is called in the translated query: by its alias, or as its table was made. */
function nameInQuery({ name, table }: Relation, { schema }: RuleContext): string {
  return name === table ? (schema.table(table)?.name ?? name) : name;
}

/** The column that a name means where none has it as it is written. */
function columnNamed(relations: readonly Relation[], name: string): string | undefined {
  const columns = relations.flatMap((relation) => [...(relation.columns?.keys() ?? [])]);
  return columns.includes(name) ? name : columns.find((column) => isAlike(column, name));
}

function isAlike(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** Where the list of an index's columns begins, or of those that conflict. */
function listAt({ source, parent }: RuleContext): number {
  return parent?.kind === 'InferClause' ? source.find('conflict', 0) : source.find('on', 0);
}

/** The first token from an index on that is this name. */
function tokenNamed(from: number, name: string, { source }: RuleContext): number {
  return source.tokens.findIndex((_, index) => index >= from && nameAt(index, source) === name);
}

/** The name that a token is, without its quotes. */
function nameAt(index: number, source: RuleContext['source']): string | undefined {
  const token = source.tokens[index];
  if (token?.kind === 'quoted') return token.value.slice(1, -1).replaceAll('""', '"');
  return token?.kind === 'word' ? token.value : undefined;
}

/** Whether the column names a result of a subquery, which the query around it asks for. */
function isInnerResult({ path, parent }: RuleContext): boolean {
  const isResult = parent?.kind === 'ResTarget' && !('name' in parent.content);
  return isResult && path.filter(({ kind }) => kind === 'SelectStmt').length > 1;
}

function renamed(
  index: number,
  name: string,
  { source }: RuleContext,
  alias = '',
): readonly Finding[] {
  if (!isAlike(nameAt(index, source) ?? '', name)) return [];
  const at = source.span({ first: index, last: index });
  return [
    {
      at,
      message: `SQLite finds ${name} in any case; PostgreSQL wants the case that it was made with.`,
      replace: [{ target: at, template: sql`${quoteName(name)}${alias}` }],
      settles: [],
    },
  ];
}
