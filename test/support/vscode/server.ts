import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installServer } from './install-server.ts';

/** A running VS Code server on 127.0.0.1. */
export interface VSCodeServer {
  readonly port: number;
  readonly address: string;
  /**
   * Another path of a folder, to load an extension from. VS Code takes all themes below an extension
   * in development for its own and shows the first: the server's lie below ours, in .vscode-test.
   */
  linkTo(folder: string): string;
  /** Ends it and removes its data. */
  stop(): Promise<void>;
}

export interface ServerOptions {
  /** User settings by their dotted names. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Whether a folder opens as trusted (the default), or in Restricted Mode until it is. */
  readonly trusted?: boolean;
}

/** What a test or a picture wants of every window: quiet and the same each time. */
const quietSettings = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.enableExperiments': false,
  'extensions.ignoreRecommendations': true,
  'git.openRepositoryInParentFolders': 'never',
  'security.workspace.trust.banner': 'never',
  'security.workspace.trust.startupPrompt': 'never',
  'chat.disableAIFeatures': true,
  'files.autoSave': 'off',
  'window.menuBarVisibility': 'compact',
  // Its text is then in the page, and not painted on a canvas.
  'terminal.integrated.gpuAcceleration': 'off',
};

/** Starts a server of its own: free port, data in a new temporary folder. */
export async function startServer(options: ServerOptions = {}): Promise<VSCodeServer> {
  const entry = await installServer();
  const port = await freePort();
  // Short, because the extension host's socket path below it may have 103 characters.
  const data = mkdtempSync(join(tmpdir(), 'es-'));
  writeSettings(data, { ...quietSettings, ...options.settings });
  const child = spawn(process.execPath, [entry, ...serverArguments(port, data, options)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const endWithUs = () => child.kill();
  process.once('exit', endWithUs);
  await listening(child);
  return {
    port,
    address: `http://127.0.0.1:${port}`,
    linkTo(folder) {
      const link = join(data, 'extension');
      if (!existsSync(link)) symlinkSync(folder, link, 'junction');
      return link;
    },
    stop: async () => {
      const closed = new Promise((resolve) => child.once('close', resolve));
      child.kill();
      await closed;
      process.off('exit', endWithUs);
      rmSync(data, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function serverArguments(port: number, data: string, options: ServerOptions): string[] {
  return [
    ...['--host', '127.0.0.1', '--port', String(port), '--without-connection-token'],
    ...['--accept-server-license-terms', '--disable-telemetry', '--enable-smoke-test-driver'],
    ...['--server-data-dir', data, '--extensions-dir', join(data, 'x')],
    ...(options.trusted === false ? [] : ['--disable-workspace-trust']),
  ];
}

function writeSettings(data: string, settings: object): void {
  const folder = join(data, 'data/User');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'settings.json'), JSON.stringify(settings));
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No free port.');
  return address.port;
}

/** Resolves when the server says that it listens; rejects with its output if it ends before. */
function listening(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = '';
    const read = (text: Buffer) => {
      output += text;
      if (output.includes('Extension host agent listening')) resolve();
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('error', reject);
    child.once('close', (code) => {
      reject(new Error(`The VS Code server ended with ${code}:\n${output.slice(-4000)}`));
    });
  });
}
