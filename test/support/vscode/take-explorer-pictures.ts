import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ExplorerPage } from '../explorer/explorer-page.ts';
import { writeSampleDatabase } from '../explorer/sample-database.ts';
import { folderWith } from './sample.ts';

/** `npm run pictures`: takes the pictures of the explorer anew, in themes of each kind. */
const folder = join(import.meta.dirname, '../../../media/screenshots');

const script = `-- Who buys most?
SELECT c.name, count(*) AS orders,
  round(sum(p.price * i.quantity), 2) AS total
FROM customers c
JOIN orders o ON o.customer_id = c.id
JOIN order_items i ON i.order_id = o.id
JOIN products p USING (sku)
WHERE c.country = :country
GROUP BY c.id
ORDER BY total DESC
LIMIT 20;
`;

async function openShop(theme: string): Promise<ExplorerPage> {
  const workspace = folderWith(
    { '.env': 'DATABASE_URL=sqlite:///./shop.db\n', 'report.sql': script },
    'shop',
  );
  const file = join(workspace.folder, 'shop.db');
  writeSampleDatabase(file);
  const database = new DatabaseSync(file);
  database.exec('DROP TABLE "odd ""names"""; DROP TABLE product_search');
  database.close();
  return ExplorerPage.open({
    workspace,
    settings: { 'workbench.colorTheme': theme, 'editor.minimap.enabled': false },
    size: { width: 1280, height: 800 },
    pixelRatio: 2,
  });
}

async function save({ window }: ExplorerPage, name: string): Promise<void> {
  await window.page.mouse.move(200, 640);
  await window.page.screenshot({ path: join(folder, `${name}.png`) });
}

async function takeGrid(explorer: ExplorerPage, suffix: string): Promise<void> {
  const { grid } = explorer;
  await explorer.window
    .row(/^orders/)
    .locator('.monaco-tl-twistie')
    .first()
    .click();
  await explorer.openTable('orders');
  await grid.getByRole('button', { name: /^status/ }).click();
  await grid.getByRole('dialog').getByRole('button', { name: /^paid/ }).click();
  await grid.getByRole('status').filter({ hasText: '3,000 rows' }).waitFor();
  await grid.locator('[data-row="3"][data-column="1"]').click();
  await grid.getByText('→ customers:').waitFor();
  await save(explorer, `explorer${suffix}`);
}

async function takeDiagram(explorer: ExplorerPage): Promise<void> {
  await explorer.window.run('Database: Show Diagram');
  const orders = explorer.grid.getByRole('group', { name: /^orders: id/ });
  await orders.waitFor();
  await save(explorer, 'explorer-diagram');
}

async function takeQuery(explorer: ExplorerPage): Promise<void> {
  const { window, grid } = explorer;
  await window.run('View: Close All Editors');
  await window.page.keyboard.press('Control+p');
  await window.type('report.sql');
  await window.pick('report.sql');
  await window.run('Database: Run Statement');
  await explorer.answer('Value of :country', 'JP');
  await grid
    .getByText(/^20 rows/)
    .first()
    .waitFor();
  await save(explorer, 'explorer-query');
}

const themes = {
  '': 'Light Modern',
  '-dark': 'Dark Modern',
  '-high-contrast': 'Default High Contrast',
};
for (const [suffix, theme] of Object.entries(themes)) {
  const explorer = await openShop(theme);
  try {
    await takeGrid(explorer, suffix);
    if (suffix !== '') continue;
    await takeDiagram(explorer);
    await takeQuery(explorer);
  } finally {
    await explorer.window.close();
  }
}
