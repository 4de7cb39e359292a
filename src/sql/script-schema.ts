import { isDefinition, readSchema } from './read-schema.ts';
import { type Dialect, postgresDialect } from './reading/dialect.ts';
import { type DefiningStatement, emptySchema, type Schema } from './schema.ts';

/** The schema that a script of definitions makes; what cannot be parsed defines nothing. */
export function readScriptSchema(text: string, dialect: Dialect): Schema {
  return schemaOf(definitionsIn(text, dialect));
}

/** The statements of a script that define something, as PostgreSQL's grammar takes them. */
export function definitionsIn(
  script: string,
  { split, read, definition }: Dialect = postgresDialect,
): readonly DefiningStatement[] {
  return split(script).flatMap((part) => {
    if (part.kind !== 'statement') return [];
    const found = definition(part.text, read(part.text, 'none'));
    return found && isDefinition(found.tree) ? [found] : [];
  });
}

/** The schema that definitions make in their order. */
export function schemaOf(statements: readonly DefiningStatement[]): Schema {
  return statements.length > 0 ? readSchema(statements, emptySchema) : emptySchema;
}
