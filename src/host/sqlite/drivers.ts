import type { SqliteDriver } from './connection.ts';
import { nodeDriver } from './node-driver.ts';
import { sqlJsDriver } from './sqljs-driver.ts';

/** The best driver that this Node has. `wasmFile` is sql.js's, where it is not in node_modules. */
export async function bestDriver(wasmFile?: string): Promise<SqliteDriver> {
  return (await nodeDriver()) ?? (await sqlJsDriver(wasmFile));
}
