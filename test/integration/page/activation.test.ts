import assert from 'node:assert/strict';
import { sampleCopy } from '../../support/vscode/sample.ts';
import { VSCodeWindow } from '../../support/vscode/window.ts';

describe('Activation', () => {
  it('takes less than 50 ms, as VS Code itself measures it', async () => {
    const measured: number[] = [];
    // The fastest of three: what else the machine does can only make it slower.
    for (let run = 0; run < 3; run++) measured.push(await activationTime());
    assert.ok(Math.min(...measured) < 50, `${measured.join(', ')} ms`);
  });
});

async function activationTime(): Promise<number> {
  const window = await VSCodeWindow.open({ workspace: sampleCopy() });
  try {
    await window.statusBar('PostgreSQL').waitFor();
    await window.run('Developer: Show Running Extensions');
    const row = window.page.locator('.monaco-list-row', { hasText: 'engine-switch' });
    const text = await row.getByText(/Activation: \d+ms/).innerText();
    return Number(/\d+/.exec(text)?.[0]);
  } finally {
    await window.close();
  }
}
