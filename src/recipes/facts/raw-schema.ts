import { oncePer } from '../../core/once-per.ts';
import type { Engine } from '../../engines/engine.ts';
import { nodesOf as javascriptNodesOf } from '../../formats/javascript/module.ts';
import { stringLiteral as javascriptLiteral } from '../../formats/javascript/string-literal.ts';
import { nodesOf } from '../../formats/python/module.ts';
import { stringLiteral } from '../../formats/python/string-literal.ts';
import { rulesFor } from '../../sql/direction-rules.ts';
import { parserIsLoaded } from '../../sql/parser.ts';
import { dialectOf } from '../../sql/reading/dialect.ts';
import type { Direction } from '../../sql/rule.ts';
import type { Schema } from '../../sql/schema.ts';
import { emptySchema } from '../../sql/schema.ts';
import { isSchemaScript } from '../../sql/schema-scripts.ts';
import { readScriptSchema } from '../../sql/script-schema.ts';
import { type Translation, translator } from '../../sql/translate.ts';
import type { Project } from '../project.ts';
import { pythonFilesWith } from '../python-files.ts';
import { javascriptFilesWith } from './javascript-files.ts';

const definition = /\bcreate\s+(?:\w+\s+)*?(?:table|type|domain)\b/i;

/** The definitions of a project's tables: its scripts, and statements in its code. */
export const schemaTextOf: (project: Project) => string = oncePer((project: Project) => {
  const scripts = [...project.files.values()].filter(({ path, text }) =>
    isSchemaScript(path, text, project.files),
  );
  const literals = pythonFilesWith(project, definition).flatMap(({ module }) =>
    nodesOf(module.root, 'String', 'ContinuedString').flatMap((node) => {
      const value = stringLiteral(module, node)?.value ?? '';
      return definition.test(value) ? value : [];
    }),
  );
  const strings = javascriptFilesWith(project, definition).flatMap(({ module }) =>
    javascriptNodesOf(module.root, 'String', 'TemplateString').flatMap((node) => {
      const literal = javascriptLiteral(module, node);
      return literal && literal.holes.length === 0 && definition.test(literal.value)
        ? literal.value
        : [];
    }),
  );
  return [...scripts.map(({ text }) => text), ...literals, ...strings].join(';\n');
});

/** Those definitions, read as PostgreSQL's. */
export const rawSchemaOf: (project: Project) => Schema = oncePer((project: Project) =>
  schemaIn(project, 'postgresql-to-sqlite'),
);

/** Those definitions, read as SQLite's. */
export const fileSchemaOf: (project: Project) => Schema = oncePer((project: Project) =>
  schemaIn(project, 'sqlite-to-postgresql'),
);

function schemaIn(project: Project, direction: Direction): Schema {
  if (!parserIsLoaded()) return emptySchema;
  return readScriptSchema(
    schemaTextOf(project),
    dialectOf(direction, rulesFor('sqlite-to-postgresql')),
  );
}

/** A translator that knows the project's tables. */
export function projectTranslator(
  project: Project,
  { id: from }: Engine,
  { id: to }: Engine,
): (sql: string) => Translation {
  if (!parserIsLoaded()) return (sql) => ({ sql, edits: [], problems: [] });
  return translator({ from, to, schema: schemaTextOf(project), placeholders: 'none' });
}
