import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { recipeFixtures } from '../../support/recipe-fixture.ts';
import { shapes } from '../../support/shapes.ts';

const workspaces = join(recipeFixtures, '../workspaces');

describe('shapes of real projects', () => {
  for (const { shape, cases, back = [] } of shapes) {
    it(`has cases for ${shape}`, () => {
      assert.ok(cases.length > 0);
      for (const name of [...cases, ...back]) {
        const folder = name.includes('/')
          ? join(recipeFixtures, name, 'before')
          : join(workspaces, name);
        assert.ok(existsSync(folder), name);
      }
    });
  }
});
