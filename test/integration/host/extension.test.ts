import assert from 'node:assert/strict';
import * as vscode from 'vscode';

describe('The extension', () => {
  it('is loaded and activates', async () => {
    const extension = vscode.extensions.getExtension('engine-switch.engine-switch');
    assert.ok(extension);
    await extension.activate();
    assert.ok(extension.isActive);
  });
});
