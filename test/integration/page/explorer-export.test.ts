import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ExplorerPage } from '../../support/explorer/explorer-page.ts';
import { folderWith } from '../../support/vscode/sample.ts';

describe('An export', () => {
  let explorer: ExplorerPage;

  before(async () => {
    const workspace = folderWith({ '.env': 'DATABASE_URL=sqlite:///./big.db\n' });
    const database = new DatabaseSync(join(workspace.folder, 'big.db'));
    // As many rows as take a while, without a file of that size.
    database.exec(`CREATE TABLE n (i INTEGER PRIMARY KEY);
      WITH c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < 20000) INSERT INTO n SELECT i FROM c;
      CREATE VIEW pairs AS SELECT a.i AS x, b.i AS y FROM n a, n b`);
    database.close();
    explorer = await ExplorerPage.open({ workspace });
  });
  after(() => explorer.window.close());

  it('shows its progress, and leaves nothing when it is cancelled', async () => {
    const { window } = explorer;
    await explorer.chooseInTree(/^pairs/, 'Export Rows');
    await window.pick('CSV');
    await window.page.locator('.quick-input-title', { hasText: 'Export pairs' }).waitFor();
    await window.page.getByRole('button', { name: 'OK', exact: true }).click();
    const running = await explorer.notification('Export pairs');
    await running.getByText(/[1-9][\d,]*0,000 rows/).waitFor();
    assert.ok(existsSync(join(window.folder, 'pairs.csv.partial')));
    await running.getByRole('button', { name: 'Cancel' }).click();
    await running.waitFor({ state: 'hidden' });
    await explorer.until(() => readdirSync(window.folder).sort().join() === '.env,big.db');
    assert.equal(await window.page.getByText(/AbortError|was aborted/).count(), 0);
  });
});
