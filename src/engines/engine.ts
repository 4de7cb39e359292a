import type { EngineId } from '../core/goal.ts';

/** Whether a program waits for the database with `await`. */
export type CallStyle = 'sync' | 'async';

/** A Python package that talks to the database. */
export interface PythonDriver {
  /** Import name; also the name in a SQLAlchemy URL unless `urlDriver` says otherwise. */
  readonly module: string;
  /** Names on the package index that provide it, the one to write first. Empty: standard library. */
  readonly packages: readonly string[];
  /** What a requirement says of the version, such as `>=0.20`. */
  readonly version: string;
  /** A release for files that pin all versions, and the base of a caret. */
  readonly release: string;
  /** Extras of its own package that it is written with, such as `binary`. */
  readonly ownExtras: readonly string[];
  /** What else installs it: `package[extra]`, or a package that always does. */
  readonly viaExtras: readonly string[];
  /** Packages that are of no use without it, such as its type stubs. */
  readonly companions: readonly string[];
  /** How it is used, first of all. */
  readonly style: CallStyle;
  /** Whether it works in the other style too. */
  readonly bothStyles?: boolean;
  /** The driver's name in `dialect+driver://`; empty for the dialect's own default. */
  readonly urlDriver: string;
}

/** A package of the Node ecosystem that talks to the database. */
export interface NodeDriver {
  /** Names on the registry that are this driver, the one to write first. */
  readonly packages: readonly string[];
  readonly version: string;
  /** Knex's `client` names, the one to write first. */
  readonly knexClients: readonly string[];
  /** The first release of Knex that knows those names. */
  readonly knexSince: string;
  /** Packages that are of no use without it, such as its types. */
  readonly companions: readonly string[];
  /** The package that describes it to TypeScript, if it is one of its own. */
  readonly types?: { readonly package: string; readonly version: string };
}

/** What Knex's configuration has for one engine alone. */
export interface KnexFacts {
  /** Paths of options that no other engine takes, such as `migrations.schemaName`. */
  readonly options: readonly string[];
  /** Options that it needs, with their values as source. */
  readonly needed: Readonly<Record<string, string>>;
}

/** What SQLAlchemy's engines know of a database beyond its URL. */
export interface SqlalchemyFacts {
  /** Keywords of `create_engine` that no other database takes. */
  readonly ownOptions: readonly string[];
  /** Connection pools that make sense for this database alone. */
  readonly ownPools: readonly string[];
  /** Isolation levels that it has, its own default first. */
  readonly isolationLevels: readonly string[];
  /** Keys of `connect_args` that its drivers take. */
  readonly connectArguments: readonly string[];
  /** Whether most changes of a table mean to build it again. */
  readonly rebuildsTables: boolean;
  /** What every new connection has to be told. */
  readonly connectStatements: readonly string[];
  /** Whether its driver ties a connection to the thread that opened it, unless told otherwise. */
  readonly threadArgument?: string;
}

/** How a compose file runs the database; absent for a database without a server. */
export interface ServerFacts {
  readonly defaultPort: number;
  /** Repositories of images that are this server, without registry and tag. */
  readonly images: readonly string[];
  /** Images of tools that are of no use without this server. */
  readonly helperImages: readonly string[];
  /** Images of tools that serve other databases as well. */
  readonly sharedHelperImages: readonly string[];
  /** Variables that give the server image its first database and user, the usual one first. */
  readonly serverVariables: {
    readonly database: readonly string[];
    readonly user: readonly string[];
    readonly password: readonly string[];
  };
  /** How a compose file is given this server. */
  readonly service: {
    readonly name: string;
    /** A current image. */
    readonly image: string;
    /** Where a volume has to be mounted for this image's version. */
    readonly dataFolder: string;
    /** A shell command that succeeds once the server answers. */
    readonly healthcheck: string;
    /** The compose profile that it goes behind where both engines stay. */
    readonly profile: string;
  };
  /** Programs that talk to the server and are of no use without it. */
  readonly clientPrograms: readonly string[];
  /** Packages of Linux distributions: clients, and what drivers are built with. */
  readonly systemPackages: RegExp;
  /** Prefixes of environment variables that configure the server or its clients. */
  readonly variablePrefixes: readonly string[];
  /** Where the server keeps its data in the container. */
  readonly dataFolders: readonly string[];
}

/** What the database makes of tables, as far as SQLAlchemy and Alembic do not hide it. */
export interface SchemaFacts {
  /** The only SQLAlchemy type whose primary keys count up by themselves; absent where all do. */
  readonly countingKeyType?: string;
  /** SQL that gives a new UUID as `sqlalchemy.Uuid` keeps it. */
  readonly newUuid: string;
  /** SQL that gives a new UUID as text with hyphens. */
  readonly newUuidText: string;
  /** Whether `newUuid` is plain enough for a model; else Python makes the id. */
  readonly makesUuids: boolean;
  /** Whether columns and constraints can be altered only by copying the table. */
  readonly altersByCopy: boolean;
  /** Whether unique constraints can be deferrable. */
  readonly defersUniques: boolean;
  /** Whether tables can lie in schemas (`public.users`). */
  readonly hasSchemas: boolean;
  /** Whether only this database compiles the `insert` of its SQLAlchemy dialect. */
  readonly ownInsert: boolean;
  /** Whether timestamps can keep their time zone. */
  readonly keepsTimeZones: boolean;
  /** Whether a column of the type JSON has an order, so that it can be indexed and unique. */
  readonly ordersJson: boolean;
}

/**
 * Every fact of one database, in one value. Recipes ask it and never branch on `id`.
 */
export interface Engine {
  readonly id: EngineId;
  /** As people write it. */
  readonly label: string;
  /** URL schemes, without drivers, the one to write first. */
  readonly schemes: readonly string[];
  /** The scheme of Tortoise's URLs, which knows fewer than SQLAlchemy. */
  readonly tortoiseScheme: string;
  /** SQLAlchemy's dialect name. */
  readonly sqlalchemyDialect: string;
  readonly sqlalchemy: SqlalchemyFacts;
  readonly pythonDrivers: readonly PythonDriver[];
  /** Packages of the Python index, other than drivers, that work with this engine alone. */
  readonly pythonPackages: readonly string[];
  /** Modules and packages with which tests start a server of this engine. */
  readonly testServers: readonly string[];
  /** Pydantic's types that accept URLs of this engine alone. */
  readonly pydanticTypes: readonly string[];
  readonly nodeDrivers: readonly NodeDriver[];
  /** Packages of the Node registry, other than drivers, that work with this engine alone. */
  readonly nodePackages: readonly string[];
  readonly knex: KnexFacts;
  /** Names that selector variables such as `DB_ENGINE` use for it, in lower case. */
  readonly selectorNames: readonly string[];
  readonly djangoBackends: readonly string[];
  /** Applications of Django itself that work with this database alone. */
  readonly djangoApps: readonly string[];
  readonly schema: SchemaFacts;
  readonly server?: ServerFacts;
}
