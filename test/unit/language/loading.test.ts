import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = join(import.meta.dirname, '../../..');

/** A program that checks documents in turn and prints which parsers were loaded after each. */
const program = `
  import { registerHooks } from 'node:module';
  const loaded = new Set();
  registerHooks({
    resolve(name, context, next) {
      if (/^(libpg-query|sql\\.js)$/.test(name)) loaded.add(name);
      return next(name, context);
    },
    load(url, context, next) {
      if (/src\\/sql\\/rules\\//.test(url)) loaded.add('rules');
      return next(url, context);
    },
  });
  const { parserIsLoaded } = await import(${JSON.stringify(pathToFileURL(join(root, 'src/sql/parser.ts')))});
  const { services } = await import(${JSON.stringify(pathToFileURL(join(root, 'src/language-services.ts')))});
  const seen = [];
  for (const [path, text] of JSON.parse(process.argv[1])) {
    await services.check({ path, text, target: 'sqlite', known: () => Promise.resolve({ scripts: new Map(), others: [] }) });
    seen.push([parserIsLoaded(), loaded.has('libpg-query')]);
  }
  console.log(JSON.stringify(seen));
`;

describe('The parsers', () => {
  it('are loaded by the first SQL, and by nothing before it', () => {
    const documents = [
      ['a.py', 'x = "no sql"\n'],
      ['a.ts', 'const a = `text`;\n'],
      ['a.sql', ' \n'],
      ['a.css', 'a {}'],
      ['b.py', 'x = text("SELECT 1")\n'],
    ];
    const { stdout, stderr } = spawnSync(
      process.execPath,
      ['--input-type=module', '--eval', program, JSON.stringify(documents)],
      { cwd: root, encoding: 'utf8' },
    );
    const seen: unknown = JSON.parse(stdout.trim() || JSON.stringify(stderr));
    const no = [false, false];
    assert.deepEqual(seen, [no, no, no, no, [true, true]]);
  });

  it('and all that knows SQL are no part of what activation loads', () => {
    const heavy = [...staticImports('src/extension.ts')].filter(
      (name) => /^(?:libpg-query|sql\.js|@lezer|pg|knex)/.test(name) || /sql\/rules\//.test(name),
    );
    assert.deepEqual(heavy, []);
  });
});

/** All that a file loads at once: packages by name, files by their path. */
function staticImports(path: string, found = new Set<string>()): ReadonlySet<string> {
  if (found.has(path)) return found;
  found.add(path);
  const text = readFileSync(join(root, path), 'utf8');
  for (const [, name = ''] of text.matchAll(/^(?:import|export) (?!type)[^;]*?from '([^']+)'/gms)) {
    if (!name.startsWith('.')) found.add(name);
    else staticImports(join(dirname(path), name), found);
  }
  return found;
}
