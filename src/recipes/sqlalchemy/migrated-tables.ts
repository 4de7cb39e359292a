import { oncePer } from '../../core/once-per.ts';
import { positional } from '../../formats/python/arguments.ts';
import { nodesOf, type PythonModule, type PythonNode } from '../../formats/python/module.ts';
import { stringLiteral } from '../../formats/python/string-literal.ts';
import { isRevision } from '../alembic/revisions.ts';
import type { KnownTable } from '../facts/known-table.ts';
import type { Project } from '../project.ts';
import { pythonFilesWith } from '../python-files.ts';
import { columnTypeOf, isNotNull } from './column-type.ts';
import { columnsOf, isTrue } from './columns.ts';
import { calledMethod } from './type-uses.ts';

/** Operations after which a table's columns are not those of its first definition. */
const altering =
  /^(?:add_column|drop_column|alter_column|rename_table|batch_alter_table|drop_table)$/;

/**
 * The tables that Alembic's revisions make and leave as they are, and those of `Table(...)`. What
 * a downgrade drops does not count.
 */
export const migratedTables: (project: Project) => readonly KnownTable[] = oncePer(
  (project: Project) => {
    const files = pythonFilesWith(project, /\bcreate_table\b|\bTable\(/);
    const made = files.flatMap(({ module }) => tablesIn(module));
    const altered = new Set(
      pythonFilesWith(project, /_column\b|_table\b/)
        .filter(isRevision)
        .flatMap(({ module }) => alteredIn(module)),
    );
    return made.filter(({ name }) => !altered.has(name));
  },
);

function tablesIn(module: PythonModule): readonly KnownTable[] {
  return nodesOf(module.root, 'CallExpression').flatMap((call) => {
    if (!/^(?:create_table|Table)$/.test(calledMethod(module, call))) return [];
    const columns = columnsOf(module).filter(
      ({ owner, name }) => owner?.from === call.from && name,
    );
    const name = nameOf(module, call);
    if (!name || columns.length === 0) return [];
    return {
      name,
      columns: columns.map((column) => ({
        name: column.name,
        type: columnTypeOf(module, column),
        notNull: isNotNull(module, column),
      })),
      primaryKey: columns.flatMap((column) =>
        isTrue(module, column.call, 'primary_key') ? column.name : [],
      ),
    };
  });
}

function nameOf(module: PythonModule, call: PythonNode): string {
  const first = positional(module, call, 0);
  const literal = first && stringLiteral(module, first.value);
  return literal && literal.holes.length === 0 ? literal.value : '';
}

/** The tables that a revision alters on its way up. */
function alteredIn(module: PythonModule): readonly string[] {
  const upgrade = nodesOf(module.root, 'FunctionDefinition').filter((node) =>
    /^(?:async\s+)?def\s+upgrade\b/.test(module.text.slice(node.from, node.from + 40)),
  );
  return upgrade
    .flatMap((node) => nodesOf(node, 'CallExpression'))
    .flatMap((call) => (altering.test(calledMethod(module, call)) ? nameOf(module, call) : []));
}
