import { oncePer } from '../../../core/once-per.ts';
import { importsOf } from '../../../formats/python/imports.ts';
import { columnValuesOf } from '../../facts/column-values.ts';
import { rawSchemaOf } from '../../facts/raw-schema.ts';
import type { ProjectStatements } from '../../facts/raw-statements.ts';
import type { Project } from '../../project.ts';
import { pythonFilesWith } from '../../python-files.ts';
import type { Adapter } from './row-code.ts';

/** Python's values that a project can pass to its database: by its imports and by its tables. */
export function adaptersOf(project: Project, { sites }: ProjectStatements): ReadonlySet<Adapter> {
  const imported = importedModules(project);
  const { tables } = rawSchemaOf(project);
  const { columns } = columnValuesOf(rawSchemaOf(project));
  const kinds = new Set(columns.map(({ kind }) => kind));
  const hasArrays = [...tables.values()].some((table) =>
    table.columns.some(({ type }) => type?.array),
  );
  const takesLists = sites.some(({ literal }) => /\bany\s*\(\s*[%$]/i.test(literal.value));
  const found: (readonly [Adapter, boolean])[] = [
    ['uuid', imported.has('uuid') || kinds.has('uuid')],
    ['decimal', imported.has('decimal') || kinds.has('decimal')],
    ['datetime', imported.has('datetime') || kinds.has('datetime') || kinds.has('aware-datetime')],
    ['date', imported.has('datetime') || kinds.has('date')],
    ['list', hasArrays || takesLists],
    ['tuple', sites.some(({ literal }) => /\bin\s+%/i.test(literal.value))],
  ];
  return new Set(found.flatMap(([adapter, isUsed]) => (isUsed ? adapter : [])));
}

const importedModules = oncePer((project: Project): ReadonlySet<string> => {
  const files = pythonFilesWith(project, /\b(?:uuid|decimal|datetime)\b/);
  return new Set(files.flatMap(({ module }) => importsOf(module).map(({ module: name }) => name)));
});
