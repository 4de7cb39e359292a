import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { recipes } from '../../src/recipes/index.ts';
import { detect } from '../../src/workflow/detect.ts';
import type { PlanOptions } from '../../src/workflow/plan.ts';
import { readTree, snapshotOf, type Tree } from './memory-workspace.ts';
import { casesOf } from './recipe-fixture.ts';

/** A workspace that every law must hold for, with the switch that is tried on it. */
export interface FixtureWorkspace {
  readonly name: string;
  readonly tree: Tree;
  readonly options: PlanOptions;
}

/** What fixtures use as passwords; none may come out of a plan. */
export const secrets = /s3cret|hunter2|sup3r|p4ssw0rd|topsecret/i;

const workspaces = join(import.meta.dirname, '../fixtures/workspaces');

const waysToSwitch = [
  ['replace', {}],
  ['keep-both', { strategy: 'keep-both' }],
  ['the configuration alone', { scope: 'configuration' }],
] as const satisfies readonly (readonly [string, Partial<PlanOptions>])[];

/** The whole small projects, towards the engine that each is not on, in every way. */
export function wholeWorkspaces(): readonly FixtureWorkspace[] {
  return readdirSync(workspaces)
    .sort()
    .flatMap((name) => {
      const tree = readTree(join(workspaces, name));
      const { engine } = detect(snapshotOf(tree), recipes);
      const to = engine === 'sqlite' ? 'postgresql' : 'sqlite';
      return waysToSwitch.map(([way, options]): FixtureWorkspace => {
        return { name: `${name}, ${way}`, tree, options: { to, ...options } };
      });
    });
}

/** The whole small projects, and what every recipe's cases begin with. */
export function fixtureWorkspaces(): readonly FixtureWorkspace[] {
  const cases = recipes.flatMap((recipe) =>
    casesOf(recipe).map(({ name, folder }): FixtureWorkspace => {
      const options = join(folder, 'options.json');
      return {
        name: `${recipe.ecosystem}/${recipe.id}/${name}`,
        tree: readTree(join(folder, 'before')),
        options: {
          to: 'sqlite',
          ...(existsSync(options) && JSON.parse(readFileSync(options, 'utf8'))),
        },
      };
    }),
  );
  return [...wholeWorkspaces(), ...cases];
}
