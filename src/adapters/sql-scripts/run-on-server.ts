import type pg from 'pg';
import { SwitchError } from '../../core/errors.ts';
import type { MigrationReport, MigrationStatus, MigrationTarget } from '../../migrations/report.ts';
import { splitScript } from '../../sql/splitter.ts';
import { connectForWriting } from '../postgresql/connect.ts';
import {
  type AppliedScript,
  type AppliedStatement,
  appliedScript,
  ledger,
  statusOf,
} from './script-ledger.ts';
import type { ServerScripts } from './script-project.ts';

/** What the server has of the scripts. Throws `SwitchError`. */
export async function serverStatus({ scripts, url }: ServerScripts): Promise<MigrationStatus> {
  const client = await connectForWriting(url);
  try {
    return statusOf(scripts, await appliedOn(client), targetOf(client));
  } finally {
    await client.end();
  }
}

/** Applies what is pending; a statement that fails is named and left out. Throws `SwitchError`. */
export async function applyOnServer(
  { scripts, url }: ServerScripts,
  dryRun: boolean,
): Promise<MigrationReport> {
  if (dryRun) throw noDryRun();
  const client = await connectForWriting(url);
  try {
    await client.query(
      `CREATE TABLE IF NOT EXISTS ${ledger} (path text PRIMARY KEY, time timestamptz DEFAULT now())`,
    );
    const done = await appliedOn(client);
    const applied: AppliedScript[] = [];
    for (const { path, sql } of scripts) {
      if (!done.has(path)) applied.push(await applyScript(client, path, sql));
    }
    return {
      tool: 'sql',
      toolLabel: 'SQL scripts',
      target: targetOf(client),
      dryRun,
      ran: applied.map(({ ran }) => ran),
      created: [],
      failures: applied.flatMap(({ failures }) => failures),
    };
  } finally {
    await client.end();
  }
}

/** All statements of a script in one transaction; what one of them did before it failed is gone. */
async function applyScript(client: pg.Client, path: string, sql: string): Promise<AppliedScript> {
  await client.query('BEGIN');
  const applied: AppliedStatement[] = [];
  for (const { kind, text, start } of splitScript(sql)) {
    if (kind === 'statement') applied.push(await applyStatement(client, text, start));
  }
  await client.query(`INSERT INTO ${ledger} (path) VALUES ($1)`, [path]);
  await client.query('COMMIT');
  return appliedScript(path, sql, applied);
}

/** What a script says of transactions itself has no meaning inside of this one. */
const transaction = /^\s*(?:begin|start\s+transaction|commit|end|rollback)\b[^;]*;?\s*$/i;

async function applyStatement(
  client: pg.Client,
  text: string,
  start: number,
): Promise<AppliedStatement> {
  if (transaction.test(text)) return { text };
  await client.query('SAVEPOINT statement');
  try {
    await client.query(text);
    await client.query('RELEASE SAVEPOINT statement');
    return { text };
  } catch (error) {
    await client.query('ROLLBACK TO SAVEPOINT statement');
    return { text, start, error };
  }
}

async function appliedOn(client: pg.Client): Promise<ReadonlyMap<string, string>> {
  const known = await client.query('SELECT to_regclass($1) AS name', [ledger]);
  if (!known.rows[0]?.name) return new Map();
  const utc = `to_char(time AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
  const { rows } = await client.query(`SELECT path, ${utc} AS time FROM ${ledger}`);
  return new Map(rows.map(({ path, time }) => [String(path), String(time)]));
}

function targetOf({ host, database }: pg.Client): MigrationTarget {
  return { engine: 'postgresql', label: `${host}/${database}` };
}

function noDryRun(): SwitchError {
  return new SwitchError(
    'wrong-usage',
    'Scripts are tried on a copy, and a server has none.',
    'Create an empty database, set DATABASE_URL to it, and run without --dry-run.',
  );
}
