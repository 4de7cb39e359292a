import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withRecipeTable } from './recipe-table.ts';

/** Writes what the documentation says of the code; a test compares it. */
const readme = join(import.meta.dirname, '../../README.md');
writeFileSync(readme, withRecipeTable(readFileSync(readme, 'utf8')));
