import type { Catalog, Check, ForeignKey, Index, Table } from '../../catalog/model.ts';
import { significantTokens } from '../../sql/sqlite-tokens.ts';
import { type ColumnContext, columnCall, isNumbered } from './column-call.ts';
import { type KnexDialect, knexMigrationFile, literalOf, quoted } from './migration-file.ts';
import { tableOrder } from './table-order.ts';
import {
  askEngine,
  type EngineSql,
  expressionOn,
  onItsEngines,
  statementOn,
} from './two-engines.ts';

/** A schema, and what a migration has to make besides what its catalogue says. */
export interface InitialSchema {
  readonly catalog: Catalog;
  readonly declared: ColumnContext['declared'];
  /** PostgreSQL: extensions that it uses. */
  readonly extensions: readonly string[];
}

export interface InitialMigration {
  readonly up: readonly string[];
  readonly down: readonly string[];
  /** What the other engine does not get, and why. */
  readonly remarks: readonly string[];
}

/** One Knex migration that makes a schema on either engine. Call `loadParser` first. */
export function initialMigration(schema: InitialSchema): InitialMigration {
  const remarks: string[] = [];
  const context: ColumnContext = {
    ...schema,
    remark: (text) => remarks.push(text),
    madeEnums: new Set(),
  };
  const { tables, late } = tableOrder(schema.catalog.tables);
  const isLate = (key: ForeignKey) => late.some((each) => each.key === key);
  const up = [
    ...schema.extensions.map(
      (name) =>
        `if (!onSqlite) await knex.raw(${quoted(`create extension if not exists "${name}"`)});`,
    ),
    ...tables.flatMap((table) => createTable(table, isLate, context)),
    ...late.flatMap(({ table, key }) => alterTable(table, foreignCall(key))),
    ...tables.flatMap((table) => rawIndexes(table, context)),
    ...views(context),
    ...triggers(context),
  ];
  const asks = up.some((line) => line.includes('onSqlite')) || context.madeEnums.size > 0;
  const ask = asks ? [askEngine] : [];
  return { up: indented([...ask, ...up]), down: indented(downLines(context, ask)), remarks };
}

/** The migration as a file. */
export function initialMigrationFile({ up, down }: InitialMigration, dialect: KnexDialect): string {
  return knexMigrationFile(dialect, up, down);
}

function indented(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `  ${line}`);
}

function createTable(
  table: Table,
  isLate: (key: ForeignKey) => boolean,
  context: ColumnContext,
): readonly string[] {
  const numbered = table.columns.some((column) => column.primaryKey && isNumbered(column));
  const key = numbered && table.primaryKey.length === 1 ? [] : table.primaryKey;
  const calls = [
    ...table.columns.map((column) => columnCall(table, column, context)),
    ...(key.length > 0 ? [`table.primary(${literalOf(key)});`] : []),
    ...table.foreignKeys.filter((each) => !isLate(each)).map(foreignCall),
    ...table.checks.filter((check) => !isOfEnum(table, check, context)).map(checkCall(context)),
    ...table.indexes.filter(isPlain).map(indexCall),
  ];
  return [
    `await knex.schema.createTable(${quoted(table.name)}, (table) => {`,
    ...calls.map((call) => `  ${call}`),
    '});',
  ];
}

function alterTable(table: Table, call: string): readonly string[] {
  return [`await knex.schema.alterTable(${quoted(table.name)}, (table) => {`, `  ${call}`, '});'];
}

function foreignCall(key: ForeignKey): string {
  const name = key.name === undefined ? '' : `, ${quoted(key.name)}`;
  const deferred = key.deferred ? ".deferrable('deferred')" : '';
  const action = (word: string, value: string) =>
    value === 'NO ACTION' ? '' : `.${word}(${quoted(value)})`;
  return [
    `table.foreign(${literalOf(key.columns)}${name})`,
    `.references(${literalOf(key.targetColumns)}).inTable(${quoted(key.target.name)})`,
    action('onUpdate', key.onUpdate),
    action('onDelete', key.onDelete),
    `${deferred};`,
  ].join('');
}

/** `enu` makes its check by itself. */
function isOfEnum(table: Table, { expression }: Check, { declared }: ColumnContext): boolean {
  const [first, second] = significantTokens(expression);
  const name = first?.kind === 'name' ? first.text.slice(1, -1) : first?.text;
  if (name === undefined || second?.text.toLowerCase() !== 'in') return false;
  return declared(table.name, name)?.method === 'enu';
}

