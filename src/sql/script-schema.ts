import { parseStatement } from './parser.ts';
import { isDefinition, readSchema } from './read-schema.ts';
import { type DefiningStatement, emptySchema, type Schema } from './schema.ts';
import { splitScript } from './splitter.ts';

/** The schema that a script of definitions makes; what cannot be parsed defines nothing. */
export function readScriptSchema(text: string): Schema {
  return schemaOf(definitionsIn(text));
}

/** The statements of a script that define something. */
export function definitionsIn(text: string): readonly DefiningStatement[] {
  return splitScript(text).flatMap(({ kind, text: statement }) => {
    const { tree } = kind === 'statement' ? parseStatement(statement) : {};
    return tree && isDefinition(tree) ? [{ tree, text: statement }] : [];
  });
}

/** The schema that definitions make in their order. */
export function schemaOf(statements: readonly DefiningStatement[]): Schema {
  return statements.length > 0 ? readSchema(statements, emptySchema) : emptySchema;
}
