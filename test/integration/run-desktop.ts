import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { sampleCopy } from '../support/vscode/sample.ts';

/** Runs `host/` in the desktop's VS Code, which is downloaded if it is not there. */
const extensionDevelopmentPath = join(import.meta.dirname, '../..');
const sample = sampleCopy();
try {
  await runTests({
    extensionDevelopmentPath,
    extensionTestsPath: join(extensionDevelopmentPath, 'dist/test/index.cjs'),
    launchArgs: [sample.folder, '--disable-extensions', '--disable-workspace-trust'],
  });
} finally {
  sample.remove();
}
