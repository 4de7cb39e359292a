import { qualifiedName } from '../../../formats/python/imports.ts';
import { nodesOf, type PythonNode, textOf } from '../../../formats/python/module.ts';
import { psycopgFamily } from '../../facts/raw-family.ts';
import type { PythonFile } from '../../python-files.ts';
import { batchCallsOf, takesMore } from './batches.ts';
import { driverNames } from './driver-names.ts';
import { openingsOfOtherStyle } from './psycopg-async.ts';
import { rowKindOf, sqlite3Name } from './sqlite3-names.ts';

/** Names that a rewrite takes out, or writes in another way, whole. */
const handled =
  /^(?:psycopg2\.extras\.(?:execute_values|execute_batch|register_uuid)|psycopg2?\.sql\.(?:SQL|Identifier|Placeholder)|psycopg2\.extensions\.ISOLATION_LEVEL_\w+)$/;

/** Names of psycopg that have nothing in sqlite3 in their place; a file with any of them is left. */
export function obstaclesIn({ module }: Pick<PythonFile, 'module'>): readonly PythonNode[] {
  const batches = batchCallsOf(module).flatMap(({ call }) =>
    takesMore(module, call) && call.firstChild ? [call.firstChild] : [],
  );
  const names = driverNames(module, psycopgFamily).filter((node) => {
    return !hasCounterpart(qualifiedName(module, node) ?? '');
  });
  return [...batches, ...names, ...openingsOfOtherStyle({ module })];
}

function hasCounterpart(name: string): boolean {
  const { connect, pool } = psycopgFamily;
  const found = sqlite3Name(name) ?? rowKindOf(name);
  return found !== undefined || connect.test(name) || pool.test(name) || handled.test(name);
}

/** Methods and attributes for what only the server or its drivers can do. */
const serverMethods =
  /^(?:copy_expert|copy_from|copy_to|mogrify|notifies|set_client_encoding|callproc|lobject|set_session|set_autocommit|pgcode|pgerror|sqlstate|diag|itersize|as_string|add_notify_handler|prepare_threshold)$/;

/** Likewise, by names that other objects have too. */
const commonMethods = /^(?:copy|pipeline|cancel|stream)$/;
const databaseObject = /(?:cur|conn|db)\w*$/i;

/** Uses of those, which are named one by one. */
export function serverUses({ module }: PythonFile): readonly PythonNode[] {
  return nodesOf(module.root, 'MemberExpression').filter(({ lastChild, firstChild }) => {
    if (lastChild?.name !== 'PropertyName' || !firstChild) return false;
    const method = textOf(module, lastChild);
    if (serverMethods.test(method)) return true;
    return commonMethods.test(method) && databaseObject.test(textOf(module, firstChild));
  });
}
