import assert from 'node:assert/strict';
import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderWith } from '../../support/vscode/sample.ts';
import { VSCodeWindow } from '../../support/vscode/window.ts';

/** Stands for a package installation that takes long: says its process id, and waits. */
const slowPython = '#!/bin/sh\necho "Collecting aiosqlite"\necho $$ > started\nexec sleep 300\n';

describe('The tasks of a switch', () => {
  let window: VSCodeWindow;

  before(async () => {
    const workspace = folderWith({
      '.env': 'DATABASE_URL=postgresql+asyncpg://app:secret@localhost/app\n',
      'requirements.txt': 'sqlalchemy\nasyncpg\n',
      '.venv/bin/python': slowPython,
    });
    chmodSync(join(workspace.folder, '.venv/bin/python'), 0o755);
    window = await VSCodeWindow.open({ workspace });
    await window.statusBar('PostgreSQL').waitFor();
    await window.run('Database: Switch to SQLite');
    await window.row('Install packages').waitFor();
    await window.run('Database: Apply Plan');
  });
  after(() => window.close());

  it('are offered after the files are written, and show what they print', async () => {
    await window.answer('Run Tasks');
    await window.page.locator('.xterm-rows').getByText('Collecting aiosqlite').waitFor();
    await window.picture('tasks');
  });

  it('end when they are cancelled', async () => {
    const started = join(window.folder, 'started');
    assert.ok(existsSync(started));
    const program = Number(readFileSync(started, 'utf8'));
    assert.ok(isAlive(program));
    await window.answer('Cancel');
    await window.row('Install packages').locator('.codicon-circle-large-outline').waitFor();
    assert.ok(!isAlive(program));
  });
});

function isAlive(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch {
    return false;
  }
}
