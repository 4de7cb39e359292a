import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { loadParser } from '../../src/sql/parser.ts';
import { splitScript } from '../../src/sql/splitter.ts';
import { translator } from '../../src/sql/translate.ts';

/**
 * Translates every SQL file of a folder, such as PostgreSQL's src/test/regress/sql, and says what
 * happened: `npm run oracle:regress -- FOLDER`. Ends with 1 where the translator throws.
 */
const folder = process.argv[2];
if (!folder) throw new Error('Name the folder: npm run oracle:regress -- FOLDER');
await loadParser();
const translate = translator({ from: 'postgresql', to: 'sqlite' });
const totals = { files: 0, statements: 0, portable: 0, errors: 0, unknown: 0, syntax: 0 };
const crashes: string[] = [];
const times: (readonly [number, string])[] = [];
for (const name of sqlFiles(folder)) {
  const text = readFileSync(join(folder, name), 'utf8');
  const start = performance.now();
  try {
    const { problems } = translate(text);
    totals.files += 1;
    totals.statements += splitScript(text).length;
    for (const { code, severity } of problems) {
      if (severity === 'error') totals.errors += 1;
      if (code.startsWith('unknown-')) totals.unknown += 1;
      if (code === 'syntax-error') totals.syntax += 1;
    }
  } catch (error) {
    crashes.push(`${name}: ${error instanceof Error ? error.stack : String(error)}`);
  }
  times.push([performance.now() - start, name]);
}
for (const crash of crashes) console.error(crash);
console.log(
  `${totals.files} files, ${totals.statements} statements: ${totals.errors} errors, of them ${totals.unknown} of unknown constructs and ${totals.syntax} of syntax; ${crashes.length} crashes`,
);
for (const [time, name] of times.toSorted(([a], [b]) => b - a).slice(0, 5))
  console.log(`${time.toFixed(0).padStart(7)} ms  ${name}`);
process.exitCode = crashes.length > 0 ? 1 : 0;

function sqlFiles(path: string): readonly string[] {
  return readdirSync(path)
    .filter((name) => name.endsWith('.sql') && statSync(join(path, name)).isFile())
    .toSorted();
}
