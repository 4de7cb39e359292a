import { type DefiningStatement, outlined, type Schema, withOthers } from '../sql/schema.ts';
import { definitionsIn, schemaOf } from '../sql/script-schema.ts';
import type { KnownDefinitions } from './known-definitions.ts';

/** Reads the schema that is known of a workspace; a text is parsed once. */
export class SchemaReader {
  #statements = new Map<string, readonly DefiningStatement[]>();
  #schemas = new WeakMap<KnownDefinitions, Map<string, Schema>>();

  /**
   * The schema of all that is known but one script: the document that is looked at says itself what
   * it defines.
   */
  read(known: KnownDefinitions, but: string): Schema {
    const schemas = this.#schemas.get(known) ?? new Map<string, Schema>();
    this.#schemas.set(known, schemas);
    const key = known.scripts.has(but) ? but : '';
    const schema = schemas.get(key) ?? this.#make(known, key);
    schemas.set(key, schema);
    return schema;
  }

  #make({ scripts, others }: KnownDefinitions, but: string): Schema {
    const parsed = new Map(
      [...scripts.values(), ...others].map((text) => [
        text,
        this.#statements.get(text) ?? definitionsIn(text),
      ]),
    );
    this.#statements = parsed;
    const own = [...scripts].filter(([path]) => path !== but);
    const schema = schemaOf(own.flatMap(([, text]) => parsed.get(text) ?? []));
    return others
      .map((text) => outlined(schemaOf(parsed.get(text) ?? [])))
      .reduce(withOthers, schema);
  }
}
