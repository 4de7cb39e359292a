import type { Knex } from 'knex';
import type { SchemaOperation } from '../../migrations/guard/asked.ts';
import type { DeclaredColumn } from '../../migrations/knex/column-call.ts';
import type { RanMigration } from '../../migrations/report.ts';
import type { MigrationEvents } from './traced-source.ts';

/** Collects what a run sends to the database, by migration. */
export class KnexRecorder implements MigrationEvents {
  readonly statements: string[] = [];
  readonly operations: SchemaOperation[] = [];
  readonly ran: (RanMigration & { readonly sql: string[] })[] = [];
  /** The columns of each table as they were declared last, by name. */
  readonly columns = new Map<string, Map<string, DeclaredColumn>>();
  readonly #onOutput: (text: string) => void;
  #running = false;

  constructor(onOutput: (text: string) => void) {
    this.#onOutput = onOutput;
  }

  /** Listens to a connection; transactions within it are heard too. */
  listen(knex: Knex): void {
    knex.on('query', ({ sql, bindings }: Knex.Sql) => {
      this.statements.push(sql);
      if (this.#running && !isPlumbing(sql)) this.ran.at(-1)?.sql.push(withBindings(sql, bindings));
    });
  }

  begin(name: string, direction: RanMigration['direction']): void {
    this.#onOutput(`${direction === 'down' ? 'Undoing' : 'Running'} ${name}\n`);
    this.#running = true;
    this.ran.push({ name, direction, sql: [] });
  }

  end(): void {
    this.#running = false;
  }

  /** A call on a table builder, such as `dropForeign('owner_id')`. */
  called(table: string, method: string, args: readonly unknown[]): void {
    if (method === 'renameColumn') this.#renamed(table, String(args[0]), String(args[1]));
    const operation = operationOf(table, method, args);
    if (operation) this.operations.push(...operation);
  }

  /** A column of a table builder, such as `decimal('price', 8, 2)`. */
  declared(table: string, type: string, args: readonly unknown[]): void {
    const columns = this.columns.get(table) ?? new Map<string, DeclaredColumn>();
    columns.set(String(args[0]), { method: builderMethods[type] ?? type, args });
    this.columns.set(table, columns);
  }

  #renamed(table: string, from: string, to: string): void {
    const columns = this.columns.get(table);
    const column = columns?.get(from);
    columns?.delete(from);
    if (column) columns?.set(to, column);
  }
}

/** Knex's inner names of types that its builder calls otherwise. */
const builderMethods: Readonly<Record<string, string>> = {
  floating: 'float',
  bool: 'boolean',
  varchar: 'string',
};

/** What Knex itself sends around a migration's statements. */
function isPlumbing(sql: string): boolean {
  return /^\s*(SAVEPOINT|RELEASE|PRAGMA foreign_keys|SELECT type, sql FROM sqlite_master)/.test(
    sql,
  );
}

/** The statement as it is sent, its values in a comment behind it. */
function withBindings(written: string, bindings: readonly unknown[] | undefined): string {
  const sql = written.replace(/[;\s]+$/, '');
  if (!bindings || bindings.length === 0) return sql;
  const text = bindings.map((value) =>
    Buffer.isBuffer(value) ? `<${value.length} bytes>` : value,
  );
  return `${sql} /* ${JSON.stringify(text).replaceAll('*/', '* /')} */`;
}

const constraintDrops = ['dropForeign', 'dropUnique', 'dropPrimary', 'dropChecks', 'dropCheck'];

function operationOf(table: string, method: string, args: readonly unknown[]) {
  const names = args.flat().filter((value) => typeof value === 'string');
  if (constraintDrops.includes(method)) return [{ kind: 'drop-constraint', table } as const];
  if (method === 'dropIndex') return [{ kind: 'drop-index', table } as const];
  if (method === 'dropColumn' || method === 'dropColumns')
    return names.map((name) => ({ kind: 'drop-column', table, name }) as const);
  return undefined;
}
