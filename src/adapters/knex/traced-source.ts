import type { Knex } from 'knex';

type Direction = 'up' | 'down';

/** A migration's module; Knex itself complains where a function is missing. */
interface MigrationCode extends Partial<Knex.Migration> {
  readonly config?: { readonly transaction?: boolean };
}

/** Told when a migration begins and ends. */
export interface MigrationEvents {
  begin(name: string, direction: Direction): void;
  end(): void;
}

/** The project's migrations, each telling when it runs; all else is left as the source has it. */
export function tracedSource(
  source: Knex.MigrationSource<unknown>,
  events: MigrationEvents,
): Knex.MigrationSource<unknown> {
  return {
    getMigrations: (extensions) => source.getMigrations(extensions),
    getMigrationName: (migration) => source.getMigrationName(migration),
    async getMigration(migration) {
      const name = source.getMigrationName(migration);
      const code: MigrationCode = await source.getMigration(migration);
      const traced = (direction: Direction) => async (knex: Knex) => {
        events.begin(name, direction);
        try {
          return await code[direction]?.(knex);
        } finally {
          events.end();
        }
      };
      return {
        ...(code.config && { config: code.config }),
        ...(code.up && { up: traced('up') }),
        ...(code.down && { down: traced('down') }),
      } as Knex.Migration;
    },
  };
}
