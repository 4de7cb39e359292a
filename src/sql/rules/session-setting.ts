import type { Node } from 'libpg-query';
import { statementRemoval } from '../removal.ts';
import { defineRule } from '../rule.ts';
import { as } from '../tree.ts';

export const sessionSetting = defineRule({
  id: 'session-setting',
  title: 'SET, SHOW, set_config()',
  fidelity: 'approximate',
  asWritten: 'rejected',
  since: '3.0.0',
  explanation: `SQLite has no settings of this kind, so the statement goes. Its own are pragmas:
\`statement_timeout\` and \`lock_timeout\` are near \`PRAGMA busy_timeout\`; times are always UTC, so a
\`TimeZone\` other than UTC changes what is read; a \`search_path\` means nothing where there is one
schema.`,
  examples: [
    { from: "set local statement_timeout = 0; set time zone 'UTC'; select 1", to: 'select 1' },
    { from: "select pg_catalog.set_config('search_path', '', false);\nselect 1", to: 'select 1' },
  ],
  on: {
    DiscardStmt: (_content, context) =>
      statementRemoval(
        context,
        'SQLite keeps no state of a session to discard, so the statement goes.',
      ),
    VariableSetStmt: ({ name }, context) => {
      const isUtc = name === 'timezone' && /utc|gmt/i.test(context.source.text);
      const message =
        name === 'timezone' && !isUtc
          ? 'SQLite knows UTC only, so this goes: convert times in the application, or with the modifier localtime.'
          : `SQLite has no setting ${name ?? ''}, so the statement goes.`;
      const isHarmless = harmless.has(name ?? '') || isUtc;
      return {
        ...statementRemoval(context, message),
        ...(isHarmless && { severity: 'info' as const }),
      };
    },
    VariableShowStmt: (_content, context) => ({
      at: context.node,
      severity: 'error',
      message: 'SQLite has no SHOW: ask a pragma, or keep the setting in the application.',
    }),
    SelectStmt: ({ targetList, fromClause }, context) => {
      const [only, second] = targetList ?? [];
      if (
        context.path.length > 1 ||
        fromClause ||
        second ||
        !isSetConfig(as('ResTarget', only)?.val)
      )
        return undefined;
      return {
        ...statementRemoval(
          context,
          'SQLite has no settings of the session, so the statement goes.',
        ),
        severity: 'info',
      };
    },
  },
});

/** Settings that change nothing about results, as `pg_dump` writes them. */
const harmless = new Set([
  'check_function_bodies',
  'client_encoding',
  'client_min_messages',
  'default_table_access_method',
  'default_tablespace',
  'idle_in_transaction_session_timeout',
  'lock_timeout',
  'row_security',
  'search_path',
  'standard_conforming_strings',
  'statement_timeout',
  'transaction_timeout',
  'xmloption',
]);

function isSetConfig(node: Node | undefined): boolean {
  return as('String', as('FuncCall', node)?.funcname?.at(-1))?.sval === 'set_config';
}
