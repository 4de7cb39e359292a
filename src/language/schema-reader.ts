import type { DefiningStatement, Schema } from '../sql/schema.ts';
import { definitionsIn, schemaOf } from '../sql/script-schema.ts';

/** Reads the schema that a workspace's scripts make; a script is parsed once for its text. */
export class SchemaReader {
  #statements = new Map<string, readonly DefiningStatement[]>();
  #schemas = new WeakMap<ReadonlyMap<string, string>, Map<string, Schema>>();

  /**
   * The schema of all scripts but one: the document that is looked at says itself what it defines.
   * `scripts` are texts by path, in the order in which they run.
   */
  read(scripts: ReadonlyMap<string, string>, but: string): Schema {
    const known = this.#schemas.get(scripts) ?? new Map<string, Schema>();
    this.#schemas.set(scripts, known);
    const key = scripts.has(but) ? but : '';
    const schema = known.get(key) ?? this.#make(scripts, key);
    known.set(key, schema);
    return schema;
  }

  #make(scripts: ReadonlyMap<string, string>, but: string): Schema {
    const parsed = new Map(
      [...scripts.values()].map((text) => [
        text,
        this.#statements.get(text) ?? definitionsIn(text),
      ]),
    );
    this.#statements = parsed;
    const others = [...scripts].filter(([path]) => path !== but);
    return schemaOf(others.flatMap(([, text]) => parsed.get(text) ?? []));
  }
}
