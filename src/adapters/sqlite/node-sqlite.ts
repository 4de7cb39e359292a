import { SwitchError } from '../../core/errors.ts';

export type NodeSqlite = typeof import('node:sqlite');

/** Node's own SQLite; throws `program-missing` where this Node has none. */
export async function loadNodeSqlite(): Promise<NodeSqlite> {
  const sqlite = await findNodeSqlite();
  if (sqlite) return sqlite;
  throw new SwitchError(
    'program-missing',
    `SQLite needs Node 22.13 or newer; this is ${process.version}.`,
    'Run the command with a newer Node, or from VS Code.',
  );
}

/** Node's own SQLite, or nothing: it is missing before Node 22.13, and in one Electron. */
export async function findNodeSqlite(): Promise<NodeSqlite | undefined> {
  return import('node:sqlite').catch(() => undefined);
}
