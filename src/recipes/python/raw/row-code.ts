import type { ColumnValues } from '../../facts/column-values.ts';
import type { CodeWriter } from './code-writer.ts';
import type { RowKind } from './sqlite3-names.ts';

/** What the code of a project expects of rows and values. */
export interface ValueNeeds {
  readonly rows: RowKind;
  /** Columns whose values have to be converted. */
  readonly columns: readonly ColumnValues[];
  /** Values that the code passes to the database, by what has to be registered for them. */
  readonly adapters: ReadonlySet<Adapter>;
}

/** Python types that the drivers of a server take by themselves. */
export type Adapter = 'uuid' | 'decimal' | 'datetime' | 'date' | 'list' | 'tuple' | 'dict';

/** Registers what sqlite3, or the driver over it, is to make of Python's values. */
export function adapterCode(
  code: CodeWriter,
  adapters: ReadonlySet<Adapter>,
  driver = 'sqlite3',
): void {
  const lines: string[] = [];
  if (adapters.size === 0) return;
  const module = code.whole(driver);
  const register = (type: string, by: string) =>
    lines.push(`${module}.register_adapter(${type}, ${by})`);
  if (adapters.has('uuid')) register(code.name('uuid', 'UUID'), 'str');
  if (adapters.has('decimal')) register(code.name('decimal', 'Decimal'), 'str');
  const documents = (['list', 'tuple', 'dict'] as const).filter((type) => adapters.has(type));
  if (documents.length > 0) {
    code.block('json_text', [
      'def json_text(value):',
      `    return ${code.whole('json')}.dumps(value, default=str)`,
    ]);
  }
  for (const type of documents) register(type, 'json_text');
  if (adapters.has('date')) {
    const date = code.name('datetime', 'date');
    register(date, `${date}.isoformat`);
  }
  if (adapters.has('datetime')) {
    const utc = `${code.name('datetime', 'timezone')}.utc`;
    code.block('utc_text', [
      'def utc_text(moment):',
      '    """UTC in one form everywhere, so that text sorts as time does."""',
      '    if moment.tzinfo is not None:',
      `        moment = moment.astimezone(${utc}).replace(tzinfo=None)`,
      '    return moment.isoformat(" ")',
    ]);
    register(code.name('datetime', 'datetime'), 'utc_text');
  }
  code.block('adapters', lines);
}

/** Defines the conversion of columns; gives the source of a converted value. */
function converterCode(code: CodeWriter, columns: readonly ColumnValues[]): string {
  if (columns.length === 0) return 'value';
  const entries = columns.map((column) => `    "${column.name}": ${converter(code, column)},`);
  code.block('converters', [
    '# What SQLite keeps as text or as a number, by the name of the column.',
    'CONVERTERS = {',
    ...entries,
    '}',
  ]);
  code.block('convert', [
    'def convert(name, value):',
    '    converter = CONVERTERS.get(name)',
    '    return value if value is None or converter is None else converter(value)',
  ]);
  return 'convert(column[0], value)';
}

function converter(code: CodeWriter, { kind, scale, isOnlyText }: ColumnValues): string {
  const plain = plainConverter(code, kind, scale);
  if (!isOnlyText) return plain.name ?? `lambda value: ${plain.call}`;
  return `lambda value: ${plain.call} if isinstance(value, str) else value`;
}

interface Converter {
  /** A function that does it alone. */
  readonly name?: string;
  readonly call: string;
}

function plainConverter(code: CodeWriter, kind: ColumnValues['kind'], scale?: number): Converter {
  const named = (name: string): Converter => ({ name, call: `${name}(value)` });
  switch (kind) {
    case 'uuid':
      return named(code.name('uuid', 'UUID'));
    case 'datetime':
      return named(`${code.name('datetime', 'datetime')}.fromisoformat`);
    case 'aware-datetime': {
      const [datetime, timezone] = [
        code.name('datetime', 'datetime'),
        code.name('datetime', 'timezone'),
      ];
      code.block('utc_moment', [
        'def utc_moment(text):',
        `    return ${datetime}.fromisoformat(text).replace(tzinfo=${timezone}.utc)`,
      ]);
      return named('utc_moment');
    }
    case 'date':
      return named(`${code.name('datetime', 'date')}.fromisoformat`);
    case 'time':
      return named(`${code.name('datetime', 'time')}.fromisoformat`);
    case 'json':
    case 'array':
      return named(`${code.whole('json')}.loads`);
    case 'decimal': {
      const decimal = code.name('decimal', 'Decimal');
      const rounded = scale ? `.quantize(${decimal}("0.${'0'.repeat(scale - 1)}1"))` : '';
      return { call: `${decimal}(str(value))${rounded}` };
    }
    case 'bool':
    case 'plain':
      return named('bool');
  }
}

/** Defines what makes a row of what sqlite3 reads; gives its name, empty where tuples will do. */
export function rowFactoryCode(code: CodeWriter, { rows, columns }: ValueNeeds): string {
  if (rows === 'tuple' && columns.length === 0) return '';
  const value = converterCode(code, columns);
  const values = value === 'value' ? 'row' : `(${value} for column, value in ${zipped})`;
  switch (rows) {
    case 'tuple':
      code.block('rows', ['def tuple_row(cursor, row):', `    return tuple${values}`]);
      return 'tuple_row';
    case 'dict':
      code.block('rows', [
        'def dict_row(cursor, row):',
        `    return {column[0]: ${value} for column, value in ${zipped}}`,
      ]);
      return 'dict_row';
    case 'both':
      code.block('rows', [
        'class Row(dict):',
        '    """A row that is read by name, and by number as well."""',
        '',
        '    def __getitem__(self, key):',
        '        return list(self.values())[key] if isinstance(key, int) else super().__getitem__(key)',
      ]);
      code.block('make_row', [
        'def make_row(cursor, row):',
        `    return Row((column[0], ${value}) for column, value in ${zipped})`,
      ]);
      return 'make_row';
    case 'namedtuple':
      code.block('rows', [
        'def namedtuple_row(cursor, row):',
        `    fields = ${code.name('collections', 'namedtuple')}("Record", [column[0] for column in cursor.description], rename=True)`,
        `    return fields._make(${values})`,
      ]);
      return 'namedtuple_row';
    case 'row':
      recordCode(code, values);
      return 'Record';
  }
}

const zipped = 'zip(cursor.description, row)';

/** A tuple whose values have names as well, as the rows of psycopg2's DictCursor and of asyncpg. */
export function recordCode(code: CodeWriter, values: string): void {
  code.block('rows', [
    'class Record(tuple):',
    '    """A row that is read by position and by name."""',
    '',
    '    def __new__(cls, cursor, row):',
    `        record = super().__new__(cls, ${values})`,
    '        record.names = [column[0] for column in cursor.description]',
    '        return record',
    '',
    '    def __getitem__(self, key):',
    '        if not isinstance(key, str):',
    '            return super().__getitem__(key)',
    '        if key not in self.names:',
    '            raise KeyError(key)',
    '        return super().__getitem__(self.names.index(key))',
    '',
    '    def get(self, key, default=None):',
    '        return self[key] if key in self.names else default',
    '',
    '    def keys(self):',
    '        return list(self.names)',
    '',
    '    def values(self):',
    '        return list(self)',
    '',
    '    def items(self):',
    '        return list(zip(self.names, self))',
  ]);
}
