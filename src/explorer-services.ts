import { existsSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { PostgresqlDatabase } from './adapters/postgresql/postgresql-database.ts';
import { findDatabases } from './adapters/sqlite/find-databases.ts';
import { SqliteDatabase } from './adapters/sqlite/sqlite-database.ts';
import { readWorkspace } from './adapters/workspace/read-workspace.ts';
import { SwitchError } from './core/errors.ts';
import { recipes } from './recipes/index.ts';
import type { ExplorerServices, FoundDatabase } from './ui/explorer/explorer-services.ts';
import type { WorkspaceInput } from './ui/switch-services.ts';
import { type ConnectionUrl, connectionUrls } from './workflow/connection-urls.ts';

/** The explorer's program, on real files and servers. */
export const services: ExplorerServices = {
  async findDatabases(input) {
    const [files, urls] = await Promise.all([findDatabases(input.folder), urlsOf(input)]);
    const active = new Set(urls.flatMap((url) => fileOf(url, input.folder) ?? []));
    const named = [...active].filter((path) => existsSync(join(input.folder, path)));
    const sqlite = [...new Set([...named, ...files])].map(
      (place): FoundDatabase => ({ engine: 'sqlite', place, active: active.has(place) }),
    );
    const servers = urls
      .filter(({ url }) => url.engine.id === 'postgresql' && /^[\w.-]+$/.test(url.host))
      .map(({ place }): FoundDatabase => ({ engine: 'postgresql', place, active: true }));
    const unique = new Map(servers.map((server) => [server.place, server]));
    return [...unique.values(), ...sqlite];
  },

  openFile: (path, attached = () => []) =>
    new SqliteDatabase(path, () => attached().filter((file) => existsSync(file.path))),

  async openServer(input, place, password) {
    const known = (await urlsOf(input)).find((url) => url.place === place);
    if (!known) {
      const nextStep = 'Look at the connection URL in your settings.';
      throw new SwitchError('database-unavailable', 'The workspace no longer names it.', nextStep);
    }
    return new PostgresqlDatabase(known.withPassword(password));
  },
};

async function urlsOf(input: WorkspaceInput): Promise<readonly ConnectionUrl[]> {
  const snapshot = await readWorkspace(input.folder, { overlays: input.unsaved });
  return connectionUrls(snapshot, recipes);
}

/** The file that a SQLite URL means, relative to the workspace. */
function fileOf({ url, root }: ConnectionUrl, folder: string): string | undefined {
  const file = url.database.replace(/^\.\//, '').replace(/\?.*$/, '');
  if (url.engine.id !== 'sqlite' || file === '' || file.startsWith(':memory:')) return undefined;
  if (/[${}%]/.test(file)) return undefined;
  if (!isAbsolute(file)) return root === '' ? file : `${root}/${file}`;
  return file.startsWith(`${folder}/`) ? file.slice(folder.length + 1) : undefined;
}
