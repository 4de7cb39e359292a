import { aiosqliteFamily } from '../facts/raw-family.ts';
import { sqliteRecipe } from './raw/sqlite-recipe.ts';

/** Moves code that uses aiosqlite itself to psycopg, whose asynchronous connections keep its shape: cursors,
 * `execute`, `fetchone`. asyncpg would turn every call inside out. */
export const rawAiosqlite = sqliteRecipe({
  id: 'raw-aiosqlite',
  family: aiosqliteFamily,
  style: 'async',
  title: 'Move code that uses aiosqlite itself to psycopg',
});
