import { asyncDependencies } from './python/async-dependencies.ts';
import type { Recipe } from './recipe.ts';
import { asyncSession } from './sqlalchemy/async-session.ts';

/** The recipes of the plan that makes synchronous SQLAlchemy wait: no switch, a plan of its own. */
export const asyncRecipes: readonly Recipe[] = [asyncSession, asyncDependencies];
