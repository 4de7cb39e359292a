import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { AlembicEnvironment } from '../../formats/alembic-environments.ts';
import { flaskApplication } from '../../migrations/alembic/flask-application.ts';
import type { FlaskPlace } from './runner.ts';

/** The application that FLASK_APP names, else the one that the working directory, `cwd`, has. */
export async function flaskPlace(
  { folder, scripts }: AlembicEnvironment,
  cwd: string,
): Promise<FlaskPlace> {
  const directory = relative(folder, scripts);
  const application = process.env.FLASK_APP ?? (await applicationIn(cwd));
  return { directory, ...(application !== undefined && { application }) };
}

/** Nothing where the `flask` command finds it by itself. */
async function applicationIn(cwd: string): Promise<string | undefined> {
  if (['wsgi.py', 'app.py'].some((name) => existsSync(join(cwd, name)))) return undefined;
  const modules = new Map<string, string>();
  for (const entry of (await readdir(cwd)).sort()) {
    const [, name] = /^([A-Za-z_]\w*)(?:\.py)?$/.exec(entry) ?? [];
    const path = entry.endsWith('.py') ? entry : join(entry, '__init__.py');
    const text = name && (await readFile(join(cwd, path), 'utf8').catch(() => undefined));
    if (name && text) modules.set(name, text);
  }
  return flaskApplication(modules);
}
