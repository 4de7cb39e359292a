import type { Engine } from '../../engines/engine.ts';
import { engines } from '../../engines/index.ts';
import { selectorNamesFor } from './database-variables.ts';

/** The engine that a selector's value names, as `postgres` and `django.db.backends.sqlite3` do. */
export function engineNamed(value: string): Engine | undefined {
  return Object.values(engines).find(
    (engine) => selectorNamesFor(value, engine, engine).length > 0,
  );
}
