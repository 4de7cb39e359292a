import { oncePer } from '../../core/once-per.ts';
import {
  childrenOf,
  type JavaScriptModule,
  type JavaScriptNode,
  nodesOf,
  textOf,
} from '../../formats/javascript/module.ts';
import { stringLiteral } from '../../formats/javascript/string-literal.ts';
import { javascriptFilesWith } from '../facts/javascript-files.ts';
import { anyType, type KnownColumn, type KnownTable } from '../facts/known-table.ts';
import type { Project } from '../project.ts';
import { argumentsOf, isKnexMigration } from './knex-migration-calls.ts';

/** PostgreSQL's types by the methods of Knex's table builder. https://knexjs.org/guide/schema-builder.html */
const types: Readonly<Record<string, string>> = {
  bigIncrements: 'bigint',
  bigInteger: 'bigint',
  bigint: 'bigint',
  binary: 'bytea',
  boolean: 'boolean',
  date: 'date',
  datetime: 'timestamptz',
  decimal: 'numeric',
  double: 'double precision',
  enu: 'text',
  enum: 'text',
  float: 'real',
  increments: 'int',
  integer: 'int',
  json: 'json',
  jsonb: 'jsonb',
  mediumint: 'int',
  smallint: 'smallint',
  specificType: anyType,
  string: 'varchar',
  text: 'text',
  time: 'time',
  timestamp: 'timestamptz',
  tinyint: 'smallint',
  uuid: 'uuid',
};

/** Methods that make no column. */
const others =
  /^(?:primary|unique|index|foreign|check\w*|comment|charset|collate|engine|inherits|setNullable|queryContext)$/;

const altering = /^(?:alterTable|table|renameTable|dropTable|dropTableIfExists)$/;

/** A call on the builder with those that are chained to it, the first one first. */
type Chain = readonly { readonly method: string; readonly call: JavaScriptNode }[];

/** The tables that Knex's migrations make and leave as they are, as far as every column can be read. */
export const knexTables: (project: Project) => readonly KnownTable[] = oncePer(
  (project: Project) => {
    const files = javascriptFilesWith(project, /\bcreateTable|\balterTable|\.table\(/).filter(
      ({ source }) => isKnexMigration(source.text),
    );
    const calls = files.flatMap(({ module }) => upCalls(module).map((call) => ({ module, call })));
    const altered = new Set(
      calls.flatMap(({ module, call }) =>
        altering.test(methodOf(module, call)) ? nameOf(module, call) : [],
      ),
    );
    return calls
      .filter(({ module, call }) => /^createTable(?:IfNotExists)?$/.test(methodOf(module, call)))
      .flatMap(({ module, call }) => tableOf(module, call) ?? [])
      .filter(({ name }) => !altered.has(name));
  },
);

/** The calls outside of the function that takes the migration back. */
function upCalls(module: JavaScriptModule): readonly JavaScriptNode[] {
  const down =
    /^(?:export\s+)?(?:async\s+)?(?:function\s+down\b|(?:module\.)?exports\.down\b|const\s+down\b|down\b)/;
  const calls = nodesOf(module.root, 'CallExpression');
  return calls.filter((call) => {
    for (let at = call.parent; at; at = at.parent) if (down.test(textOf(module, at))) return false;
    return true;
  });
}

function methodOf(module: JavaScriptModule, call: JavaScriptNode): string {
  const callee = call.firstChild;
  const method = callee?.name === 'MemberExpression' ? callee.lastChild : null;
  return method ? textOf(module, method) : '';
}

function nameOf(module: JavaScriptModule, call: JavaScriptNode): string {
  const [first] = argumentsOf(call);
  const literal = first && stringLiteral(module, first);
  return literal && literal.holes.length === 0 ? literal.value : '';
}

function tableOf(module: JavaScriptModule, call: JavaScriptNode): KnownTable | undefined {
  const name = nameOf(module, call);
  const build = argumentsOf(call)[1];
  const parameter = build?.getChild('ParamList')?.getChild('VariableDefinition');
  if (!name || !build || !parameter) return undefined;
  const builder = textOf(module, parameter);
  const columns: KnownColumn[] = [];
  const keys: string[] = [];
  for (const chain of chainsOn(module, build, builder)) {
    const found = columnsOf(module, chain);
    if (!found) return undefined;
    columns.push(...found.columns);
    keys.push(...found.keys);
  }
  return columns.length > 0 ? { name, columns, primaryKey: keys } : undefined;
}

/** The calls that begin with the builder, each with all that is chained to it. */
function chainsOn(
  module: JavaScriptModule,
  build: JavaScriptNode,
  builder: string,
): readonly Chain[] {
  return nodesOf(build, 'CallExpression')
    .filter(({ parent }) => parent?.name !== 'MemberExpression')
    .flatMap((outer) => {
      const chain: { method: string; call: JavaScriptNode }[] = [];
      let at: JavaScriptNode | null = outer;
      while (at?.name === 'CallExpression' && at.firstChild?.name === 'MemberExpression') {
        chain.unshift({ method: methodOf(module, at), call: at });
        at = at.firstChild.firstChild;
      }
      return at && textOf(module, at) === builder ? [chain] : [];
    });
}

function columnsOf(module: JavaScriptModule, chain: Chain) {
  const [first] = chain;
  if (!first) return undefined;
  const { method, call } = first;
  if (others.test(method)) return { columns: [], keys: keysOf(module, method, call) };
  if (method === 'timestamps') return { columns: stamps(module, call), keys: [] };
  const type = Object.hasOwn(types, method) ? types[method] : undefined;
  const name = nameOf(module, call) || (/^(?:bigI|i)ncrements$/.test(method) ? 'id' : '');
  if (!type || !name) return undefined;
  const chained = new Set(chain.map((link) => link.method));
  const isKey = /ncrements$/.test(method) || chained.has('primary');
  return {
    columns: [
      { name, type, notNull: isKey || chained.has('notNullable') || chained.has('notNull') },
    ],
    keys: isKey ? [name] : [],
  };
}

/** `t.primary(['a', 'b'])` */
function keysOf(module: JavaScriptModule, method: string, call: JavaScriptNode): readonly string[] {
  const [list] = argumentsOf(call);
  if (method !== 'primary' || !list) return [];
  const items = list.name === 'ArrayExpression' ? childrenOf(list) : [list];
  return items.flatMap((item) => stringLiteral(module, item)?.value ?? []);
}

/** `t.timestamps(useTimestamps, defaultToNow)` */
function stamps(module: JavaScriptModule, call: JavaScriptNode): readonly KnownColumn[] {
  const [, toNow] = argumentsOf(call);
  const notNull = toNow !== undefined && textOf(module, toNow) === 'true';
  return ['created_at', 'updated_at'].map((name) => ({ name, type: 'timestamptz', notNull }));
}
