import type { EngineId } from '../core/goal.ts';
import type { Engine } from './engine.ts';
import { postgresql } from './postgresql.ts';
import { sqlite } from './sqlite.ts';

/** Every engine, by id. */
export const engines: Readonly<Record<EngineId, Engine>> = { postgresql, sqlite };

/** The engine whose URL scheme this is (drivers such as `+asyncpg` allowed), if any. */
export function engineOfScheme(scheme: string): Engine | undefined {
  const dialect = scheme.toLowerCase().split('+')[0] ?? '';
  return Object.values(engines).find((engine) => engine.schemes.includes(dialect));
}
