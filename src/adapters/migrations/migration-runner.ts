import { join } from 'node:path';
import type { MigrationRunner } from '../../core/ports.ts';
import { hostFile } from '../../host/host-file.ts';
import { guardLines } from '../../migrations/guard/guard-lines.ts';
import type { MigrationReport } from '../../migrations/report.ts';
import { runInProcess } from './migrations-process.ts';

/** How many backups of a database are kept where nobody says. */
export const usualBackups = 5;

/** Runs the migrations of a workspace's tasks as the command `migrate` does. */
export function migrationRunner(workspace: string): MigrationRunner {
  return {
    async run({ tool, config, engine, action }, cwd, { onOutput, signal }) {
      const folder = join(workspace, cwd);
      const base = { workspace, folder, dryRun: false, keepBackups: usualBackups };
      const answer = await runInProcess(
        { ...base, tool, config, engine, action },
        { host: hostFile('migrations-host'), onOutput, ...(signal && { signal }) },
      );
      if (answer.kind === 'report') onOutput(textOf(answer.report));
    },
  };
}

function textOf({ ran, created, failures = [], guard }: MigrationReport): string {
  const lines = [
    ...created.map((path) => `created ${path}`),
    ...ran.map(({ name, direction }) => `done ${direction} ${name}`),
    ...failures.map(
      ({ script, statement, message }) => `left out ${script}: ${message}: ${statement}`,
    ),
    ...(guard ? guardLines(guard).map(({ word, text }) => `${word} ${text}`) : []),
    ...(guard?.backup ? [`Backup: ${guard.backup}`] : []),
  ];
  return lines.map((line) => `${line}\n`).join('');
}
