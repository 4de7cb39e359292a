import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { recipes } from '../../src/recipes/index.ts';
import { makePlan } from '../../src/workflow/plan.ts';
import { engineSwitch } from '../support/command-line.ts';
import { applySteps, readTree, snapshotOf } from '../support/memory-workspace.ts';
import { pythonVenv } from '../support/python-venv.ts';

/** The main job in the terminal, on a copy of the sample: plan, diff, apply, report, tables. */
const sample = readTree(join(import.meta.dirname, '../fixtures/workspaces/fastapi-sample'));
const folder = mkdtempSync(join(tmpdir(), 'engine-switch-demo-'));
for (const [path, text] of Object.entries(sample)) {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

function title(text: string): void {
  console.log(`\n\u001b[1m── ${text} ${'─'.repeat(Math.max(0, 90 - text.length))}\u001b[0m\n`);
}

async function show(args: readonly string[]): Promise<void> {
  title(`engine-switch ${args.join(' ').replaceAll(folder, '.')}`);
  const { out, err, exitCode } = await engineSwitch(args);
  console.log(out.replaceAll(folder, '.'));
  if (exitCode !== 0) console.log(err);
}

/** The sample's switched requirements, as a project would have them. */
async function installPython(): Promise<boolean> {
  const { steps } = makePlan(snapshotOf(sample), recipes, { to: 'sqlite' });
  const venv = await pythonVenv(applySteps(sample, steps)['requirements.txt'] ?? '');
  if ('python' in venv) symlinkSync(dirname(dirname(venv.python)), join(folder, '.venv'));
  else console.log(`Without Python the tasks are left out: ${venv.missing}`);
  return 'python' in venv;
}

function showTables(): void {
  const file = readdirSync(folder).find((name) => name.endsWith('.db'));
  if (!file || !existsSync(join(folder, file))) return;
  title(`the tables of ${file}`);
  const database = new DatabaseSync(join(folder, file), { readOnly: true });
  for (const { sql } of database
    .prepare('SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL')
    .all()) {
    console.log(`${sql};\n`);
  }
  database.close();
}

await show(['detect', folder]);
await show(['plan', '--to', 'sqlite', folder]);
await show(['plan', '--to', 'sqlite', '--diff', folder]);
const tasks = (await installPython()) ? [] : ['--no-tasks'];
await show(['apply', '--to', 'sqlite', folder, '--yes', ...tasks]);
const journals = join(folder, '.engine-switch/journal');
for (const id of existsSync(journals) ? readdirSync(journals) : []) {
  title('the report');
  console.log(readFileSync(join(journals, id, 'report.md'), 'utf8'));
}
showTables();
await show(['check', folder]);
await show(['revert', folder, '--yes']);
console.log(`The copy of the sample is in ${folder}.`);
