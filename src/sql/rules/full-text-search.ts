import { noForm, onCalls } from '../call-rule.ts';
import { onOperators } from '../operator-rule.ts';
import { defineRule } from '../rule.ts';

const advice =
  "search an FTS5 table: CREATE VIRTUAL TABLE t_fts USING fts5(column, content='t'), with triggers that keep it, and MATCH.";
const search = noForm(advice);

export const fullTextSearch = defineRule({
  id: 'full-text-search',
  title: 'Full-text search: @@, to_tsvector, ts_headline',
  fidelity: 'unsupported',
  asWritten: 'rejected',
  since: '3.9.0',
  explanation: `SQLite searches text with a virtual table of the module FTS5: \`CREATE VIRTUAL TABLE emp_fts USING
fts5(name, content='emp', content_rowid='id')\`, filled by triggers, and \`WHERE emp_fts MATCH 'bob'\`.
\`bm25()\` ranks, \`highlight()\` and \`snippet()\` mark. There is one stemmer, for English (porter).`,
  examples: [{ from: "select ts_headline('a bob c', to_tsquery('bob'))" }],
  on: {
    A_Expr: onOperators(['@@'], (_content, context) => ({
      at: context.node,
      message: `SQLite has no @@: ${advice}`,
    })),
    FuncCall: onCalls({
      phraseto_tsquery: search,
      plainto_tsquery: search,
      setweight: search,
      to_tsquery: search,
      to_tsvector: search,
      ts_headline: noForm('use highlight() or snippet() of an FTS5 table.'),
      ts_rank: noForm('use bm25() of an FTS5 table.'),
      ts_rank_cd: noForm('use bm25() of an FTS5 table.'),
      websearch_to_tsquery: search,
      xpath: noForm('read XML in the application.'),
    }),
  },
});
