import type { AlterTableCmd, AlterTableStmt } from 'libpg-query';
import type { Extent, StatementSource } from '../statement-source.ts';
import { as } from '../tree.ts';

/** One action of ALTER TABLE with its tokens: `ADD COLUMN a int`. */
export interface AlterCommand {
  readonly command: AlterTableCmd;
  readonly extent: Extent;
  readonly source: StatementSource;
}

/** The actions of an ALTER TABLE. They have no location: they stand between commas. */
export function alterCommands(
  { relation, cmds }: AlterTableStmt,
  source: StatementSource,
): readonly AlterCommand[] {
  const table = relation ? source.extent({ RangeVar: relation }).last : 0;
  let first = table + 1;
  return (cmds ?? []).flatMap((item) => {
    const command = as('AlterTableCmd', item);
    const comma = source.find(',', first);
    const last = (comma < 0 ? source.tokens.length : comma) - 1;
    const extent = { first, last };
    first = last + 2;
    return command ? [{ command, extent, source }] : [];
  });
}

/** The text from a word of the action to its end, or to the next of the stop words. */
export function textAfter(
  { extent, source }: AlterCommand,
  words: readonly string[],
  stops: readonly string[] = [],
): string {
  const start = source.find(words, extent.first, extent.last) + 1;
  const stop = stops.length > 0 ? source.find(stops, start, extent.last) : -1;
  const last = stop < 0 ? extent.last : stop - 1;
  return start <= last ? source.slice(source.span({ first: start, last })) : '';
}
