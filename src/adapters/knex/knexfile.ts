import { existsSync } from 'node:fs';
import { dirname, join, parse } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Knex } from 'knex';
import { SwitchError } from '../../core/errors.ts';

/** Knex's order, with the two that it does not look for by itself. */
const names = ['knexfile.js', 'knexfile.mjs', 'knexfile.cjs', 'knexfile.ts', 'knexfile.mts'];

/** The knexfile of a folder or of the nearest folder above it, down to `top`. */
export function findKnexfile(folder: string, top: string): string | undefined {
  for (let current = folder; ; current = dirname(current)) {
    const name = names.find((name) => existsSync(join(current, name)));
    if (name) return join(current, name);
    if (current === top || current === parse(current).root) return undefined;
  }
}

/**
 * The configuration of one environment. The file may export an object, one object per
 * environment, a function or a promise of either; the project's code runs to find out.
 */
export async function readKnexfile(path: string, environment: string): Promise<Knex.Config> {
  const exported = await resolved(await importFile(path));
  const chosen = await resolved(
    isRecord(exported) ? (exported[environment] ?? exported) : exported,
  );
  if (isRecord(chosen) && ('client' in chosen || 'dialect' in chosen)) {
    return { ...chosen } as Knex.Config;
  }
  throw new SwitchError(
    'wrong-usage',
    `The knexfile has no configuration for the environment "${environment}".`,
    `Set NODE_ENV or --env to one of: ${isRecord(exported) ? Object.keys(exported).join(', ') : 'none'}.`,
  );
}

async function importFile(path: string): Promise<unknown> {
  try {
    return unwrapDefault(await import(pathToFileURL(path).href));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new SwitchError(
      'program-failed',
      `The knexfile could not be loaded: ${reason}`,
      'Run it with node to see where it fails; its packages have to be installed.',
      cause,
    );
  }
}

/** A module's default, and the default of a transpiled CommonJS module within it. */
function unwrapDefault(value: unknown): unknown {
  if (!isRecord(value) || !('default' in value)) return value;
  const inner = value.default;
  return isRecord(inner) && 'default' in inner ? inner.default : inner;
}

async function resolved(value: unknown): Promise<unknown> {
  return typeof value === 'function' ? await value() : await value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
