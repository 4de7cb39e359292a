import type { Node } from 'libpg-query';
import { quoteLiteral } from '../cast.ts';
import { type Answer, defineRule } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { sql, type Template } from '../template.ts';
import { as } from '../tree.ts';

export const systemFunction = defineRule({
  id: 'system-function',
  title: 'Functions about the server and the session',
  fidelity: 'approximate',
  asWritten: 'rejected',
  since: '3.0.0',
  explanation: `\`version()\` becomes \`sqlite_version()\`, \`pg_typeof(x)\` becomes \`typeof(x)\`, which is the storage class
and not the declared type, and \`to_regclass('t') IS NOT NULL\` becomes a look into \`sqlite_schema\`.

Users, settings, sizes, locks and processes of a server have no equivalent: keep settings in a
table or in the application.`,
  examples: [
    {
      setup: 'create table kv (k text)',
      from: "select version() is not null, to_regclass('public.kv') is not null, pg_typeof(1)::text",
      to: "select sqlite_version() is not null, (select name from sqlite_schema where name = 'kv') is not null, typeof(1) as pg_typeof",
    },
  ],
  on: {
    FuncCall: ({ funcname, args }, context) => {
      const name = as('String', funcname?.at(-1))?.sval ?? '';
      const template = translation(name, args?.[0], context);
      if (template) return replaced(name, template, context);
      return isOfServer(name) ? noForm(name, context) : undefined;
    },
    SQLValueFunction: ({ op }, context) =>
      op && valueFunctions.has(op) ? noForm(op.slice(6).toLowerCase(), context) : undefined,
    TypeCast: ({ arg }, context) => {
      const call = as('FuncCall', arg);
      const isType = as('String', call?.funcname?.at(-1))?.sval === 'pg_typeof';
      const [argument] = call?.args ?? [];
      return isType && argument
        ? replaced('pg_typeof', sql`typeof(${argument})`, context)
        : undefined;
    },
  },
});

const valueFunctions = new Set([
  'SVFOP_CURRENT_CATALOG',
  'SVFOP_CURRENT_ROLE',
  'SVFOP_CURRENT_SCHEMA',
  'SVFOP_CURRENT_USER',
  'SVFOP_SESSION_USER',
  'SVFOP_USER',
]);

const ofServer = new Set(
  'current_database current_schema current_schemas current_setting set_config inet_client_addr inet_server_addr txid_current setseed has_table_privilege'.split(
    ' ',
  ),
);

function isOfServer(name: string): boolean {
  return ofServer.has(name) || name.startsWith('pg_');
}

function translation(
  name: string,
  argument: Node | undefined,
  context: RuleContext,
): Template | undefined {
  if (name === 'version') return sql`sqlite_version()`;
  if (name === 'pg_typeof' && argument) return sql`typeof(${argument})`;
  const text = context.stringValue(argument);
  if (name !== 'to_regclass' || text === undefined) return undefined;
  const table = quoteLiteral(text.split('.').at(-1)?.replaceAll('"', '') ?? '');
  return sql`(select name from sqlite_schema where name = ${table})`;
}

function replaced(name: string, template: Template, context: RuleContext): Answer {
  return {
    at: context.node,
    message: `SQLite has no ${name}(): this is what it has in its place.`,
    replace: [{ target: context.node, template }],
  };
}

function noForm(name: string, context: RuleContext): Answer {
  const lock = name.startsWith('pg_advisory') || name.startsWith('pg_try_advisory');
  return {
    at: context.node,
    severity: 'error',
    message: lock
      ? 'SQLite has no advisory locks: one connection writes at a time. Begin with BEGIN IMMEDIATE, or keep a table of locks.'
      : `SQLite has no server and no ${name}: keep what it tells in a table, or in the application.`,
  };
}
