import { folderWith } from '../../support/vscode/sample.ts';
import { VSCodeWindow, type WindowOptions } from '../../support/vscode/window.ts';

/** What the plan view says to a window before there is a plan. */
async function withPlanView(
  options: WindowOptions,
  look: (window: VSCodeWindow) => Promise<void>,
): Promise<void> {
  const window = await VSCodeWindow.open(options);
  try {
    await window.run('Database: Focus on Switch Plan View');
    await look(window);
  } finally {
    await window.close();
  }
}

describe('The plan view without a plan', () => {
  it('asks for a folder where none is open', async () => {
    await withPlanView({}, async ({ page }) => {
      await page.getByText('that uses PostgreSQL or SQLite').waitFor();
    });
  });

  it('says that nothing was found', async () => {
    const workspace = folderWith({ 'notes.md': '# Notes\n' });
    await withPlanView({ workspace }, async ({ page }) => {
      await page.getByText('No PostgreSQL or SQLite was found').waitFor();
    });
  });

  it('offers the way to the other engine', async () => {
    const workspace = folderWith({ '.env': 'DATABASE_URL=sqlite:///./app.db\n' });
    await withPlanView({ workspace }, async (window) => {
      await window.statusBar('SQLite').waitFor();
      await window.page.getByRole('button', { name: 'Switch to PostgreSQL' }).click();
      await window.row('Point DATABASE_URL to PostgreSQL').waitFor();
    });
  });

  it('says what Restricted Mode leaves', async () => {
    const workspace = folderWith({ '.env': 'DATABASE_URL=postgresql://db/app\n' });
    await withPlanView({ workspace, trusted: false }, async ({ page }) => {
      await page.getByText('This window is in Restricted Mode').waitFor();
    });
  });
});
