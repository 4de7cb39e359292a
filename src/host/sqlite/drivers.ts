import type { SqliteDriver } from './connection.ts';
import { nodeDriver } from './node-driver.ts';

/** The best driver that this Node has. */
export async function bestDriver(): Promise<SqliteDriver> {
  const own = await nodeDriver();
  if (own) return own;
  // Loaded only where it is needed: its program is large.
  const { sqlJsDriver } = await import('./sqljs-driver.ts');
  return sqlJsDriver();
}
