import type { EngineId } from '../../core/goal.ts';

/** A library that reaches databases in its own way, and what moving it to an engine takes. */
export interface NodeOrm {
  readonly package: RegExp;
  readonly label: string;
  /** Finds files that can take it in, beside those that hold one of its values; a pattern's source. */
  readonly mention: string;
  /** The option of a JavaScript object that names the engine. */
  readonly option?: string;
  /** Values of that option by engine. */
  readonly values: Readonly<Record<EngineId, readonly string[]>>;
  /** Imports that are for one engine alone. */
  readonly imports: Readonly<Record<EngineId, RegExp>>;
  /** What to do to get to an engine; `{file}` is the database's file. */
  readonly steps: Readonly<Record<EngineId, string>>;
}

const never = /(?!)/;

/** A client of PostgreSQL with calls of its own; nothing of it runs on another database. */
function serverClient(name: string, label: string): NodeOrm {
  const written = name.replace(/[/-]/g, '\\$&');
  const instead =
    'Write its calls with Pool and Client of pg, which a further plan moves, or with Knex.';
  return {
    package: new RegExp(`^${written}$`),
    label,
    mention: written,
    values: { postgresql: [], sqlite: [] },
    imports: { postgresql: new RegExp(`^${written}$`), sqlite: never },
    steps: { sqlite: instead, postgresql: instead },
  };
}

export const nodeOrms: readonly NodeOrm[] = [
  serverClient('pg-promise', 'pg-promise'),
  serverClient('postgres', 'Postgres.js'),
  serverClient('slonik', 'Slonik'),
  serverClient('@fastify/postgres', '@fastify/postgres'),
  serverClient('@neondatabase/serverless', 'The driver of Neon'),
  serverClient('@vercel/postgres', 'The driver of Vercel'),
  {
    package: /^(?:prisma|@prisma\/client)$/,
    label: 'Prisma',
    mention: '@prisma',
    values: { postgresql: ['postgresql', 'postgres'], sqlite: ['sqlite'] },
    imports: { postgresql: /^@prisma\/adapter-pg$/, sqlite: /^@prisma\/adapter-better-sqlite3$/ },
    steps: {
      sqlite:
        'Set provider to "sqlite" and DATABASE_URL to "file:./{file}", then make the migrations anew: npx prisma migrate dev.',
      postgresql:
        'Set provider to "postgresql" and DATABASE_URL to the URL of the server, then make the migrations anew: npx prisma migrate dev.',
    },
  },
  {
    package: /^(?:sequelize|sequelize-typescript|@sequelize\/core)$/,
    label: 'Sequelize',
    mention: '@sequelize',
    option: 'dialect',
    values: { postgresql: ['postgres'], sqlite: ['sqlite', 'sqlite3'] },
    imports: { postgresql: /^@sequelize\/postgres$/, sqlite: /^@sequelize\/sqlite3$/ },
    steps: {
      sqlite:
        "Set dialect to 'sqlite' and storage to './{file}' without host, user and pool, and install sqlite3.",
      postgresql:
        "Set dialect to 'postgres' with the URL of the server, and install pg and pg-hstore.",
    },
  },
  {
    package: /^typeorm$/,
    label: 'TypeORM',
    mention: 'typeorm',
    option: 'type',
    values: {
      postgresql: ['postgres'],
      sqlite: ['better-sqlite3', 'sqlite', 'sqljs'],
    },
    imports: { postgresql: never, sqlite: never },
    steps: {
      sqlite:
        "Set type to 'better-sqlite3' and database to './{file}' without url, host and ssl, install better-sqlite3, and generate the migrations anew.",
      postgresql:
        "Set type to 'postgres' and url to that of the server, install pg, and generate the migrations anew.",
    },
  },
  {
    package: /^(?:drizzle-orm|drizzle-kit)$/,
    label: 'Drizzle',
    mention: 'drizzle-orm',
    option: 'dialect',
    values: { postgresql: ['postgresql'], sqlite: ['sqlite'] },
    imports: {
      postgresql: /^drizzle-orm\/(?:pg-core|node-postgres|postgres-js|neon-\w+|vercel-postgres)/,
      sqlite: /^drizzle-orm\/(?:sqlite-core|better-sqlite3|libsql|bun-sqlite)/,
    },
    steps: {
      sqlite:
        "Take tables from drizzle-orm/sqlite-core and the database from drizzle-orm/better-sqlite3, set dialect to 'sqlite' with the url './{file}', and generate the migrations anew.",
      postgresql:
        "Take tables from drizzle-orm/pg-core and the database from drizzle-orm/node-postgres, set dialect to 'postgresql' with the URL of the server, and generate the migrations anew.",
    },
  },
  {
    package: /^@mikro-orm\//,
    label: 'MikroORM',
    mention: '@mikro-orm',
    values: { postgresql: ['postgresql'], sqlite: ['sqlite'] },
    option: 'type',
    imports: {
      postgresql: /^@mikro-orm\/postgresql$/,
      sqlite: /^@mikro-orm\/(?:sqlite|better-sqlite|libsql)$/,
    },
    steps: {
      sqlite:
        "Take defineConfig from @mikro-orm/sqlite, set dbName to './{file}' without host, user and password, and generate the migrations anew.",
      postgresql:
        'Take defineConfig from @mikro-orm/postgresql, set clientUrl to that of the server, and generate the migrations anew.',
    },
  },
];
