import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The entry of a child process: its bundle beside ours, or its source beside this file. Scripts of
 * another language are the same in both places.
 */
export function hostFile(name: string, language: 'js' | 'py' = 'js'): string {
  // The bundler puts `__dirname` here.
  const folder = import.meta.dirname;
  if (language === 'py') return join(folder, `${name}.py`);
  const source = join(folder, `${name}.ts`);
  return existsSync(source) ? source : join(folder, `${name}.cjs`);
}
