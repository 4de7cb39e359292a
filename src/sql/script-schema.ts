import { parseStatement } from './parser.ts';
import { isDefinition, readSchema } from './read-schema.ts';
import { type DefiningStatement, emptySchema, type Schema } from './schema.ts';
import { splitScript } from './splitter.ts';

/** The schema that a script of definitions makes; what cannot be parsed defines nothing. */
export function readScriptSchema(text: string): Schema {
  const statements: DefiningStatement[] = [];
  for (const part of splitScript(text)) {
    if (part.kind !== 'statement') continue;
    const { tree } = parseStatement(part.text);
    if (tree && isDefinition(tree)) statements.push({ tree, text: part.text });
  }
  return statements.length > 0 ? readSchema(statements, emptySchema) : emptySchema;
}
