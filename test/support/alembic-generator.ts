import { revision } from './alembic-project.ts';
import type { Tree } from './memory-workspace.ts';
import { random } from './random.ts';

interface GeneratedColumn {
  name: string;
  /** As written in Python. */
  type: string;
  nullable: boolean;
  /** Python of the server default. */
  readonly default?: string;
}

/** Something of a table that has a name and is made of columns. */
interface Part {
  readonly kind: 'index' | 'unique' | 'foreign' | 'check';
  readonly name: string;
  readonly column: string;
  /** The operation that makes it. */
  readonly make: string;
  readonly target?: string;
}

interface GeneratedTable {
  name: string;
  columns: GeneratedColumn[];
  parts: Part[];
}

/** An upgrade with its downgrade, as lines of Python. */
interface Step {
  readonly up: readonly string[];
  readonly down: readonly string[];
}

/** Columns as autogenerate writes them for PostgreSQL; those that have to be filled have a default. */
const samples: readonly Omit<GeneratedColumn, 'name'>[] = [
  { type: 'sa.String(length=40)', nullable: true },
  { type: 'sa.Integer()', nullable: true },
  { type: 'sa.BigInteger()', nullable: true },
  { type: 'sa.Text()', nullable: false, default: "''" },
  { type: 'sa.Boolean()', nullable: false, default: "sa.text('true')" },
  { type: 'sa.Boolean()', nullable: false, default: "sa.text('false')" },
  { type: 'sa.Numeric(precision=10, scale=2)', nullable: false, default: "sa.text('0')" },
  { type: 'sa.DateTime(timezone=True)', nullable: false, default: "sa.text('now()')" },
  { type: 'sa.DateTime()', nullable: true, default: 'sa.func.now()' },
  { type: 'sa.Date()', nullable: true },
  { type: 'sa.LargeBinary()', nullable: true },
  { type: 'sa.Float()', nullable: true },
  { type: 'postgresql.UUID(as_uuid=True)', nullable: true },
  { type: 'postgresql.JSONB(astext_type=sa.Text())', nullable: true },
  { type: 'postgresql.JSONB()', nullable: false, default: `sa.text("'{}'::jsonb")` },
  { type: "sa.Enum('new', 'done', name='NAME_kind')", nullable: true },
];

/** Revisions as people's tools write them for PostgreSQL: by chance, the same for the same seed. */
export function generatedRevisions(seed: number, length: number): Tree {
  const generator = new Generator(seed);
  const ids = Array.from({ length }, (_, index) => `r${String(index).padStart(4, '0')}`);
  return Object.assign(
    {},
    ...ids.map((id, index) => {
      const { up, down } = generator.step(index);
      const parent = index === 0 ? 'None' : `"${ids[index - 1]}"`;
      return withDialect(revision(id, parent, up.join('\n'), down.join('\n')));
    }),
  );
}

function withDialect(tree: Tree): Tree {
  const imports = 'import sqlalchemy as sa\nfrom sqlalchemy.dialects import postgresql\n';
  return Object.fromEntries(
    Object.entries(tree).map(([path, text]) => [
      path,
      text.replace('import sqlalchemy as sa\n', imports),
    ]),
  );
}

class Generator {
  readonly #next: () => number;
  readonly #tables: GeneratedTable[] = [];

  constructor(seed: number) {
    this.#next = random(seed);
  }

