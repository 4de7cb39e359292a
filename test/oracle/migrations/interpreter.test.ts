import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { findInterpreter } from '../../../src/adapters/alembic/interpreter.ts';
import { alembicRequirements } from '../../support/alembic-project.ts';
import { pythonVenv, requirePython } from '../../support/python-venv.ts';

/** Variables that lead to an interpreter; the tests set them anew. */
const variables = ['PATH', 'VIRTUAL_ENV', 'CONDA_PREFIX'] as const;

describe('The Python of a project that uses Alembic', function () {
  this.timeout(300_000);
  /** An environment with Alembic, and one without. */
  let full: string;
  let bare: string;
  let workspace: string;
  let usual: NodeJS.ProcessEnv;

  before(async function () {
    full = dirname(dirname(await requirePython(this, alembicRequirements)));
    const venv = await pythonVenv('');
    assert.ok('python' in venv);
    bare = dirname(dirname(venv.python));
  });

  beforeEach(() => {
    usual = { ...process.env };
    workspace = mkdtempSync(join(tmpdir(), 'engine-switch-python-'));
    for (const name of variables) delete process.env[name];
    process.env.PATH = workspace;
  });
  afterEach(() => {
    for (const name of variables) {
      const value = usual[name];
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    rmSync(workspace, { recursive: true, force: true });
  });

  /** Puts a whole environment at a place of the workspace, as a link. */
  function link(environment: string, place: string): void {
    mkdirSync(dirname(join(workspace, place)), { recursive: true });
    symlinkSync(environment, join(workspace, place));
  }

  /** A package manager on the PATH, which answers one question with the environment's Python. */
  function packageManager(name: string, question: string): void {
    const folder = join(workspace, 'programs');
    mkdirSync(folder, { recursive: true });
    const path = join(folder, name);
    writeFileSync(
      path,
      `#!/bin/sh\nif [ "$*" = "${question}" ]; then echo 'Some remark'; echo '${full}/bin/python'; else exit 1; fi\n`,
    );
    chmodSync(path, 0o755);
    process.env.PATH = [folder, process.env.PATH].join(delimiter);
  }

  const find = (folder = '', chosen?: string) =>
    findInterpreter(workspace, join(workspace, folder), chosen);

  for (const name of ['.venv', 'venv', 'env']) {
    it(`is that of ${name}`, async () => {
      link(full, name);
      assert.equal((await find()).label, `${name}/bin/python`);
    });
  }

  it('is that of a folder above, where its own has none', async () => {
    link(full, '.venv');
    mkdirSync(join(workspace, 'services/api'), { recursive: true });
    assert.equal((await find('services/api')).label, '.venv/bin/python');
  });

  it('is the nearer one of two', async () => {
    link(bare, '.venv');
    link(full, 'api/.venv');
    assert.equal((await find('api')).label, 'api/.venv/bin/python');
  });

  it('is the one that was chosen, before all others', async () => {
    link(full, '.venv');
    const { label, program } = await find('', join(full, 'bin/python'));
    assert.equal(label, 'the chosen one');
    assert.equal(program, join(full, 'bin/python'));
  });

  it('is another one where Alembic is not in the chosen one', async () => {
    link(full, '.venv');
    assert.equal((await find('', join(bare, 'bin/python'))).label, '.venv/bin/python');
  });

  for (const [name, file, question] of [
    ['poetry', 'poetry.lock', 'env info --executable'],
    ['uv', 'uv.lock', 'python find'],
    ['pipenv', 'Pipfile', '--py'],
  ] as const) {
    it(`is the one that ${name} names, where ${file} is there`, async () => {
      packageManager(name, question);
      await assert.rejects(find(), { code: 'program-missing' });
      writeFileSync(join(workspace, file), '');
      assert.equal((await find()).label, name);
    });
  }

  for (const [name, question] of [
    ['poetry', 'env info --executable'],
    ['uv', 'python find'],
  ] as const) {
    it(`is the one that ${name} names, where pyproject.toml configures it`, async () => {
      packageManager(name, question);
      writeFileSync(join(workspace, 'pyproject.toml'), '[project]\nname = "a"\n');
      await assert.rejects(find(), { code: 'program-missing' });
      writeFileSync(join(workspace, 'pyproject.toml'), `[tool.${name}.sources]\na = "b"\n`);
      assert.equal((await find()).label, name);
    });
  }

  it('is that of the active environment, of conda too', async () => {
    process.env.CONDA_PREFIX = full;
    assert.equal((await find()).label, 'conda');
    process.env.VIRTUAL_ENV = full;
    assert.equal((await find()).label, 'the active environment');
  });

  it('is the one on the PATH at last', async () => {
    process.env.PATH = join(full, 'bin');
    assert.equal((await find()).label, 'python3 on the PATH');
  });

  it('is none whose only alembic is the folder of the project', async () => {
    mkdirSync(join(workspace, 'alembic'));
    link(bare, '.venv');
    await assert.rejects(find(), {
      code: 'program-missing',
      message: /^Alembic is in none of the Pythons of this project: \.venv\/bin\/python/,
    });
  });
});
