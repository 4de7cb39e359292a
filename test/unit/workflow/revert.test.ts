import assert from 'node:assert/strict';
import { chmodSync, readFileSync, statSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openFileStore } from '../../../src/adapters/workspace/file-store.ts';
import { SwitchError } from '../../../src/core/errors.ts';
import type { FileChange } from '../../../src/core/file-change.ts';
import type { Plan } from '../../../src/core/plan.ts';
import { applyPlan } from '../../../src/workflow/apply.ts';
import { RevertConflictError, revertLatest } from '../../../src/workflow/revert.ts';
import { hashOf, type Tree } from '../../support/memory-workspace.ts';
import { type TemporaryWorkspace, temporaryWorkspace } from '../../support/temporary-workspace.ts';

const before: Tree = { 'a.txt': 'one\ntwo\nthree\nfour\n', 'gone.txt': 'bye' };

function planOf(...changes: readonly FileChange[]): Plan {
  return {
    version: 1,
    goal: {
      source: 'postgresql',
      target: 'sqlite',
      strategy: 'replace',
      history: 'keep',
      scope: 'everything',
      project: '',
      database: { name: 'app', file: 'app.db' },
    },
    steps: changes.map((change, index) => ({
      id: `step${index}`,
      recipe: 'test',
      title: 'Change',
      why: 'A test',
      kind: 'file',
      path: change.path,
      change,
    })),
    notices: [],
  };
}

const modify: FileChange = {
  kind: 'modify',
  path: 'a.txt',
  hash: hashOf(before['a.txt'] ?? ''),
  edits: [{ start: 4, end: 7, newText: 'TWO' }],
};
const remove: FileChange = { kind: 'delete', path: 'gone.txt', hash: hashOf('bye') };
const create: FileChange = { kind: 'create', path: 'new/deep/b.txt', text: 'b' };

describe('workflow/apply and revert', () => {
  let workspace: TemporaryWorkspace;
  beforeEach(async () => {
    workspace = await temporaryWorkspace(before);
  });
  afterEach(() => workspace.remove());

  const write = (path: string, text: string) => writeFileSync(join(workspace.folder, path), text);
  const code = (expected: string) => (error: unknown) =>
    error instanceof SwitchError && error.code === expected;

  it('modifies, deletes and creates, and takes it all back with permissions and folders', async () => {
    chmodSync(join(workspace.folder, 'a.txt'), 0o640);
    await applyPlan(planOf(modify, remove, create), workspace.ports);
    assert.deepEqual(workspace.tree(), {
      'a.txt': 'one\nTWO\nthree\nfour\n',
      'new/deep/b.txt': 'b',
    });
    assert.equal(statSync(join(workspace.folder, 'a.txt')).mode & 0o777, 0o640);
    await revertLatest(workspace.ports);
    assert.deepEqual(workspace.tree(), before);
    assert.deepEqual(workspace.folders(), []);
  });

  it('writes only the chosen steps', async () => {
    await applyPlan(planOf(modify, remove), workspace.ports, new Set(['step1']));
    assert.deepEqual(workspace.tree(), { 'a.txt': before['a.txt'] });
  });

  it('writes nothing where a file changed since the plan', async () => {
    write('gone.txt', 'changed');
    await assert.rejects(applyPlan(planOf(modify, remove), workspace.ports), code('file-changed'));
    assert.equal(workspace.tree()['a.txt'], before['a.txt']);
  });

  it('writes nothing where a file is read-only', async () => {
    chmodSync(join(workspace.folder, 'gone.txt'), 0o444);
    await assert.rejects(
      applyPlan(planOf(modify, remove), workspace.ports),
      code('file-not-writable'),
    );
    assert.equal(workspace.tree()['a.txt'], before['a.txt']);
  });

  it('does not write through a link out of the workspace', async () => {
    const outside = await temporaryWorkspace(before);
    unlinkSync(join(workspace.folder, 'a.txt'));
    symlinkSync(join(outside.folder, 'a.txt'), join(workspace.folder, 'a.txt'));
    await assert.rejects(applyPlan(planOf(modify), workspace.ports), code('outside-workspace'));
    assert.deepEqual(outside.tree(), before);
    outside.remove();
  });

  it('keeps what the user changed since', async () => {
    await applyPlan(planOf(modify), workspace.ports);
    write('a.txt', 'one\nTWO\nthree\nfour\nfive\n');
    const { merged } = await revertLatest(workspace.ports);
    assert.deepEqual(merged, ['a.txt']);
    assert.equal(workspace.tree()['a.txt'], 'one\ntwo\nthree\nfour\nfive\n');
  });

  it('refuses a real conflict, shows both sides and changes nothing', async () => {
    await applyPlan(planOf(modify, remove), workspace.ports);
    write('a.txt', 'one\n2\nthree\nfour\n');
    const now = workspace.tree();
    await assert.rejects(revertLatest(workspace.ports), (error) => {
      assert.ok(error instanceof RevertConflictError);
      assert.deepEqual(error.conflicts, [
        { path: 'a.txt', conflicts: [{ line: 1, ours: '2\n', theirs: 'two\n' }] },
      ]);
      return true;
    });
    assert.deepEqual(workspace.tree(), now);
  });

  it('keeps passwords out of the readable record and to the user', async () => {
    await applyPlan(planOf(remove), workspace.ports);
    const [journal] = await workspace.ports.journals.list();
    const home = join(workspace.folder, '.engine-switch/journal', journal?.id ?? '');
    assert.doesNotMatch(readFileSync(join(home, 'journal.json'), 'utf8'), /bye/);
    const kept = join(home, 'contents', hashOf('bye'));
    assert.equal(readFileSync(kept, 'utf8'), 'bye');
    assert.equal(statSync(kept).mode & 0o777, 0o600);
  });

  it('reports a damaged record', async () => {
    await applyPlan(planOf(remove), workspace.ports);
    const [journal] = await workspace.ports.journals.list();
    const kept = join('.engine-switch/journal', journal?.id ?? '', 'contents', hashOf('bye'));
    write(kept, 'other');
    await assert.rejects(revertLatest(workspace.ports), code('journal-damaged'));
  });

  it('has nothing to undo in a new workspace, or after an undo', async () => {
    await assert.rejects(revertLatest(workspace.ports), code('nothing-to-revert'));
    await applyPlan(planOf(modify), workspace.ports);
    await revertLatest(workspace.ports);
    await assert.rejects(revertLatest(workspace.ports), code('nothing-to-revert'));
  });

  it('lets one switch at a time work', async () => {
    const { journals } = workspace.ports;
    await journals.exclusively(async () => {
      await assert.rejects(applyPlan(planOf(modify), workspace.ports), code('workspace-locked'));
    });
    await applyPlan(planOf(modify), workspace.ports);
  });

  it('resolves the workspace folder once', async () => {
    const link = `${workspace.folder}-link`;
    symlinkSync(workspace.folder, link);
    const files = await openFileStore(link);
    assert.equal((await files.read('gone.txt'))?.text, 'bye');
    unlinkSync(link);
  });
});
