import type { EngineId } from '../core/goal.ts';

/** Something that an application notices after a switch. */
export interface Difference {
  readonly topic: string;
  readonly text: string;
}

/** What behaves differently on an engine for code that was written for the other one. */
export const differences: Readonly<Record<EngineId, readonly Difference[]>> = {
  sqlite: [
    {
      topic: 'Writing at the same time',
      text: 'One connection writes at a time; others wait for the busy timeout and then fail with “database is locked”. Keep transactions short. Readers are not blocked in WAL mode.',
    },
    {
      topic: 'Types',
      text: 'Lengths, numeric precision and most type names are not enforced. Numeric values are floating point where the column is not INTEGER or TEXT; UUIDs are text; arrays and JSON are JSON text.',
    },
    {
      topic: 'Time zones',
      text: 'Timestamps are text without a zone. Store UTC, and attach the zone when reading: what comes back is naive.',
    },
    {
      topic: 'Comparing text',
      text: 'LIKE ignores the case of ASCII letters only, and sorting is by code point, not by the language of the database.',
    },
    {
      topic: 'Transactions',
      text: 'After an error only the statement is undone, not the transaction: code that swallows errors can commit half of its work. now() changes within a transaction.',
    },
    {
      topic: 'Network disks',
      text: 'The file needs a local disk: locks over NFS or SMB do not protect it, and WAL mode does not work there.',
    },
  ],
  postgresql: [
    {
      topic: 'Types',
      text: 'Types, lengths and ranges are enforced: text in a number column, which SQLite takes, is refused.',
    },
    {
      topic: 'Transactions',
      text: 'After an error the whole transaction is refused until it is rolled back.',
    },
    {
      topic: 'Comparing text',
      text: 'LIKE tells upper from lower case; sorting follows the collation of the database. Without ORDER BY, rows come in no order that can be relied on.',
    },
    {
      topic: 'Connections',
      text: 'Connections are limited and go stale: the pool needs a size, and a check before use.',
    },
    {
      topic: 'Time zones',
      text: 'timestamptz values come back with a zone.',
    },
  ],
};
