import type { Engine } from '../../engines/engine.ts';
import type { RowKind } from './raw-names.ts';

/** The name of the function that opens the database in a rewritten file. */
export const openDatabase = 'open_database';

const rowFactories: Readonly<Record<RowKind, readonly string[]>> = {
  tuple: [],
  row: ['    connection.row_factory = sqlite3.Row'],
  dict: [
    '    connection.row_factory = lambda cursor, row: {',
    '        column[0]: value for column, value in zip(cursor.description, row)',
    '    }',
  ],
};

/** Values that psycopg takes and sqlite3 does not, by the module whose import shows their use. */
const adapters: readonly (readonly [string, string])[] = [
  ['uuid', 'sqlite3.register_adapter(uuid.UUID, str)'],
  ['decimal', 'sqlite3.register_adapter(decimal.Decimal, str)'],
  ['datetime', 'sqlite3.register_adapter(datetime.datetime, lambda value: value.isoformat(" "))'],
];

/**
 * A function that opens the file which a URL names and tells the connection what each one has to be
 * told, and adapters for values that only psycopg knows. `modules` are those that the file imports
 * whole.
 */
export function helperCode(
  { sqlalchemy, schemes }: Engine,
  rows: RowKind,
  modules: ReadonlySet<string>,
): readonly string[] {
  const used = adapters.filter(([name]) => modules.has(name)).map(([, code]) => code);
  return [
    ...used,
    ...(used.length > 0 ? ['', ''] : []),
    `def ${openDatabase}(url, **options):`,
    `    connection = sqlite3.connect(str(url).removeprefix("${schemes[0]}:///"), **options)`,
    ...rowFactories[rows],
    ...sqlalchemy.connectStatements.map((text) => `    connection.execute("${text}")`),
    '    return connection',
  ];
}
