import type { SqliteSource } from '../reading/sqlite-source.ts';
import { defineRule, type SourceChange } from '../rule.ts';

export const sqliteStatement = defineRule({
  id: 'sqlite-statement',
  title: 'PRAGMA, ATTACH, VACUUM INTO and other statements of SQLite alone',
  direction: 'sqlite-to-postgresql',
  fidelity: 'unsupported',
  asWritten: 'rejected',
  since: '3.0.0',
  explanation: `Most PRAGMAs tune the file or the connection and go: PostgreSQL checks foreign keys always, has its own log, and
waits for locks. One that asks something (\`table_info\`) or keeps something (\`user_version\`) has no form.

ATTACH and DETACH have none: use schemas of one database. VACUUM INTO is \`pg_dump\`. Virtual tables are
modules of SQLite: for FTS5 use a \`tsvector\` column with a GIN index, for R*Tree PostGIS or a GiST index.`,
  examples: [
    { from: 'pragma foreign_keys = on', to: '' },
    { from: 'pragma table_info(emp)' },
    { from: "attach 'other.db' as other" },
    { from: 'create virtual table f using fts5(x)' },
  ],
  on: {},
  inSource: (source) => {
    const found = statements[source.word(0)]?.(source);
    return found ? [{ start: 0, end: source.text.length, ...found }] : [];
  },
});

type Said = Omit<SourceChange, 'start' | 'end'>;

const statements: Readonly<Record<string, (source: SqliteSource) => Said | undefined>> = {
  PRAGMA: pragma,
  ATTACH: () => ({
    message: 'PostgreSQL cannot attach a second database: put its tables in a schema of their own.',
  }),
  DETACH: () => ({ message: 'PostgreSQL has no DETACH: it never attached a database.' }),
  VACUUM: (source) =>
    source.find(['INTO'], 1) > 0
      ? { message: 'PostgreSQL has no VACUUM INTO: make a copy with pg_dump.' }
      : undefined,
  REINDEX: () => ({
    newText: '',
    severity: 'info',
    message:
      'PostgreSQL needs no REINDEX after a change of a collation by the application: it goes.',
  }),
  CREATE: (source) =>
    source.word(1) === 'VIRTUAL' ? { message: virtualTable(source) } : undefined,
};

/** Settings of the file and the connection: there is nothing to do in PostgreSQL. */
const settings = new Set(
  `foreign_keys journal_mode synchronous busy_timeout cache_size temp_store mmap_size encoding page_size
  auto_vacuum locking_mode recursive_triggers secure_delete wal_autocheckpoint wal_checkpoint optimize
  automatic_index case_sensitive_like count_changes defer_foreign_keys ignore_check_constraints
  legacy_alter_table query_only read_uncommitted reverse_unordered_selects threads trusted_schema
  writable_schema journal_size_limit shrink_memory cell_size_check checkpoint_fullfsync fullfsync`.split(
    /\s+/,
  ),
);

const advice: Readonly<Record<string, string>> = {
  table_info: 'Query information_schema.columns.',
  table_xinfo: 'Query information_schema.columns.',
  table_list: 'Query information_schema.tables.',
  index_list: 'Query pg_indexes.',
  index_info: 'Query pg_indexes.',
  foreign_key_list: 'Query information_schema.referential_constraints.',
  user_version: 'Keep the version in a table.',
  application_id: 'Keep it in a table.',
};

function pragma(source: SqliteSource): Said {
  const name = source.word(source.word(2) === '.' ? 3 : 1).toLowerCase();
  if (settings.has(name)) {
    const message = `PRAGMA ${name} sets up SQLite's file or connection: PostgreSQL has nothing of the kind to set, and checks foreign keys always.`;
    return { newText: '', severity: 'info', message };
  }
  return {
    message: `PostgreSQL has no PRAGMA ${name}. ${advice[name] ?? 'Look for the same in its catalogue or settings.'}`,
  };
}

function virtualTable(source: SqliteSource): string {
  const module = source.word(source.find(['USING'], 1) + 1);
  return /^FTS/.test(module)
    ? 'PostgreSQL has no FTS5: keep a tsvector column (GENERATED ALWAYS AS (to_tsvector(...)) STORED) with a GIN index, and search it with @@.'
    : `PostgreSQL has no virtual tables, and so no ${module}: use a table, or an extension that does the same.`;
}
