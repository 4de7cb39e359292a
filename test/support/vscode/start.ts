import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { sampleCopy, type TemporaryFolder } from './sample.ts';
import { startServer } from './server.ts';
import { workbenchAddress } from './workbench.ts';

/**
 * `npm start`: opens a copy of the sample in VS Code with the extension loaded; the desktop's
 * `code` if there is one, else a server whose address it prints.
 */
const extension = join(import.meta.dirname, '../../..');
const sample = sampleCopy();
if (await openDesktop(sample.folder)) console.log(`VS Code opens ${sample.folder}.`);
else await serve(sample);

function openDesktop(folder: string): Promise<boolean> {
  const child = spawn('code', [`--extensionDevelopmentPath=${extension}`, folder], {
    shell: process.platform === 'win32',
    stdio: 'ignore',
  });
  return new Promise((resolve) => {
    child.once('error', () => resolve(false)).once('close', (code) => resolve(code === 0));
  });
}

async function serve({ folder, remove }: TemporaryFolder): Promise<void> {
  const server = await startServer({ trusted: false });
  console.log(`Open ${workbenchAddress(server, { folder, extension })}\nCtrl+C ends the server.`);
  process.once('SIGINT', () => server.stop().then(remove));
}
