import assert from 'node:assert/strict';
import { recipes } from '../../../src/recipes/index.ts';
import { casesOf, checkCase } from '../../support/recipe-fixture.ts';

for (const recipe of recipes) {
  describe(`recipe ${recipe.ecosystem}/${recipe.id}`, () => {
    const cases = casesOf(recipe);
    it('has a fixture', () => assert.notEqual(cases.length, 0));
    for (const fixture of cases) it(fixture.name, () => checkCase(recipe, fixture));
  });
}
