import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { documentationFiles } from '../../src/language/rule-pages.ts';
import { exportL10n, l10nBundle } from './l10n-bundle.ts';
import { withRecipeTable } from './recipe-table.ts';

/** Writes what the documentation and the texts to translate say of the code; a test compares it. */
const readme = join(import.meta.dirname, '../../README.md');
writeFileSync(readme, withRecipeTable(readFileSync(readme, 'utf8')));

mkdirSync(dirname(l10nBundle), { recursive: true });
writeFileSync(l10nBundle, exportL10n());

const pages = documentationFiles();
const folder = join(import.meta.dirname, '../../docs/sql');
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
for (const [path, text] of pages) writeFileSync(join(import.meta.dirname, '../..', path), text);
