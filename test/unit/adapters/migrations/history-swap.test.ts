import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  type HistorySwap,
  recoverHistories,
  swapHistory,
} from '../../../../src/adapters/migrations/history-swap.ts';
import { MigrationsProject } from '../../../support/migrations-project.ts';

const swap: HistorySwap = {
  tool: 'knex',
  config: 'knexfile.js',
  name: '2_initial.js',
  old: ['migrations/1_a.js', 'more/1_b.js'],
  ledger: [{ name: '1_a.js', batch: 1 }],
  made: { 'migrations/2_initial.js': 'new' },
};

describe('swapHistory', () => {
  let project: MigrationsProject;
  beforeEach(() => {
    project = new MigrationsProject({ 'migrations/1_a.js': 'a', 'more/1_b.js': 'b' });
  });
  afterEach(() => project.remove());

  const at = (path: string) => join(project.folder, path);
  const recorded = (...names: string[]) => {
    return recoverHistories(project.folder, swap.config, async () => new Set(names));
  };
  const assertOld = () => {
    assert.deepEqual(readdirSync(at('migrations')), ['1_a.js']);
    assert.equal(readFileSync(at('more/1_b.js'), 'utf8'), 'b');
  };
  const assertNew = () => {
    assert.equal(readFileSync(at('migrations/2_initial.js'), 'utf8'), 'new');
    assert.deepEqual(readdirSync(at('migrations')), ['2_initial.js']);
    assert.deepEqual(readdirSync(at('more')), []);
  };
  const kept = () => readdirSync(at('.engine-switch/history'));

  it('changes no file before the database has the new migration', async () => {
    await swapHistory(project.folder, swap, async () => assertOld());
    assertNew();
    const [time = ''] = kept();
    const old = at(`.engine-switch/history/${time}/old/more/1_b.js`);
    assert.equal(readFileSync(old, 'utf8'), 'b');
  });

  it('leaves nothing behind where the database does not take it', async () => {
    const fails = swapHistory(project.folder, swap, () => Promise.reject(new Error('no')));
    await assert.rejects(fails, /^Error: no$/);
    assertOld();
    assert.deepEqual(kept(), []);
  });

  /** What a kill leaves right after the database was told: here the new file has no place. */
  async function interrupted(): Promise<void> {
    mkdirSync(at('migrations/2_initial.js'));
    await assert.rejects(swapHistory(project.folder, swap, async () => undefined));
    rmSync(at('migrations/2_initial.js'), { recursive: true });
    assert.ok(existsSync(at('migrations/1_a.js')));
  }

  it('is finished where the database had the new migration when it was killed', async () => {
    await interrupted();
    await recorded('2_initial.js');
    assertNew();
    await recorded();
    assertNew();
  });

  it('is forgotten where the database had it not', async () => {
    await interrupted();
    await recorded('1_a.js');
    assertOld();
    assert.deepEqual(kept(), []);
  });

  it('is left alone by another set-up of the workspace', async () => {
    await interrupted();
    await recoverHistories(project.folder, 'other/knexfile.js', async () => new Set());
    assert.equal(kept().length, 1);
  });
});
