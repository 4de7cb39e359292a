import type { Backup } from '../adapters/migrations/backups.ts';
import { engines } from '../engines/index.ts';
import { guardLines } from '../migrations/guard/guard-lines.ts';
import {
  areGone,
  type MigrationEntry,
  type MigrationReport,
  type MigrationStatus,
} from '../migrations/report.ts';
import { bold, dim, green, yellow } from './colour.ts';
import type { Terminal } from './command.ts';

/** The migrations of a project for a person, folder by folder. */
export function renderMigrationStatus(status: MigrationStatus, terminal: Terminal): string {
  const { toolLabel, target, entries, locked } = status;
  const folders = [...new Set(entries.map(({ folder }) => folder))];
  const head = `${toolLabel} on ${engines[target.engine].label}: ${target.label}`;
  const blocks = folders.flatMap((folder) => [
    '',
    bold(terminal, folder || (areGone(entries) ? 'files that are gone' : 'migrations')),
    ...entries.filter((entry) => entry.folder === folder).map((entry) => line(entry, terminal)),
  ]);
  const lock = locked
    ? ['', yellow(terminal, 'The lock is taken. If no run is under way: migrate unlock.')]
    : [];
  const none = entries.length === 0 ? ['', 'There is no migration yet.'] : [];
  return [head, ...none, ...blocks, ...lock, ''].join('\n');
}

function line(entry: MigrationEntry, terminal: Terminal): string {
  const { name, state, title, time, batch, head } = entry;
  const when = [
    title,
    time,
    head ? 'head' : undefined,
    batch === undefined ? undefined : `batch ${batch}`,
  ].filter(Boolean);
  const paint = state === 'completed' ? green : yellow;
  return `  ${paint(terminal, state.padEnd(9))} ${name} ${dim(terminal, when.join(', '))}`.trimEnd();
}

/** The kept copies of databases, for a person. */
export function renderBackups(backups: readonly Backup[]): string {
  if (backups.length === 0) return 'There is no backup.\n';
  return backups.map(({ time, name }) => `${time}  ${name}\n`).join('');
}

/** What a run did, for a person. */
export function renderMigrationReport(report: MigrationReport, terminal: Terminal): string {
  const { ran, created, dryRun, guard, schema, target } = report;
  const word = dryRun ? 'would run' : 'done';
  const database = `${engines[target.engine].label}: ${target.label}`;
  const lines = [`${report.toolLabel} on ${database}`];
  for (const path of created) lines.push(`${green(terminal, 'created')} ${path}`);
  for (const { name, direction, sql } of ran) {
    lines.push(`${green(terminal, word)} ${direction} ${name}`);
    if (dryRun) lines.push(...sql.map((statement) => dim(terminal, `    ${statement};`)));
  }
  if (ran.length === 0 && created.length === 0) lines.push('There was nothing to run.');
  for (const { script, statement, message } of report.failures ?? []) {
    lines.push(`${yellow(terminal, 'left out')} ${script}: ${message}: ${statement}`);
  }
  lines.push(...(report.notes ?? []).map((note) => `${yellow(terminal, 'note')} ${note}`));
  if (guard) {
    lines.push(...guardLines(guard).map(({ word, text }) => `${yellow(terminal, word)} ${text}`));
    if (guard.backup) lines.push(dim(terminal, `Backup: ${guard.backup}`));
  }
  if (schema) lines.push('', ...schemaLines(schema, terminal));
  return `${lines.join('\n')}\n`;
}

function schemaLines(
  { before, after }: NonNullable<MigrationReport['schema']>,
  terminal: Terminal,
): readonly string[] {
  return [
    bold(terminal, 'Schema before'),
    before || 'No tables.',
    bold(terminal, 'Schema after'),
    after || 'No tables.',
  ];
}
