import { sampleCopy } from '../../support/vscode/sample.ts';
import { VSCodeWindow } from '../../support/vscode/window.ts';

describe('The command palette', () => {
  let window: VSCodeWindow;
  before(async () => {
    window = await VSCodeWindow.open({ workspace: sampleCopy() });
  });
  after(() => window.close());

  it('shows the log', async () => {
    await window.run('Engine Switch: Show Log');
    await window.page.getByRole('tab', { name: /^Output/ }).waitFor();
    await window.picture('log');
  });
});
