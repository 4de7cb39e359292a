import assert from 'node:assert/strict';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Tree } from '../../support/memory-workspace.ts';
import { type TemporaryWorkspace, temporaryWorkspace } from '../../support/temporary-workspace.ts';
import { callCommandLine } from '../../support/terminal.ts';

const application: Tree = {
  '.env': 'DATABASE_URL=postgresql://shop:s3cret@localhost:5432/shop\n',
  'app.py':
    'import os\n\nfrom sqlalchemy import create_engine\n\nengine = create_engine(os.environ["DATABASE_URL"])\n',
};

describe('the command line', () => {
  let workspace: TemporaryWorkspace;
  beforeEach(async () => {
    workspace = await temporaryWorkspace(application);
  });
  afterEach(() => workspace.remove());

  const call = (...args: readonly string[]) => callCommandLine([...args], workspace.folder);
  const plan = async (...args: readonly string[]) => {
    const { exitCode, out } = await call('plan', '--to', 'sqlite', '--json', ...args);
    return { exitCode, plan: JSON.parse(out) };
  };
  const codes = (notices: readonly { readonly code: string }[]) => notices.map(({ code }) => code);

  describe('wrong usage ends with 2', () => {
    for (const args of [
      [],
      ['frobnicate'],
      ['plan'],
      ['plan', '--to', 'mysql'],
      ['plan', '--to', 'sqlite', '--history', 'never'],
      ['plan', '--to', 'sqlite', '--frobnicate'],
      ['plan', '--to', 'sqlite', '.', '.'],
      ['apply', '--to', 'sqlite'],
      ['revert'],
    ]) {
      it(`engine-switch ${args.join(' ')}`, async () => {
        const { exitCode, err, out } = await call(...args);
        assert.equal(exitCode, 2);
        assert.ok((err + out).length > 0);
        assert.deepEqual(workspace.tree(), application);
      });
    }
  });

  for (const args of [
    ['detect'],
    ['plan', '--to', 'sqlite'],
    ['apply', '--to', 'sqlite', '--yes'],
    ['check'],
    ['revert', '--yes'],
  ]) {
    it(`${args[0]} fails with 3 and one clear line where there is no folder`, async () => {
      const { exitCode, err } = await call(...args, 'nowhere');
      assert.equal(exitCode, 3);
      assert.match(err, /There is no folder .*nowhere/);
      assert.doesNotMatch(err, /\bat .*:\d+:\d+/);
    });
  }

  it('says a failure as one JSON object where JSON is asked for', async () => {
    const { exitCode, out } = await call('revert', '--yes', '--json');
    assert.equal(exitCode, 1);
    assert.equal(JSON.parse(out).error.code, 'nothing-to-revert');
  });

  it('says why a plan is blocked as one JSON object, and writes nothing', async () => {
    const folder = await temporaryWorkspace({ 'readme.txt': 'nothing of a database\n' });
    const { exitCode, out } = await callCommandLine(
      ['apply', '--to', 'sqlite', '--yes', '--json'],
      folder.folder,
    );
    await folder.remove();
    assert.equal(exitCode, 1);
    const { files, notices } = JSON.parse(out);
    assert.deepEqual(files, []);
    assert.deepEqual(codes(notices), ['no-database-found']);
  });

  it('detects, plans, applies, checks and reverts', async () => {
    const detected = JSON.parse((await call('detect', '--json')).out);
    assert.equal(detected.engine, 'postgresql');
    const planned = await plan();
    assert.equal(planned.exitCode, 0);
    assert.equal(planned.plan.version, 1);
    assert.ok(planned.plan.steps.length > 0);
    const applied = await call('apply', '--to', 'sqlite', '--yes', '--no-tasks', '--json');
    assert.equal(applied.exitCode, 0, applied.err);
    assert.equal(JSON.parse(applied.out).engine, 'sqlite');
    assert.match(workspace.tree()['.env'] ?? '', /sqlite:\/\/\//);
    const checked = JSON.parse((await call('check', '--json')).out);
    assert.equal(checked.engine, 'sqlite');
    const reverted = await call('revert', '--yes', '--json');
    assert.equal(reverted.exitCode, 0);
    assert.ok(JSON.parse(reverted.out).restored.includes('.env'));
    assert.deepEqual(workspace.tree(), application);
  });

  it('has nothing to do, and nothing to undo, the second time', async () => {
    await call('apply', '--to', 'sqlite', '--yes', '--no-tasks');
    const again = await call('apply', '--to', 'sqlite', '--yes', '--no-tasks');
    assert.equal(again.exitCode, 0);
    assert.match(again.out, /Nothing to do/);
    await call('revert', '--yes');
    assert.deepEqual(workspace.tree(), application);
    assert.equal((await call('revert', '--yes')).exitCode, 1);
  });

  it('shows no password in plan, diff, journal, report or output', async () => {
    const outputs = [
      await call('detect'),
      await call('detect', '--json'),
      await call('plan', '--to', 'sqlite'),
      await call('plan', '--to', 'sqlite', '--json'),
      await call('plan', '--to', 'sqlite', '--diff'),
      await call('apply', '--to', 'sqlite', '--yes', '--no-tasks'),
      await call('plan', '--to', 'postgresql', '--json'),
      await call('plan', '--to', 'postgresql', '--diff'),
    ];
    for (const { out, err } of outputs) assert.doesNotMatch(out + err, /s3cret/);
  });

  it('refuses a workspace without a database, and says what to do', async () => {
    const empty = await temporaryWorkspace({ 'a.py': 'print(1)\n' });
    const { exitCode, out } = await callCommandLine([
      'plan',
      '--to',
      'sqlite',
      empty.folder,
      '--json',
    ]);
    assert.equal(exitCode, 1);
    assert.deepEqual(codes(JSON.parse(out).notices), ['no-database-found']);
    const applied = await callCommandLine(['apply', '--to', 'sqlite', empty.folder, '--yes']);
    assert.equal(applied.exitCode, 1);
    assert.ok(!existsSync(join(empty.folder, '.engine-switch/journal')));
    empty.remove();
  });

  it('names several projects and switches the one that was picked', async () => {
    const both = await temporaryWorkspace(
      Object.fromEntries(
        ['shop', 'blog'].flatMap((name) => [
          [`${name}/requirements.txt`, 'sqlalchemy\npsycopg2-binary\n'],
          ...Object.entries(application).map(([path, text]) => [`${name}/${path}`, text]),
        ]),
      ),
    );
    const asked = await callCommandLine(['plan', '--to', 'sqlite', both.folder, '--json']);
    assert.equal(asked.exitCode, 1);
    assert.deepEqual(codes(JSON.parse(asked.out).notices), ['several-projects']);
    const picked = await callCommandLine([
      'plan',
      '--to',
      'sqlite',
      both.folder,
      '--project',
      'blog',
      '--json',
    ]);
    const paths = JSON.parse(picked.out).steps.flatMap(
      (step: { path?: string }) => step.path ?? [],
    );
    assert.ok(paths.length > 0);
    assert.deepEqual(
      paths.filter((path: string) => !path.startsWith('blog/')),
      [],
    );
    both.remove();
  });

  describe('bad input', () => {
    const put = (path: string, content: string | Uint8Array) =>
      writeFileSync(join(workspace.folder, path), content);

    it('leaves files that are no text, and says so', async () => {
      put('binary.py', Uint8Array.from([0x50, 0, 1, 2]));
      put('latin1.py', Uint8Array.from([0x23, 0xe9, 0x0a]));
      put('requirements.txt', Buffer.from('\ufeffpsycopg2\n', 'utf16le'));
      const { exitCode, plan: made } = await plan();
      assert.equal(exitCode, 0);
      const paths = made.notices.filter(({ code }: { code: string }) => code === 'file-not-text');
      assert.deepEqual(
        paths.map(({ path }: { path: string }) => path),
        ['binary.py', 'latin1.py', 'requirements.txt'],
      );
    });

    it('does not read a file of 50 MB', async () => {
      put('dump.sql', '');
      truncateSync(join(workspace.folder, 'dump.sql'), 50 * 1024 * 1024);
      const { plan: made } = await plan();
      assert.deepEqual(codes(made.notices), ['file-too-large']);
    });

    it('leaves a link out of the workspace', async () => {
      const outside = await temporaryWorkspace(application);
      mkdirSync(join(workspace.folder, 'linked'));
      symlinkSync(join(outside.folder, '.env'), join(workspace.folder, 'linked/.env'));
      symlinkSync(outside.folder, join(workspace.folder, 'folder'));
      const { plan: made } = await plan();
      assert.deepEqual(codes(made.notices), ['file-outside-workspace']);
      await call('apply', '--to', 'sqlite', '--yes', '--no-tasks');
      assert.deepEqual(outside.tree(), application);
      outside.remove();
    });

    it('writes nothing where one file is read-only, and names it', async () => {
      chmodSync(join(workspace.folder, '.env'), 0o444);
      const { exitCode, err } = await call('apply', '--to', 'sqlite', '--yes', '--no-tasks');
      assert.equal(exitCode, 3);
      assert.match(err, /\.env cannot be written/);
      assert.deepEqual(workspace.tree(), application);
    });

    it('reports a broken compose file and switches the rest', async () => {
      put('docker-compose.yml', 'services:\n  db:\n image: [postgres\n');
      const { plan: made } = await plan();
      const notices = made.notices.filter(
        ({ path }: { path: string }) => path === 'docker-compose.yml',
      );
      assert.equal(notices.length, 1);
      assert.ok(made.steps.some(({ path }: { path?: string }) => path === '.env'));
    });
  });
});
