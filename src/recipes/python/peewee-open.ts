import type { Engine } from '../../engines/engine.ts';
import { argumentsOf, keyword, positional } from '../../formats/python/arguments.ts';
import { nodesOf, type PythonModule, type PythonNode } from '../../formats/python/module.ts';
import { quoted } from '../../formats/python/quotes.ts';
import { stringLiteral } from '../../formats/python/string-literal.ts';
import { databaseFileFor } from '../facts/target-url.ts';
import type { SwitchContext } from '../recipe.ts';

/** The database's name as far as it is written out, also as what stands in for a variable. */
export function databaseIn(module: PythonModule, call: PythonNode): string {
  const given = positional(module, call, 0) ?? keyword(module, call, 'database');
  if (!given) return '';
  const literals = [given.value, ...nodesOf(given.value, 'String')].flatMap(
    (node) => stringLiteral(module, node)?.value ?? [],
  );
  return literals.findLast((text) => /^[\w-]+$/.test(text) && text !== text.toUpperCase()) ?? '';
}

/** The call that opens the file in the place of the server, by the name of its class. */
export function openCall(
  module: PythonModule,
  call: PythonNode,
  name: string,
  context: SwitchContext,
): string {
  const file = isDeferred(module, call)
    ? 'None'
    : quoted(module, databaseFileFor(context, databaseIn(module, call)));
  return `${name}(${file}, pragmas=${pragmas(module, context.target)})`;
}

/** Whether the database gets its place later, by `init`. */
export function isDeferred(module: PythonModule, call: PythonNode): boolean {
  return argumentsOf(module, call)[0]?.value.name === 'None';
}

/** What each connection is told, as Peewee's dictionary: `PRAGMA journal_mode=WAL` by name and value. */
function pragmas(module: PythonModule, { sqlalchemy }: Engine): string {
  const entries = sqlalchemy.connectStatements.flatMap((statement) => {
    const [, name, value] = /^PRAGMA (\w+)=(\w+)$/.exec(statement) ?? [];
    if (!name || !value) return [];
    const written = /^\d+$/.test(value) ? value : value === 'ON' ? '1' : quoted(module, value);
    return [`${quoted(module, name)}: ${written}`];
  });
  return `{${entries.join(', ')}}`;
}
