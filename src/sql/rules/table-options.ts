import type { CreateStmt } from 'libpg-query';
import { defineRule, type Replacement } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { sql } from '../template.ts';

export const tableOptions = defineRule({
  id: 'table-options',
  title: 'CREATE TABLE: UNLOGGED, WITH, TABLESPACE, USING, ON COMMIT',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.0.0',
  explanation: `Where and how PostgreSQL stores a table has no equivalent in SQLite, so these clauses go. A temporary
table lives as long as the connection in SQLite: \`ON COMMIT DROP\` and \`ON COMMIT DELETE ROWS\` have
to be done by the application.`,
  examples: [
    {
      from: 'create unlogged table t (a int) with (fillfactor = 70) tablespace fast',
      to: 'create table t (a int)',
    },
    {
      from: 'create temp table t (a int) on commit drop',
      to: 'create temp table t (a int)',
    },
  ],
  on: {
    CreateStmt: (content, context) => {
      const { options, tablespacename, accessMethod, oncommit, relation } = content;
      const isUnlogged = relation?.relpersistence === 'u';
      const commits = oncommit !== 'ONCOMMIT_NOOP' && oncommit !== 'ONCOMMIT_PRESERVE_ROWS';
      const hasCommit = oncommit !== 'ONCOMMIT_NOOP';
      if (!options && !tablespacename && !accessMethod && !hasCommit && !isUnlogged)
        return undefined;
      return {
        at: context.node,
        message: commits
          ? 'A temporary table of SQLite lives as long as the connection: drop it, or delete its rows, at the end of the transaction.'
          : 'SQLite does not choose how a table is stored, so these words go.',
        ...(commits && { severity: 'warning' as const }),
        replace: [...unlogged(context), ...clauses(content, context)],
        settles: ['options', 'tablespacename', 'accessMethod', 'oncommit'],
      };
    },
    CreateTableAsStmt: ({ into }, context) =>
      into?.rel?.relpersistence === 'u'
        ? {
            at: context.node,
            message: 'SQLite does not choose how a table is stored, so UNLOGGED goes.',
            replace: unlogged(context),
            settles: [],
          }
        : undefined,
    DefElem: (_content, { path }) => (path[0]?.kind === 'CreateStmt' ? 'portable' : undefined),
  },
});

function unlogged({ source }: RuleContext): readonly Replacement[] {
  const word = source.tokens[1];
  if (word?.value !== 'unlogged') return [];
  return [{ target: { start: source.tokens[0]?.end ?? 0, end: word.end }, template: sql`` }];
}

/** The clauses after the list of columns, each up to the next one. */
function clauses({ relation }: CreateStmt, { source }: RuleContext): readonly Replacement[] {
  const table = relation ? source.extent({ RangeVar: relation }).last : 0;
  const replacements: Replacement[] = [];
  const starts = ['with', 'without', 'tablespace', 'using', 'on', 'partition', 'inherits'];
  let first = source.find(starts, source.partner(table + 1) + 1);
  while (first > 0) {
    const next = source.find(starts, first + 1);
    const last = (next < 0 ? source.tokens.length : next) - 1;
    if (!['partition', 'inherits'].includes(source.value(first))) {
      const start = source.tokens[first - 1]?.end ?? 0;
      replacements.push({
        target: { start, end: source.tokens[last]?.end ?? start },
        template: sql``,
      });
    }
    first = next;
  }
  return replacements;
}
