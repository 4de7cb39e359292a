import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readYaml } from '../../../../src/formats/yaml.ts';
import { asMap, nodeAt } from '../../../../src/formats/yaml-tree.ts';
import {
  type ComposeFile,
  type ComposeStack,
  composeStacks,
  unreadableComposeFiles,
} from '../../../../src/recipes/facts/compose-files.ts';
import { sharedNamespaces } from '../../../../src/recipes/facts/compose-roles.ts';
import { linksOf, mountsOf, namesUnder } from '../../../../src/recipes/facts/compose-services.ts';
import { recipes } from '../../../../src/recipes/index.ts';
import { type Project, wholeWorkspace } from '../../../../src/recipes/project.ts';
import { makePlan, type PlanOptions } from '../../../../src/workflow/plan.ts';
import { applySteps, readTree, snapshotOf, type Tree } from '../../../support/memory-workspace.ts';
import { engineInUse, recipeFixtures } from '../../../support/recipe-fixture.ts';

const composeRecipes = recipes.filter(({ ecosystem }) => ecosystem === 'compose');
const folder = join(recipeFixtures, 'compose');
const cases = readdirSync(folder).flatMap((id) =>
  readdirSync(join(folder, id)).map((name) => join(id, name)),
);

/** Names that a stack refers to and does not have: services, volumes, secrets, configs, networks. */
function dangling(stack: ComposeStack): readonly string[] {
  const services = new Set(stack.services.map(({ name }) => name));
  const definitions = stack.services.flatMap((service) => service.definitions);
  const named = definitions.flatMap((each) => [
    ...namesUnder(each, 'depends_on').map(({ name }) => name),
    ...linksOf(each).map(({ name }) => name),
    ...sharedNamespaces(each).map(({ service }) => service),
  ]);
  const missing = named.filter((name) => !services.has(name));
  for (const key of ['volumes', 'secrets', 'configs', 'networks'] as const) {
    const declared = new Set(stack.files.flatMap((file) => topLevel(file, key)));
    const used = definitions.flatMap((each) =>
      key === 'volumes'
        ? mountsOf(each).flatMap(({ kind, source }) => (kind === 'volume' ? source : []))
        : namesUnder(each, key).map(({ name }) => name),
    );
    missing.push(
      ...used.filter((name) => name && !declared.has(name)).map((name) => `${key}.${name}`),
    );
  }
  return missing;
}

function topLevel(file: ComposeFile, key: string): readonly string[] {
  return asMap(nodeAt(file.root, key))?.entries.map((pair) => pair.key) ?? [];
}

function optionsOf(name: string): PlanOptions {
  const path = join(folder, name, 'options.json');
  return { to: 'sqlite', ...(existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {}) };
}

function projectOf(tree: Tree): Project {
  return wholeWorkspace(snapshotOf(tree));
}

describe('compose recipes together', () => {
  for (const name of cases) {
    const before = readTree(join(folder, name, 'before'));
    const options = optionsOf(name);
    const chosen = [...composeRecipes, engineInUse(options.to)];

    it(`${name} stays a valid stack, with nothing more to do`, () => {
      const plan = makePlan(snapshotOf(before), chosen, options);
      assert.ok(!plan.notices.some(({ code }) => code === 'edits-conflict'));
      const after = applySteps(before, plan.steps);
      const known = new Set(composeStacks(projectOf(before)).flatMap(dangling));
      assert.deepEqual(
        composeStacks(projectOf(after))
          .flatMap(dangling)
          .filter((each) => !known.has(each)),
        [],
      );
      assert.equal(
        unreadableComposeFiles(projectOf(after)).length,
        unreadableComposeFiles(projectOf(before)).length,
      );
      for (const [path, text] of Object.entries(after)) {
        if (text !== before[path]) assert.deepEqual(readYaml(text).problems, [], text);
      }
      const again = makePlan(snapshotOf(after), chosen, options);
      assert.deepEqual(again.steps, []);
    });
  }
});