  step(index: number): Step {
    if (this.#tables.length < 4 || this.#next() < 0.12) return this.#createTable(index);
    const table = this.#pick(this.#tables);
    const changes = [
      () => this.#addColumn(table, index),
      () => this.#addColumn(table, index),
      () => this.#dropColumn(table),
      () => this.#renameColumn(table, index),
      () => this.#require(table),
      () => this.#widen(table),
      () => this.#addPart(table, index),
      () => this.#addPart(table, index),
      () => this.#dropPart(table),
      () => this.#renameTable(table, index),
      () => this.#dropTable(table),
      () => this.#insert(table),
    ];
    return this.#pick(changes)() ?? this.#insert(table);
  }

  #pick<T>(values: readonly T[]): T {
    return values[Math.floor(this.#next() * values.length)] as T;
  }

  #column(name: string): GeneratedColumn {
    const sample = this.#pick(samples);
    return { ...sample, name, type: sample.type.replace('NAME', name) };
  }

  #createTable(index: number): Step {
    const name = `t${index}`;
    const columns = ['a', 'b', 'c'].map((letter) => this.#column(`${letter}${index}`));
    const table: GeneratedTable = { name, columns, parts: [] };
    const parent = this.#tables.length > 0 ? this.#pick(this.#tables) : undefined;
    if (parent) {
      const column = `parent${index}`;
      columns.push({ name: column, type: 'sa.Integer()', nullable: true });
      table.parts.push(foreignKey(table, column, parent.name, `fk_${name}`));
    }
    this.#tables.push(table);
    return { up: created(table), down: dropped(table) };
  }

  #dropTable(table: GeneratedTable): Step | undefined {
    const isTarget = this.#tables.some((other) =>
      other.parts.some(({ target }) => target === table.name),
    );
    if (isTarget || this.#tables.length < 6) return undefined;
    this.#tables.splice(this.#tables.indexOf(table), 1);
    return { up: dropped(table), down: created(table) };
  }

  #renameTable(table: GeneratedTable, index: number): Step {
    const [old, now] = [table.name, `t${index}`];
    table.name = now;
    const renamed = (part: Part): Part => ({
      ...part,
      make: part.make.replaceAll(`'${old}'`, `'${now}'`),
      ...(part.target === old && { target: now }),
    });
    for (const other of this.#tables) {
      const concerned = (part: Part) => other === table || part.target === old;
      other.parts = other.parts.map((part) => (concerned(part) ? renamed(part) : part));
    }
    return {
      up: [`op.rename_table('${old}', '${now}')`],
      down: [`op.rename_table('${now}', '${old}')`],
    };
  }

  #addColumn(table: GeneratedTable, index: number): Step {
    const column = this.#column(`c${index}`);
    table.columns.push(column);
    const enumType = enumOf(column);
    return {
      up: [
        ...(enumType ? [`${enumType}.create(op.get_bind())`] : []),
        `op.add_column('${table.name}', ${written(column)})`,
      ],
      down: [
        `op.drop_column('${table.name}', '${column.name}')`,
        ...(enumType ? [`${enumType}.drop(op.get_bind())`] : []),
      ],
    };
  }

  #dropColumn(table: GeneratedTable): Step | undefined {
    const free = this.#free(table).filter((column) => !enumOf(column));
    if (free.length === 0 || table.columns.length < 3) return undefined;
    const column = this.#pick(free);
    table.columns.splice(table.columns.indexOf(column), 1);
    // It comes back as the last one.
    return {
      up: [`op.drop_column('${table.name}', '${column.name}')`],
      down: [`op.add_column('${table.name}', ${written(column)})`],
    };
  }

  #renameColumn(table: GeneratedTable, index: number): Step | undefined {
    const free = this.#free(table).filter((column) => !enumOf(column));
    if (free.length === 0) return undefined;
    const column = this.#pick(free);
    const [old, now] = [column.name, `n${index}`];
    column.name = now;
    const rename = (from: string, to: string) =>
      `op.alter_column('${table.name}', '${from}', new_column_name='${to}')`;
    return { up: [rename(old, now)], down: [rename(now, old)] };
  }

  /** Fills a column, and has it filled from then on. */
  #require(table: GeneratedTable): Step | undefined {
    const found = this.#free(table).filter(
      ({ nullable, type }) => nullable && type === 'sa.String(length=40)',
    );
    const [column] = found;
    if (!column) return undefined;
    column.nullable = false;
    const { name } = column;
    const alter = (nullable: string, value: string) =>
      `op.alter_column('${table.name}', '${name}', existing_type=${column.type}, nullable=${nullable}, server_default=${value})`;
    Object.assign(column, { default: "'none'" });
    return {
      up: [
        `op.execute("UPDATE ${table.name} SET ${name} = 'none' WHERE ${name} IS NULL")`,
        alter('False', "'none'"),
      ],
      down: [alter('True', 'None')],
    };
  }

  #widen(table: GeneratedTable): Step | undefined {
    const column = table.columns.find(({ type }) => type === 'sa.String(length=40)');
    if (!column) return undefined;
    const [old, now] = [column.type, 'sa.String(length=200)'];
    column.type = now;
    const alter = (from: string, to: string) =>
      `op.alter_column('${table.name}', '${column.name}', existing_type=${from}, type_=${to}, existing_nullable=${column.nullable ? 'True' : 'False'})`;
    return { up: [alter(old, now)], down: [alter(now, old)] };
  }

  #addPart(table: GeneratedTable, index: number): Step {
    const part = this.#part(table, index);
    if (!part) return this.#insert(table);
    table.parts.push(part);
    return { up: [part.make], down: [unmade(table, part)] };
  }

  #part(table: GeneratedTable, index: number): Part | undefined {
    const free = this.#free(table);
    const integers = free.filter(({ type, nullable }) => type === 'sa.Integer()' && nullable);
    const plain = free.filter(({ type }) => /^sa\.(?:String|Integer|Date|BigInteger)\(/.test(type));
    const [integer] = integers;
    const kind = this.#pick(['index', 'where', 'unique', 'foreign', 'check'] as const);
    if (kind === 'foreign' && integer) {
      return foreignKey(table, integer.name, this.#pick(this.#tables).name, `fk_${index}`);
    }
    if (kind === 'check' && integer) return check(table, integer.name, `ck_${index}`);
    if (plain.length === 0) return undefined;
    const { name: column, nullable } = this.#pick(plain);
    const name = `ix_${index}`;
    const where = `, postgresql_where=sa.text('${column} IS NOT NULL'), sqlite_where=sa.text('${column} IS NOT NULL')`;
    if (kind === 'unique' && nullable) {
      const make = `op.create_unique_constraint('uq_${index}', '${table.name}', ['${column}'])`;
      return { kind, name: `uq_${index}`, column, make };
    }
    const make = `op.create_index('${name}', '${table.name}', ['${column}'], unique=False${kind === 'where' ? where : ''})`;
    return { kind: 'index', name, column, make };
  }

  #dropPart(table: GeneratedTable): Step | undefined {
    if (table.parts.length === 0) return undefined;
    const part = this.#pick(table.parts);
    table.parts.splice(table.parts.indexOf(part), 1);
    return { up: [unmade(table, part)], down: [part.make] };
  }

  #insert({ name }: GeneratedTable): Step {
    return { up: [`op.execute("INSERT INTO ${name} DEFAULT VALUES")`], down: ['pass'] };
  }

  /** Columns that no index or constraint is made of. */
  #free({ columns, parts }: GeneratedTable): GeneratedColumn[] {
    return columns.filter(({ name }) => !parts.some(({ column }) => column === name));
  }
}

