import assert from 'node:assert/strict';
import { symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { MigrationsProject } from '../../support/migrations-project.ts';

const migrations = {
  'migrations/1_a.js':
    "exports.up = (knex) => knex.schema.createTable('a', (t) => t.increments()); exports.down = async () => {};",
};
const knexfile = {
  'knexfile.js': "module.exports = { client: 'sqlite3', connection: './app.db' };",
};
const installed = createRequire(import.meta.url).resolve('knex');

/** Where package managers put the Knex of a project. */
describe("A project's own Knex", function () {
  this.timeout(60_000);
  let project: MigrationsProject;
  afterEach(() => project?.remove());

  async function runsItsOwn(folder = ''): Promise<void> {
    const place = { folder: join(project.folder, folder) };
    const { toolLabel } = await project.run({ kind: 'up' }, place);
    assert.match(toolLabel, /^Knex \d+\.\d+\.\d+ \(the project's own\)$/);
    const tables = "SELECT name FROM sqlite_schema WHERE name = 'a'";
    assert.deepEqual(project.rows(join(folder, 'app.db'), tables), [{ name: 'a' }]);
  }

  it('is found in the store of pnpm', async () => {
    project = new MigrationsProject({ ...knexfile, ...migrations });
    const store = 'node_modules/.pnpm/knex@3.3.0/node_modules/knex';
    project.link('knex', store);
    symlinkSync(join(project.folder, store), join(project.folder, 'node_modules/knex'), 'dir');
    await runsItsOwn();
  });

  it('is found where a workspace of npm or Yarn has hoisted it', async () => {
    const inPackage = Object.entries({ ...knexfile, ...migrations }).map(([path, text]) => [
      `packages/api/${path}`,
      text,
    ]);
    project = new MigrationsProject(Object.fromEntries(inPackage));
    project.link('knex');
    await runsItsOwn('packages/api');
  });

  it("is found through Yarn's Plug'n'Play", async () => {
    project = new MigrationsProject({
      ...knexfile,
      ...migrations,
      // What the file of Yarn does: it answers for packages that no folder holds.
      '.pnp.cjs': `const Module = require('node:module');
        const resolve = Module._resolveFilename;
        Module._resolveFilename = function (request, ...rest) {
          return request === 'knex' ? ${JSON.stringify(installed)} : resolve.call(this, request, ...rest);
        };`,
    });
    await runsItsOwn();
  });

  it('lists directories from its own folder, however they are written', async () => {
    project = new MigrationsProject({
      'knexfile.cjs': `const { join } = require('node:path');
        module.exports = Promise.resolve({
          client: 'sqlite3',
          connection: async () => ({ filename: './app.db' }),
          useNullAsDefault: true,
          migrations: { directory: [join(__dirname, 'first'), './second'], loadExtensions: ['.js'] },
        });`,
      'first/1_a.js': 'exports.up = exports.down = async () => {};',
      'second/2_b.js': 'exports.up = exports.down = async () => {};',
      'second/README.md': '',
    });
    const { entries } = await project.status();
    assert.deepEqual(
      entries.map(({ folder, name }) => `${folder}/${name}`),
      ['first/1_a.js', 'second/2_b.js'],
    );
    const { created } = await project.run({ kind: 'make', name: 'more' });
    assert.match(created.join(), /^second\/\d+_more\.js$/);
  });

  it('is not there: the one that comes along runs', async () => {
    project = new MigrationsProject({ ...knexfile, ...migrations });
    const { toolLabel } = await project.run({ kind: 'up' });
    assert.match(toolLabel, /^Knex \d+\.\d+\.\d+ \(bundled\)$/);
  });
});

describe("A project's own loader of TypeScript", function () {
  this.timeout(60_000);
  let project: MigrationsProject;
  afterEach(() => project?.remove());

  const typed = {
    'knexfile.ts':
      "export default { client: 'sqlite3', connection: './app.db', useNullAsDefault: true };",
    'migrations/1_a.ts': `import type { Knex } from 'knex';
      enum Kind { First = 'first' }
      export const up = (knex: Knex) => knex.schema.createTable('a', (t) => { t.string((globalThis as never as { loader?: string }).loader ?? Kind.First); });
      export const down = async (): Promise<void> => {};`,
  };
  const columns = () =>
    project.rows('app.db', "SELECT name FROM pragma_table_info('a')").map(({ name }) => name);
  const strip = `
    const { registerHooks, stripTypeScriptTypes } = require('node:module');
    const { readFileSync } = require('node:fs');
    registerHooks({ load(url, context, next) {
      if (!url.endsWith('.ts')) return next(url, context);
      const source = stripTypeScriptTypes(readFileSync(new URL(url), 'utf8'), { mode: 'transform' });
      return { format: 'module', source, shortCircuit: true };
    } });`;

  it('is not needed', async () => {
    project = new MigrationsProject(typed);
    await project.run({ kind: 'up' });
    assert.deepEqual(columns(), ['first']);
  });

  it('is not needed for the names that the compiler wants, of what it would have made', async () => {
    project = new MigrationsProject({
      ...typed,
      'knexfile.ts': `import { file } from './settings/index.js';
        export default { client: 'sqlite3', connection: file, useNullAsDefault: true };`,
      'settings/index.ts': "export { file } from './file';\n",
      'settings/file.ts': "export const file: string = './app.db';\n",
    });
    await project.run({ kind: 'up' });
    assert.deepEqual(columns(), ['first']);
  });

  it('is used where it is tsx', async () => {
    project = new MigrationsProject({
      ...typed,
      'node_modules/tsx/package.json': '{ "name": "tsx", "main": "loader.cjs" }',
      'node_modules/tsx/loader.cjs': `globalThis.loader = 'tsx'; ${strip}`,
    });
    await project.run({ kind: 'up' });
    assert.deepEqual(columns(), ['tsx']);
  });

  it('is used where it is ts-node', async () => {
    project = new MigrationsProject({
      ...typed,
      'node_modules/ts-node/package.json': '{ "name": "ts-node" }',
      'node_modules/ts-node/register/transpile-only.js': `globalThis.loader = 'ts-node'; ${strip}`,
    });
    await project.run({ kind: 'up' });
    assert.deepEqual(columns(), ['ts-node']);
  });
});
