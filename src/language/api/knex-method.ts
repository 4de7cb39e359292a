import { defineApiRule } from './api-rule.ts';
import { knexCalls } from './knex-calls.ts';

const json = 'look into the JSON with whereRaw() and json_each(), or with whereJsonPath()';
const schemas = 'SQLite has no schemas: leave it out';
const views = 'make a table, or a plain view';
const queue = 'SQLite has one writer: take the row with an UPDATE ... RETURNING';

/** What to do instead, by the method's name. Each of them was run: Knex throws an error. */
const instead: Readonly<Record<string, string>> = {
  andWhereJsonSubsetOf: json,
  andWhereJsonSupersetOf: json,
  checkRegex: 'SQLite has no function behind REGEXP: check it in the application',
  createMaterializedView: views,
  createSchema: schemas,
  createSchemaIfNotExists: schemas,
  distinctOn: 'number the rows with rowNumber() in a subquery and take the first of each',
  dropMaterializedView: views,
  dropSchema: schemas,
  dropSchemaIfExists: schemas,
  inherits: 'give the table the columns of its parent',
  noWait: queue,
  orWhereJsonSubsetOf: json,
  orWhereJsonSupersetOf: json,
  refreshMaterializedView: views,
  renameView: 'drop the view and make it under the new name',
  skipLocked: queue,
  upsert: "write insert().onConflict('id').merge()",
  whereJsonSubsetOf: json,
  whereJsonSupersetOf: json,
  whereJsonNotSubsetOf: json,
  whereJsonNotSupersetOf: json,
};

export const knexMethod = defineApiRule({
  id: 'knex-method',
  title: 'A method of Knex that it does not have for SQLite',
  library: 'Knex',
  asWritten: 'rejected',
  explanation: `Knex throws an error when it writes these for SQLite, such as ".distinctOn() is currently only supported on
PostgreSQL"; \`checkRegex\` is written, and SQLite refuses the table.

\`whereILike\`, \`onConflict().merge()\`, \`returning\`, \`whereJsonPath\`, \`jsonExtract\`, \`jsonSet\`, \`withMaterialized\` and
\`fullOuterJoin\` work on SQLite, and nothing is said about them.`,
  examples: [
    {
      from: "knex('docs').whereJsonSupersetOf('data', { kind: 'a' })",
      to: "knex('docs').whereJsonPath('data', '$.kind', '=', 'a')",
    },
    { from: "knex('orders').distinctOn('customer_id')" },
  ],
  inJavaScript: (module) =>
    knexCalls(module).flatMap(({ name, method }) => {
      const advice = Object.hasOwn(instead, name) ? instead[name] : undefined;
      if (advice === undefined) return [];
      const message = `Knex has no ${name}() for SQLite, so this fails when it runs: ${advice}.`;
      return [{ start: method.from, end: method.to, message }];
    }),
});
