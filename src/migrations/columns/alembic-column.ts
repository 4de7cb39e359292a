import { applyEdits, type TextEdit } from '../../core/edit.ts';
import { childrenOf, nodesOf, parsePython, textOf } from '../../formats/python/module.ts';
import { type ColumnType, indexName, isFilledFirst, type NewColumn } from './new-column.ts';

/** SQLAlchemy's names of the types. */
const types: Readonly<Record<ColumnType, string>> = {
  boolean: 'sa.Boolean()',
  integer: 'sa.Integer()',
  string: 'sa.String(255)',
  text: 'sa.Text()',
  decimal: 'sa.Numeric(10, 2)',
  date: 'sa.Date()',
  timestamp: 'sa.DateTime(timezone=True)',
  json: 'sa.JSON()',
};

/**
 * Puts the column into an empty revision, as batch operations, so that it runs on both engines.
 * `undefined` where the revision has no upgrade and downgrade to fill.
 */
export function fillRevision(text: string, column: NewColumn): string | undefined {
  const { value: module } = parsePython(text);
  const bodyEdit = (name: string, lines: readonly string[]): TextEdit | undefined => {
    const definition = nodesOf(module.root, 'FunctionDefinition').find((node) =>
      childrenOf(node).some(
        (child) => child.name === 'VariableName' && textOf(module, child) === name,
      ),
    );
    const pass = definition && nodesOf(definition, 'PassStatement')[0];
    if (!pass) return undefined;
    return { start: pass.from, end: pass.to, newText: lines.join(`${module.lineEnd}    `) };
  };
  const edits = [bodyEdit('upgrade', upLines(column)), bodyEdit('downgrade', downLines(column))];
  const [up, down] = edits;
  return up && down ? applyEdits(text, [up, down]) : undefined;
}

function upLines(column: NewColumn): readonly string[] {
  const { table, name, type } = column;
  const index = column.index
    ? [`op.create_index(${quote(indexName(column))}, ${quote(table)}, [${quote(name)}])`]
    : [];
  if (!isFilledFirst(column)) {
    return [batch(table), `    batch_op.add_column(${definition(column)})`, ...index];
  }
  const target = `sa.table(${quote(table)}, sa.column(${quote(name)}))`;
  return [
    batch(table),
    `    batch_op.add_column(sa.Column(${quote(name)}, ${types[type]}, nullable=True))`,
    `op.execute(${target}.update().values({${quote(name)}: sa.func.current_timestamp()}))`,
    batch(table),
    `    batch_op.alter_column(${quote(name)}, existing_type=${types[type]}, nullable=False, server_default=sa.func.current_timestamp())`,
    ...index,
  ];
}

function downLines(column: NewColumn): readonly string[] {
  const { table, name } = column;
  const index = column.index
    ? [`op.drop_index(${quote(indexName(column))}, table_name=${quote(table)})`]
    : [];
  return [...index, batch(table), `    batch_op.drop_column(${quote(name)})`];
}

function batch(table: string): string {
  return `with op.batch_alter_table(${quote(table)}) as batch_op:`;
}

function definition({ name, type, nullable, value }: NewColumn): string {
  const fallback = value === undefined ? '' : `, server_default=${serverDefault(value)}`;
  return `sa.Column(${quote(name)}, ${types[type]}, nullable=${nullable ? 'True' : 'False'}${fallback})`;
}

function serverDefault(value: NonNullable<NewColumn['value']>): string {
  if (typeof value === 'boolean') return value ? 'sa.true()' : 'sa.false()';
  return value === 'now' ? 'sa.func.current_timestamp()' : quote(String(value));
}

function quote(text: string): string {
  return `"${text.replace(/\\/g, '\\\\').replaceAll('"', '\\"')}"`;
}
