import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { type Application, freePort, startApplication } from './application.ts';
import { engineSwitch } from './command-line.ts';
import { readTree, type Tree } from './memory-workspace.ts';
import { type TemporaryWorkspace, temporaryWorkspace } from './temporary-workspace.ts';

const run = promisify(execFile);

/** How an application is made ready and started; `{port}` stands for the port that it gets. */
export interface ApplicationCommands {
  readonly setUp: readonly string[];
  readonly serve: readonly string[];
}

/** A real application in a folder of its own, on whichever database `DATABASE_URL` names. */
export interface SwitchedApplication {
  readonly workspace: TemporaryWorkspace;
  /** The URL of a SQLite file beside the workspace, which `remove` removes. */
  readonly fileUrl: string;
  remove(): void;
  /** Makes its tables, starts it, asks it, and stops it. */
  ask<T>(environment: NodeJS.ProcessEnv, questions: (url: string) => Promise<T>): Promise<T>;
  /** Runs a command of Engine Switch on it, which has to succeed. */
  switch(...args: readonly string[]): Promise<void>;
  /** Has to be what it was at first, byte for byte. */
  assertUnchanged(): void;
}

/** The files of a workspace of test/fixtures. */
export function fixtureTree(name: string): Tree {
  return readTree(join(import.meta.dirname, '../fixtures/workspaces', name));
}

/** Writes an application into a temporary folder; `python` is the interpreter that it runs on. */
export async function switchedApplication(
  tree: Tree,
  python: string,
  { setUp, serve }: ApplicationCommands,
): Promise<SwitchedApplication> {
  const workspace = await temporaryWorkspace(tree);
  symlinkSync(dirname(dirname(python)), join(workspace.folder, '.venv'));
  const file = `${workspace.folder}.db`;
  return {
    workspace,
    fileUrl: `sqlite:///${file}`,
    remove() {
      workspace.remove();
      for (const ending of ['', '-wal', '-shm']) rmSync(file + ending, { force: true });
    },
    async ask(environment, questions) {
      const env = { ...process.env, PYTHONDONTWRITEBYTECODE: '1', ...environment };
      if (setUp.length > 0) await run(python, [...setUp], { cwd: workspace.folder, env });
      const port = await freePort();
      const args = serve.map((each) => each.replace('{port}', String(port)));
      const app = await startApplication([python, ...args], workspace.folder, port, environment);
      return questions(app.url).finally(() => stopSaying(app));
    },
    async switch(...args) {
      const [command = '', ...rest] = args;
      const { exitCode, err } = await engineSwitch([command, workspace.folder, '--yes', ...rest]);
      assert.equal(exitCode, 0, err);
    },
    assertUnchanged() {
      const now = workspace.tree();
      assert.deepEqual(Object.keys(now).sort(), Object.keys(tree).sort());
      for (const [path, text] of Object.entries(now)) assert.equal(text, tree[path], path);
    },
  };
}

async function stopSaying(app: Application): Promise<void> {
  await app.stop();
  if (process.env.SHOW_APPLICATION) console.log(app.output());
}
