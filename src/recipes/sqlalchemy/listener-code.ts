import type { Engine } from '../../engines/engine.ts';
import type { PythonModule } from '../../formats/python/module.ts';

/** What a new listener is to be. */
export interface ListenerRequest {
  /** Expressions of what it listens to, such as `engine.sync_engine`. */
  readonly targets: readonly string[];
  /** The name by which the file knows `sqlalchemy.event`. */
  readonly event: string;
  readonly indent: string;
  /** The condition under which it does nothing, if there is one. */
  readonly unless?: string;
}

/** A function that tells every new connection what the engine's connections have to be told. */
export function listenerCode(
  { lineEnd }: PythonModule,
  { sqlalchemy, sqlalchemyDialect }: Engine,
  { targets, event, indent, unless }: ListenerRequest,
): string {
  const lines = [
    ...targets.map((target) => `@${event}.listens_for(${target}, "connect")`),
    `def set_${sqlalchemyDialect}_pragma(dbapi_connection, connection_record):`,
    ...(unless ? [`    if ${unless}:`, '        return'] : []),
    '    cursor = dbapi_connection.cursor()',
    ...sqlalchemy.connectStatements.map((text) => `    cursor.execute("${text}")`),
    '    cursor.close()',
  ];
  return lines.map((line) => indent + line).join(lineEnd) + lineEnd;
}

/** True for a connection of another database, whichever driver it is of. */
export function otherDriver({ sqlalchemyDialect }: Engine): string {
  return `"${sqlalchemyDialect}" not in type(dbapi_connection).__module__`;
}

/** True for an engine of another database. */
export function otherDialect(engine: string, { sqlalchemyDialect }: Engine): string {
  return `${engine}.dialect.name != "${sqlalchemyDialect}"`;
}
