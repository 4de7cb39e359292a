import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { listFiles, PackageManager } from '@vscode/vsce';

const root = join(import.meta.dirname, '../..');

/** What a user's machine needs; everything else stays at home. */
const wanted =
  /^(package(\.nls(\.[\w-]+)?)?\.json|README\.md|CHANGELOG\.md|LICENSE|(media|l10n)\/.+|dist\/([\w-]+\.(cjs|py|wasm)|knex-stubs\/[\w-]+\.stub|webview\/[\w-]+\.js|package\.json|LICENSES\.txt))$/;

describe('The packaged extension', () => {
  it('is smaller than 6 MB', () => {
    assert.ok(statSync(join(root, 'dist/engine-switch.vsix')).size < 6 * 1024 * 1024);
  });

  it('holds what it needs and nothing else', async () => {
    const files = await listFiles({ cwd: root, packageManager: PackageManager.None });
    assert.deepEqual(
      files.filter((file) => !wanted.test(file)),
      [],
    );
    for (const file of [
      'dist/extension.cjs',
      'dist/services.cjs',
      'dist/libpg-query.wasm',
      'LICENSE',
    ]) {
      assert.ok(files.includes(file), `${file} is missing`);
    }
  });
});
