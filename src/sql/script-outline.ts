import type { Node } from 'libpg-query';
import type { Folding } from './alter/fold-alters.ts';
import { isDefinition, readSchema } from './read-schema.ts';
import type { Appended } from './reading/sqlite-script.ts';
import type { DefiningStatement, Schema } from './schema.ts';
import type { ScriptPart } from './splitter.ts';
import { as } from './tree.ts';

/** A part of a script on which others depend. */
export interface OutlinedPart {
  readonly part: ScriptPart;
  readonly text: string;
  readonly tree: Node;
}

/** What a script as a whole does with its parts. */
export interface PartFolding extends Folding<OutlinedPart> {
  /** Statements that come after one of the script's own. */
  readonly appended?: ReadonlyMap<OutlinedPart, readonly Appended[]>;
}

export type Fold = (parts: readonly OutlinedPart[], schema: Schema) => PartFolding;

/** A statement, as far as other statements depend on it; of an INSERT only its table. */
export function outlineOf(statement: DefiningStatement | undefined): DefiningStatement | undefined {
  if (!statement) return undefined;
  const { text, tree } = statement;
  const insert = as('InsertStmt', tree);
  if (!insert) return isDefinition(tree) || 'DropStmt' in tree ? statement : undefined;
  const { relation, cols } = insert;
  return cols || !relation ? undefined : { text, tree: { InsertStmt: { relation } } };
}

/** The same, with the columns that an INSERT names: they tell whether it numbers its rows. */
export function outlineWithInserts(
  statement: DefiningStatement | undefined,
): DefiningStatement | undefined {
  const insert = as('InsertStmt', statement?.tree);
  if (!statement || !insert?.relation) return outlineOf(statement);
  const { relation, cols } = insert;
  return { text: statement.text, tree: { InsertStmt: { relation, ...(cols && { cols }) } } };
}

/**
 * The schema of a script, and which ALTER TABLE go into which CREATE TABLE: made anew when one of
 * the statements that they depend on is another one.
 */
export class ScriptOutline {
  readonly #fold: Fold;
  #definitions: readonly OutlinedPart[] = [];
  #known: Schema | undefined;
  #schema: Schema | undefined;
  #outlined: readonly OutlinedPart[] = [];
  #folding: PartFolding | undefined;
  #foldingSchema: Schema | undefined;

  constructor(fold: Fold) {
    this.#fold = fold;
  }

  /** The schema after all definitions, on top of one that is known. */
  schema(outlined: readonly OutlinedPart[], known: Schema): Schema {
    const definitions = outlined.filter(({ tree }) => isDefinition(tree));
    const isSame = this.#known === known && haveSameTrees(definitions, this.#definitions);
    if (this.#schema && isSame) return this.#schema;
    this.#definitions = definitions;
    this.#known = known;
    this.#schema = definitions.length > 0 ? readSchema(definitions, known) : known;
    return this.#schema;
  }

  /** Each outlined part as the folding knows it, with the folding. */
  folding(outlined: readonly OutlinedPart[], schema: Schema): ScriptFolding {
    const isSame = this.#foldingSchema === schema && haveSameTrees(outlined, this.#outlined);
    if (!this.#folding || !isSame) {
      this.#outlined = outlined;
      this.#foldingSchema = schema;
      this.#folding = this.#fold(outlined, schema);
    }
    const known = this.#outlined;
    const owners = new Map(outlined.map(({ part }, index) => [part, known[index]]));
    return { folding: this.#folding, owners };
  }
}

/** A folding, and the part under which it knows a part of the script as it is now. */
export interface ScriptFolding {
  readonly folding: PartFolding;
  readonly owners: ReadonlyMap<ScriptPart, OutlinedPart | undefined>;
}

function haveSameTrees(a: readonly OutlinedPart[], b: readonly OutlinedPart[]): boolean {
  return a.length === b.length && a.every(({ tree }, index) => tree === b[index]?.tree);
}
