import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readWorkspace } from '../../src/adapters/workspace/read-workspace.ts';
import { recipes } from '../../src/recipes/index.ts';
import { isForeignFolder, isRelevantFile } from '../../src/recipes/relevant-path.ts';
import { makePlan } from '../../src/workflow/plan.ts';
import { readTree } from '../support/memory-workspace.ts';
import { inTurns, type Measured } from './measure.ts';

const sample = join(import.meta.dirname, '../fixtures/workspaces/fastapi-sample');

/** The sample among 10,000 files of an ordinary project, beside folders that are never entered. */
function generate(): string {
  const folder = mkdtempSync(join(tmpdir(), 'engine-switch-bench-'));
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  for (const [path, text] of Object.entries(readTree(sample))) write(path, text);
  for (let index = 0; index < 10_000; index++)
    write(`packages/p${index % 100}/f${index}.${endings[index % endings.length]}`, source(index));
  for (let index = 0; index < 2_000; index++)
    write(`node_modules/m${index % 50}/f${index}.js`, source(index));
  return folder;
}

/** Enough for the median to be that of a program that has run for a while. */
const rounds = 25;

const endings = ['py', 'ts', 'md', 'json', 'js', 'py', 'yml', 'css', 'py', 'png'];

/** A function with a few lines: about 1.5 KB, as small modules are. */
function source(index: number): string {
  const line = `def handler_${index}(request, session):\n    return {"id": ${index}, "items": [item for item in request]}\n\n`;
  return line.repeat(14);
}

/** What nobody can do without: walk the tree, read what has to be looked into. */
function bareWalk(folder: string): number {
  let bytes = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) bytes += isForeignFolder(entry.name) ? 0 : bareWalk(path);
    else if (isRelevantFile(entry.name)) bytes += readFileSync(path, 'utf8').length;
  }
  return bytes;
}

/** Detect and plan of a large workspace, and of the sample alone. */
export async function measurePlan(): Promise<readonly Measured[]> {
  const folder = generate();
  const plan = async (place: string) =>
    makePlan(await readWorkspace(place), recipes, { to: 'sqlite' });
  try {
    const [floor = 0, large = 0] = await inTurns(
      rounds,
      () => bareWalk(folder),
      () => plan(folder),
    );
    const [small = 0] = await inTurns(rounds, () => plan(sample));
    return [
      {
        what: 'detect and plan, 10,000 files',
        median: large,
        floor,
        promise: 'at most 1.5 times the bare walk and read',
      },
      { what: 'detect and plan, sample', median: small, promise: 'under 300 ms' },
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}
