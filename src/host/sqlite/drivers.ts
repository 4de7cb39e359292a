import type { SqliteDriver } from './connection.ts';
import { nodeDriver } from './node-driver.ts';
import { sqlJsDriver } from './sqljs-driver.ts';

/** The best driver that this Node has. */
export async function bestDriver(): Promise<SqliteDriver> {
  return (await nodeDriver()) ?? (await sqlJsDriver());
}
