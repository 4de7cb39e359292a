import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EngineId } from '../../src/core/goal.ts';
import { outcome, type Recipe } from '../../src/recipes/recipe.ts';
import { makePlan, type PlanOptions } from '../../src/workflow/plan.ts';
import { applySteps, readTree, snapshotOf, type Tree } from './memory-workspace.ts';

/**
 * One case of a recipe: `before/` is the workspace, `after/` holds the files that change (a file
 * that is in `before` and named in `deleted` is gone), `notices.json` the notices as
 * `{ code, path, line }` (line counted from 1), `options.json` the plan's options if they are not
 * the usual ones.
 */
export interface RecipeCase {
  readonly name: string;
  readonly folder: string;
}

interface CaseOptions extends Partial<PlanOptions> {
  readonly deleted?: readonly string[];
  /** Whether other places, which the recipe does not look at, say that the project uses the source. */
  readonly inUse?: boolean;
}

/** Stands for the recipes that find the engine in use, and changes nothing. */
export function engineInUse(to: EngineId): Recipe {
  const engine = to === 'sqlite' ? 'postgresql' : 'sqlite';
  return {
    id: 'engine-in-use',
    ecosystem: 'workspace',
    title: 'Say that the project uses an engine',
    detect: () => [{ path: '', span: { start: 0, end: 0 }, engine, label: engine }],
    rewrite: () => outcome({}),
  };
}

export const recipeFixtures = join(import.meta.dirname, '../fixtures/recipes');

/** The cases of a recipe: the folders below `recipes/<ecosystem>/<id>`. */
export function casesOf(recipe: Recipe): readonly RecipeCase[] {
  const folder = join(recipeFixtures, recipe.ecosystem, recipe.id);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .sort()
    .map((name) => ({ name, folder: join(folder, name) }));
}

/** Runs one recipe alone on a case and compares files and notices, then runs it again. */
export function checkCase(recipe: Recipe, { folder }: RecipeCase): void {
  const options = readOptions(folder);
  const before = readTree(join(folder, 'before'));
  const chosen = options.inUse ? [recipe, engineInUse(options.to)] : [recipe];
  const plan = makePlan(snapshotOf(before), chosen, options);
  const actual = applySteps(before, plan.steps);
  assert.deepEqual(changedFiles(before, actual), {
    changed: existsSync(join(folder, 'after')) ? readTree(join(folder, 'after')) : {},
    deleted: options.deleted ?? [],
  });
  assert.deepEqual(
    plan.notices.map(({ code, path, range }) => ({
      code,
      path,
      ...(range && { line: range.start.line + 1 }),
    })),
    existsSync(join(folder, 'notices.json'))
      ? JSON.parse(readFileSync(join(folder, 'notices.json'), 'utf8'))
      : [],
  );
  const again = makePlan(snapshotOf(actual), chosen, options);
  assert.deepEqual(
    again.steps.filter(({ kind }) => kind === 'file'),
    [],
    'a second run changes nothing',
  );
}

function readOptions(folder: string): PlanOptions & CaseOptions {
  const path = join(folder, 'options.json');
  const options: CaseOptions = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
  return { to: 'sqlite', ...options };
}

function changedFiles(before: Tree, after: Tree) {
  return {
    changed: Object.fromEntries(
      Object.entries(after).filter(([path, text]) => before[path] !== text),
    ),
    deleted: Object.keys(before).filter((path) => !(path in after)),
  };
}
