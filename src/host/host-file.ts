import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The entry of a child process: its bundle beside ours, or its source beside this one. */
export function hostFile(name: string): string {
  // The bundler puts `__dirname` here.
  const source = join(import.meta.dirname, `${name}.ts`);
  return existsSync(source) ? source : join(import.meta.dirname, `${name}.cjs`);
}