function checkCall({ catalog, remark }: ColumnContext) {
  return ({ name, expression }: Check): string => {
    const sql = expressionOn(catalog.engine, expression);
    if (sql.reason !== undefined) remark(`check (${expression}): ${sql.reason}`);
    const rest = name === undefined ? '' : `, {}, ${quoted(name)}`;
    return onItsEngines(sql, (literal) => `table.check(${literal}${rest});`);
  };
}

/** What a table builder's `index` and `unique` can say. */
function isPlain({ origin, columns, where, method, unique }: Index): boolean {
  if (origin === 'primary-key') return false;
  const isSimple = columns.every(({ expression, descending }) => !expression && !descending);
  const isUsual = method === '' || method === 'btree';
  return isSimple && where === undefined && (isUsual || unique);
}

function indexCall({ name, unique, columns }: Index): string {
  const list = literalOf(columns.map(({ text }) => text));
  const isOwn = !name.startsWith('sqlite_autoindex');
  if (!unique) return `table.index(${list}, ${quoted(name)});`;
  return `table.unique(${list}${isOwn ? `, { indexName: ${quoted(name)} }` : ''});`;
}

function rawIndexes(table: Table, context: ColumnContext): readonly string[] {
  const others = table.indexes.filter((index) => index.origin !== 'primary-key' && !isPlain(index));
  return others.map((index) => {
    const { engine } = context.catalog;
    const sql = statementOn(engine, indexSql(table, index, 'in-parentheses'));
    return rawCall(context, `index ${index.name}`, { ...sql, [engine]: indexSql(table, index) });
  });
}

/** PostgreSQL wants parentheses around an expression that is no call; it writes them itself. */
function indexSql(
  { name: table }: Table,
  { name, unique, method, columns, where }: Index,
  expressions?: 'in-parentheses',
): string {
  const terms = columns.map(({ text, expression, descending }) => {
    const written = expressions && !text.startsWith('(') ? `(${text})` : text;
    const term = expression ? written : identifier(text);
    return descending ? `${term} DESC` : term;
  });
  const using = method === '' || method === 'btree' ? '' : ` USING ${method}`;
  const filter = where === undefined ? '' : ` WHERE ${where}`;
  const head = `CREATE ${unique ? 'UNIQUE ' : ''}INDEX ${identifier(name)} ON ${identifier(table)}`;
  return `${head}${using} (${terms.join(', ')})${filter}`;
}

function views(context: ColumnContext): readonly string[] {
  const { catalog } = context;
  return catalog.views.map(({ name, sql, materialized }) => {
    const head = `CREATE ${materialized ? 'MATERIALIZED ' : ''}VIEW ${identifier(name)} AS`;
    const query = sql.trim().replace(/;$/, '');
    const statement = catalog.engine === 'sqlite' ? query : `${head} ${query}`;
    return rawStatement(context, `view ${name}`, statement);
  });
}

function triggers(context: ColumnContext): readonly string[] {
  return context.catalog.tables.flatMap((table) =>
    table.triggers.map(({ name, sql }) => rawStatement(context, `trigger ${name}`, sql)),
  );
}

type Remarks = Pick<ColumnContext, 'catalog' | 'remark'>;

function rawStatement({ catalog, remark }: Remarks, what: string, sql: string): string {
  return rawCall({ catalog, remark }, what, statementOn(catalog.engine, sql));
}

function rawCall({ remark }: Remarks, what: string, sql: EngineSql): string {
  if (sql.reason !== undefined) remark(`${what}: ${sql.reason}`);
  return onItsEngines(sql, (literal) => `await knex.raw(${literal});`);
}

function downLines({ catalog, madeEnums }: ColumnContext, ask: readonly string[]) {
  const { tables, late } = tableOrder(catalog.tables);
  const dropViews = [...catalog.views].reverse().map(({ name, materialized }) => {
    const kind = materialized ? 'MATERIALIZED VIEW' : 'VIEW';
    return rawStatement(
      { catalog, remark: () => undefined },
      name,
      `DROP ${kind} ${identifier(name)}`,
    );
  });
  return [
    ...(madeEnums.size > 0 ? ask : []),
    ...dropViews,
    ...late.flatMap(({ table, key }) => {
      const name = key.name === undefined ? '' : `, ${quoted(key.name)}`;
      return alterTable(table, `table.dropForeign(${literalOf(key.columns)}${name});`);
    }),
    ...[...tables].reverse().map(({ name }) => `await knex.schema.dropTable(${quoted(name)});`),
    ...[...madeEnums].map(
      (name) => `if (!onSqlite) await knex.raw(${quoted(`DROP TYPE ${identifier(name)}`)});`,
    ),
  ];
}

function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
