import { nodesOf, type PythonModule, textOf } from '../../formats/python/module.ts';
import { type ApiFinding, defineApiRule } from './api-rule.ts';
import { usedNames, usesSqlalchemy } from './sqlalchemy-names.ts';

/** What to do, by the name that is imported. */
const names: Readonly<Record<string, string>> = {
  'sqlalchemy.all_': 'SQLite has no ALL over an array: write the comparison with a subquery',
  'sqlalchemy.any_': 'SQLite has no ANY over an array: write .in_()',
  'sqlalchemy.dialects.postgresql.ExcludeConstraint':
    'SQLite has no exclusion constraints: check it in a trigger or in the application',
  'sqlalchemy.dialects.postgresql.aggregate_order_by':
    'SQLAlchemy cannot write it for SQLite: write .aggregate_order_by() of the function (2.0.44 and later), or order in a subquery',
  'sqlalchemy.dialects.postgresql.array':
    'SQLAlchemy cannot write an array for SQLite: keep the list as JSON',
  'sqlalchemy.lateral': 'SQLite has no LATERAL: write a join or a correlated subquery',
  'sqlalchemy.tablesample': 'SQLite has no TABLESAMPLE: write .order_by(func.random()).limit()',
};

/** What to do, by the method that is called. */
const methods: Readonly<Record<string, string>> = {
  contained_by: 'SQLite has no operator <@: look into the JSON with json_each()',
  has_all: 'SQLite has no operator ?&: look into the JSON with json_each()',
  has_any: 'SQLite has no operator ?|: look into the JSON with json_each()',
  has_key: 'SQLite has no operator ?: write func.json_type(column, "$.key").is_not(None)',
  lateral: 'SQLite has no LATERAL: write a join or a correlated subquery',
  regexp_replace: 'SQLAlchemy cannot write it for SQLite: replace in Python',
  tablesample: 'SQLite has no TABLESAMPLE: write .order_by(func.random()).limit()',
};

export const sqlalchemyConstruct = defineApiRule({
  id: 'sqlalchemy-construct',
  title: 'A construct of SQLAlchemy that SQLite cannot run',
  library: 'SQLAlchemy',
  asWritten: 'rejected',
  explanation: `These are refused when the statement is compiled for SQLite, or by SQLite when it runs: \`any_\`, \`all_\`,
\`lateral\`, \`tablesample\`, \`array\`, \`ExcludeConstraint\`, \`regexp_replace\`, and JSONB's \`has_key\` and its
kin.

\`.ilike()\`, \`.regexp_match()\`, \`insert(...).on_conflict_do_update()\` of the PostgreSQL dialect,
\`.returning()\`, \`.nulls_last()\` and \`.is_distinct_from()\` work on SQLite, and nothing is said about them.`,
  examples: [
    {
      from: 'select(users).where(users.c.id == any_(ids))',
      to: 'select(users).where(users.c.id.in_(ids))',
    },
    { from: "select(docs).where(docs.c.data.has_key('a'))" },
  ],
  inPython: (module) => [...importedNames(module), ...calledMethods(module)],
});

function importedNames(module: PythonModule): readonly ApiFinding[] {
  return usedNames(module).flatMap(({ node, path }) => {
    const advice = Object.hasOwn(names, path) ? names[path] : undefined;
    return advice === undefined ? [] : [{ start: node.from, end: node.to, message: `${advice}.` }];
  });
}

function calledMethods(module: PythonModule): readonly ApiFinding[] {
  if (!usesSqlalchemy(module)) return [];
  return nodesOf(module.root, 'CallExpression').flatMap((call) => {
    const method = call.firstChild?.name === 'MemberExpression' && call.firstChild.lastChild;
    const name = method ? textOf(module, method) : '';
    const advice = Object.hasOwn(methods, name) ? methods[name] : undefined;
    if (!method || advice === undefined) return [];
    return [{ start: method.from, end: method.to, message: `${advice}.` }];
  });
}
