import { sqlite3Family } from '../facts/raw-family.ts';
import { sqliteRecipe } from './raw/sqlite-recipe.ts';

/** Moves code that uses sqlite3 itself to psycopg. */
export const rawSqlite3 = sqliteRecipe({
  id: 'raw-sqlite3',
  family: sqlite3Family,
  style: 'sync',
  title: 'Move code that uses sqlite3 itself to psycopg',
});