function foreignKey(table: GeneratedTable, column: string, target: string, name: string): Part {
  const make = `op.create_foreign_key('${name}', '${table.name}', '${target}', ['${column}'], ['id'], ondelete='CASCADE')`;
  return { kind: 'foreign', name, column, target, make };
}

function check(table: GeneratedTable, column: string, name: string): Part {
  const make = `op.create_check_constraint('${name}', '${table.name}', '${column} > 0')`;
  return { kind: 'check', name, column, make };
}

/** With the enumerated types of its columns, which PostgreSQL makes with the table. */
function created({ name, columns, parts }: GeneratedTable): readonly string[] {
  const lines = [
    "    sa.Column('id', sa.Integer(), nullable=False),",
    ...columns.map((column) => `    ${written(column)},`),
    "    sa.PrimaryKeyConstraint('id'),",
  ];
  return [`op.create_table('${name}',`, ...lines, ')', ...parts.map(({ make }) => make)];
}

function dropped({ name, columns }: GeneratedTable): readonly string[] {
  const types = columns.flatMap((column) => enumOf(column) ?? []);
  return [`op.drop_table('${name}')`, ...types.map((type) => `${type}.drop(op.get_bind())`)];
}

function unmade({ name: table }: GeneratedTable, { kind, name }: Part): string {
  if (kind === 'index') return `op.drop_index('${name}', table_name='${table}')`;
  const type = kind === 'foreign' ? 'foreignkey' : kind;
  return `op.drop_constraint('${name}', '${table}', type_='${type}')`;
}

function written({ name, type, nullable, default: value }: GeneratedColumn): string {
  const given = value === undefined ? '' : `, server_default=${value}`;
  return `sa.Column('${name}', ${type}${given}, nullable=${nullable ? 'True' : 'False'})`;
}

function enumOf({ type }: GeneratedColumn): string | undefined {
  return type.startsWith('sa.Enum') ? type : undefined;
}
