import type { ViewStmt } from 'libpg-query';
import { applyEdits } from '../../core/edit.ts';
import { quoteName } from '../identifier.ts';
import { type Answer, defineRule, type Replacement } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import type { Routine } from '../schema.ts';
import { StatementSource } from '../statement-source.ts';
import { sql } from '../template.ts';
import { as, type Content } from '../tree.ts';

export const viewOptions = defineRule({
  id: 'view-options',
  title: 'CREATE VIEW with options',
  fidelity: 'approximate',
  asWritten: 'rejected',
  since: '3.0.0',
  explanation: `SQLite's views are read-only and have no options. \`OR REPLACE\` becomes \`DROP VIEW IF EXISTS\` and
\`CREATE VIEW\`. \`WITH CHECK OPTION\` goes: what writes through the view has to keep its condition.

A materialized view becomes a table that holds the rows of this moment, and \`REFRESH MATERIALIZED VIEW\` deletes them
and inserts those of its query, where the script or the schema (\`--schema\`) shows it.`,
  examples: [
    {
      setup: 'create table kv (v int)',
      from: 'create or replace view w with (security_barrier) as select v from kv where v > 0 with local check option',
      to: 'drop view if exists w;\ncreate view w as select v from kv where v > 0',
    },
    {
      setup: 'create table kv (v int)',
      from: 'create materialized view m as select v from kv with data',
      to: 'create table m as select v from kv',
    },
    {
      setup: 'create table kv (v int); create materialized view m as select v from kv',
      from: 'insert into kv values (1); refresh materialized view m; select v from m',
      to: 'insert into kv values (1); delete from m;\ninsert into m select v from kv; select v from m',
    },
  ],
  on: {
    CreateTableAsStmt: ({ objtype }, context) => {
      if (objtype !== 'OBJECT_MATVIEW') return undefined;
      const { source } = context;
      const view = source.find('view', 0);
      const words = source.span({ first: view - 1, last: view });
      return {
        at: words,
        message:
          'SQLite has no materialized views: this table holds the rows of this moment. Fill it again where REFRESH MATERIALIZED VIEW was.',
        replace: [{ target: words, template: sql`table` }, ...withData(context)],
        settles: ['objtype'],
      };
    },
    RefreshMatViewStmt: (content, context) => refreshed(content, context),
    ViewStmt: (content, context) => {
      const { replace: isReplace, options, withCheckOption } = content;
      const isChecked = withCheckOption !== 'NO_CHECK_OPTION';
      if (!isReplace && !options && !isChecked) return undefined;
      return {
        at: context.node,
        message: isChecked
          ? 'SQLite has no WITH CHECK OPTION: what writes through the view has to keep its condition.'
          : 'SQLite has no OR REPLACE and no options for views.',
        severity: isChecked ? 'warning' : 'info',
        replace: viewReplacements(content, context),
        settles: ['replace', 'options', 'withCheckOption'],
      };
    },
    DefElem: (_content, { path }) => (path[0]?.kind === 'ViewStmt' ? 'portable' : undefined),
  },
});

/** The rows of the query in the place of those that are there. */
function refreshed(
  { relation, skipData }: Content<'RefreshMatViewStmt'>,
  context: RuleContext,
): Answer {
  const at = { start: 0, end: context.source.text.length };
  const name = relation?.relname ?? '';
  const query = queryOf(context.schema.routine(`materialized view ${name}`));
  const deletion = `delete from ${quoteName(name)}`;
  if (query === undefined && !skipData)
    return {
      at,
      severity: 'error',
      message: `SQLite has no materialized views, and the query of ${name} is not known: delete the rows of the table and insert the query again, or give the schema (--schema).`,
    };
  const insertion = `insert into ${quoteName(name)} ${query}`;
  const text = skipData ? deletion : `${deletion};\n${insertion}`;
  return {
    at,
    severity: 'info',
    message: 'SQLite has no materialized views: the rows of the table are made anew.',
    replace: [{ target: at, template: sql`${applyEdits(text, context.translate(text).edits)}` }],
  };
}

/** The text of a materialized view's query. */
function queryOf(view: Routine | undefined): string | undefined {
  const query = as('CreateTableAsStmt', view?.tree)?.query;
  if (!view || !query) return undefined;
  const source = new StatementSource(view.text);
  const first = source.find('as', 0) + 1;
  const last = source.tokens.length - (source.value(source.tokens.length - 1) === ';' ? 2 : 1);
  const isData = source.value(last) === 'data';
  const end = isData ? last - (source.value(last - 1) === 'no' ? 3 : 2) : last;
  return source.slice(source.span({ first, last: end }));
}

/** Tokens go with the blanks before them. */
function removal(first: number, last: number, { source }: RuleContext): Replacement {
  const start = source.tokens[first - 1]?.end ?? 0;
  return { target: { start, end: source.tokens[last]?.end ?? start }, template: sql`` };
}

function withData(context: RuleContext): readonly Replacement[] {
  const { source } = context;
  const last = source.tokens.length - 1;
  if (source.value(last) !== 'data') return [];
  return [removal(source.value(last - 1) === 'no' ? last - 2 : last - 1, last, context)];
}

function viewReplacements(
  { view, replace: isReplace, options, withCheckOption }: ViewStmt,
  context: RuleContext,
): readonly Replacement[] {
  const { source } = context;
  const replacements: Replacement[] = [];
  if (isReplace) {
    const name = quoteName(view?.relname ?? '');
    const words = source.span({ first: 0, last: 2 });
    const word = source.slice(source.tokens[0] ?? words);
    replacements.push({ target: words, template: sql`drop view if exists ${name};\n${word}` });
  }
  const as = source.find('as', 0);
  if (options) replacements.push(removal(source.find('with', 0, as), as - 1, context));
  const last = source.tokens.length - 1;
  if (withCheckOption !== 'NO_CHECK_OPTION') {
    const isNamed = source.value(last - 2) !== 'with';
    replacements.push(removal(isNamed ? last - 3 : last - 2, last, context));
  }
  return replacements;
}
