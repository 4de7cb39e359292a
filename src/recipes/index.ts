import type { Recipe } from './recipe.ts';

/** Every recipe, in the order in which a plan lists their steps. */
export const recipes: readonly Recipe[] = [];
