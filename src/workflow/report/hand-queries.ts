import type { EngineId, Goal } from '../../core/goal.ts';
import { table } from './markdown.ts';

interface HandQuery {
  readonly sql: string;
  readonly expect: string;
}

interface Shell {
  /** How the database is opened in a terminal. */
  readonly command: (database: Goal['database']) => string;
  readonly queries: readonly HandQuery[];
}

const shells: Readonly<Record<EngineId, Shell>> = {
  sqlite: {
    command: ({ file }) => `sqlite3 ${file}`,
    queries: [
      { sql: '.tables', expect: 'the tables of your models, and `alembic_version` with Alembic' },
      { sql: 'PRAGMA integrity_check;', expect: '`ok`' },
      { sql: 'PRAGMA foreign_key_check;', expect: 'no row' },
      { sql: 'PRAGMA journal_mode;', expect: '`wal`, once the application has connected' },
    ],
  },
  postgresql: {
    command: ({ name }) => `psql ${name}`,
    queries: [
      { sql: '\\dt', expect: 'the tables of your models, and `alembic_version` with Alembic' },
      {
        sql: 'SELECT count(*) FROM pg_stat_activity WHERE datname = current_database();',
        expect: 'the connections of the application and this one',
      },
    ],
  },
};

/** Statements to type, with what to expect of each. */
export function handQueries({ target, database }: Goal): string {
  const { command, queries } = shells[target];
  const rows = queries.map(({ sql, expect }) => [`\`${sql}\``, expect]);
  return `In \`${command(database)}\`:\n\n${table(['Type', 'Expect'], rows)}`;
}
