import assert from 'node:assert/strict';
import * as vscode from 'vscode';

interface Manifest {
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

describe('The extension', () => {
  const extension = vscode.extensions.getExtension<unknown>('engine-switch.engine-switch');

  it('is loaded and activates', async () => {
    assert.ok(extension);
    await extension.activate();
    assert.ok(extension.isActive);
  });

  it('has a command behind every entry of its manifest, and no other', async () => {
    const manifest: Manifest = extension?.packageJSON;
    const promised = manifest.contributes.commands.map(({ command }) => command);
    const registered = await vscode.commands.getCommands(true);
    // VS Code itself makes commands for each view: `engineSwitch.plan.focus`.
    const own = registered.filter((id) => /^engineSwitch\.[^.]+$/.test(id));
    assert.deepEqual(own.sort(), promised.toSorted());
  });
});
