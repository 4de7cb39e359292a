import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { noticeCatalogue } from '../src/core/notices/index.ts';
import { recipes } from '../src/recipes/index.ts';
import { exportL10n, l10nBundle } from './support/l10n-bundle.ts';
import { recipeFixtures } from './support/recipe-fixture.ts';
import { withRecipeTable } from './support/recipe-table.ts';

const root = join(import.meta.dirname, '..');

/** Which folders of `src` a folder may import from, and which packages. ARCHITECTURE.md says why. */
const allowed: Readonly<
  Record<string, { folders: readonly string[]; packages: readonly string[] }>
> = {
  core: { folders: [], packages: [] },
  formats: {
    folders: ['core'],
    packages: [
      '@lezer/common',
      '@lezer/javascript',
      '@lezer/python',
      'jsonc-parser',
      'toml-eslint-parser',
      'yaml',
    ],
  },
  sql: { folders: ['core'], packages: ['libpg-query'] },
  engines: { folders: ['core', 'sql'], packages: [] },
  recipes: { folders: ['core', 'formats', 'engines', 'sql', 'language'], packages: [] },
  language: { folders: ['core', 'formats', 'sql'], packages: [] },
  migrations: { folders: ['core', 'formats', 'engines', 'sql', 'catalog'], packages: [] },
  catalog: { folders: ['core', 'engines', 'sql'], packages: [] },
  data: { folders: ['core', 'sql', 'catalog'], packages: [] },
  webview: { folders: ['core', 'data', 'catalog'], packages: [] },
  workflow: {
    folders: ['core', 'engines', 'recipes', 'migrations', 'catalog'],
    packages: ['node-diff3'],
  },
  ui: {
    folders: ['core', 'engines', 'sql', 'catalog', 'data', 'language', 'migrations', 'workflow'],
    packages: ['vscode'],
  },
};

/** Folders that do I/O: they may import everything but `ui` and `vscode`. */
const effectful = ['adapters', 'host', 'cli'];

const packagesWithoutEffects = new Set(['node:path']);

interface Source {
  readonly path: string;
  readonly folder: string;
  readonly text: string;
  readonly imports: readonly string[];
}

const sources: readonly Source[] = readdirSync(join(root, 'src'), { recursive: true })
  .map((path) => String(path).replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.ts'))
  .sort()
  .map((path) => {
    const text = readFileSync(join(root, 'src', path), 'utf8');
    const folder = path.includes('/') ? path.slice(0, path.indexOf('/')) : '';
    const imports = [
      ...text.matchAll(/^(?:import|export(?= (?:type )?[{*]))\b[^;]*?\bfrom '([^']+)'/gms),
    ];
    return { path, folder, text, imports: imports.map(([, name = '']) => name) };
  });

describe('structure', () => {
  it('is as ARCHITECTURE.md says', () => {
    const text = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8');
    const rows = [...text.matchAll(/^\| `src\/(\w+)` +\|[^|]*\| ([^|]*?) +\|/gm)];
    const written = rows.map(([, folder = '', imports = '']) => [folder, imports] as const);
    const held = [
      ...Object.entries(allowed).map(
        ([folder, { folders }]) => [folder, folders.join(', ') || 'nothing'] as const,
      ),
      ...effectful.map((folder) => [folder, 'all but ui'] as const),
    ];
    assert.deepEqual(Object.fromEntries(written), Object.fromEntries(held));
  });

  it('has only known folders', () => {
    const folders = new Set(sources.map(({ folder }) => folder).filter(Boolean));
    const known = [...Object.keys(allowed), ...effectful];
    assert.deepEqual(
      [...folders].filter((folder) => !known.includes(folder)),
      [],
    );
  });

  it('imports in the allowed directions only', () => {
    const wrong = sources.flatMap(({ path, folder, imports }) =>
      imports.filter((name) => !mayImport(path, folder, name)).map((name) => `${path}: ${name}`),
    );
    assert.deepEqual(wrong, []);
  });

  it('has no file that does too much', () => {
    const long = sources.filter(({ text }) => text.split('\n').length > 400);
    assert.deepEqual(
      long.map(({ path }) => path),
      [],
    );
  });

  it('has no types given up and nothing unfinished', () => {
    const marks =
      /\bas any\b|: any\b|<any>|@ts-(ignore|expect-error|nocheck)|biome-ignore|\bTODO\b|\bFIXME\b/;
    assert.deepEqual(
      sources.filter(({ text }) => marks.test(text)).map(({ path }) => path),
      [],
    );
  });

  it('has no file that nothing reads', () => {
    const entries = /^(extension|cli)\.ts$|^host\/|^webview\/|\.d\.ts$/;
    const read = new Set(
      sources.flatMap(({ path, text, imports }) => {
        const lazy = [...text.matchAll(/import\('(\.[^']+)'\)/g)].map(([, name = '']) => name);
        return [...imports, ...lazy].map((name) => resolve(path, name));
      }),
    );
    const tests = testTexts();
    const unread = sources
      .map(({ path }) => path)
      .filter((path) => !read.has(path) && !entries.test(path))
      .filter((path) => !tests.some((text) => text.includes(`src/${path}'`)));
    assert.deepEqual(unread, []);
  });
});

describe('documentation', () => {
  it('lists the recipes that there are', () => {
    const readme = readFileSync(join(root, 'README.md'), 'utf8');
    assert.equal(readme, withRecipeTable(readme), 'npm run docs writes the table anew');
  });
});

describe('texts', () => {
  it('that the code shows are there to be translated', () => {
    assert.equal(readFileSync(l10nBundle, 'utf8'), exportL10n(), 'npm run docs writes them anew');
  });

  it('that the manifest shows are all there, and each is shown', () => {
    const manifest = readFileSync(join(root, 'package.json'), 'utf8');
    const shown = [...manifest.matchAll(/"%([^"%]+)%"/g)].map(([, key = '']) => key);
    const texts = JSON.parse(readFileSync(join(root, 'package.nls.json'), 'utf8'));
    assert.deepEqual([...new Set(shown)].sort(), Object.keys(texts).sort());
  });
});

describe('recipes', () => {
  it('are named by their files, once', () => {
    const ids = recipes.map(({ id }) => id);
    assert.deepEqual(ids, [...new Set(ids)]);
    for (const { ecosystem, id } of recipes) {
      assert.ok(existsSync(join(root, 'src/recipes', ecosystem, `${id}.ts`)), `${ecosystem}/${id}`);
    }
  });

  it('have no fixture of a recipe that does not exist', () => {
    if (!existsSync(recipeFixtures)) return;
    const known = new Set(recipes.map(({ ecosystem, id }) => `${ecosystem}/${id}`));
    const found = readdirSync(recipeFixtures).flatMap((ecosystem) =>
      readdirSync(join(recipeFixtures, ecosystem)).map((id) => `${ecosystem}/${id}`),
    );
    assert.deepEqual(
      found.filter((name) => !known.has(name)),
      [],
    );
  });
});

describe('notices', () => {
  it('are all given somewhere', () => {
    const texts = sources
      .filter(({ path }) => !path.startsWith('core/notices/'))
      .map(({ text }) => text);
    const given = texts.flatMap((text) =>
      [...text.matchAll(/`([a-z-]+)\$\{/g)].map(([, start]) => start),
    );
    const unused = Object.keys(noticeCatalogue).filter(
      (code) =>
        !texts.some((text) => text.includes(`'${code}'`)) &&
        !given.some((start = '') => code.startsWith(start)),
    );
    assert.deepEqual(unused, []);
  });
});

function testTexts(): readonly string[] {
  return readdirSync(join(root, 'test'), { recursive: true })
    .map(String)
    .filter((path) => path.endsWith('.ts') && !path.startsWith('fixtures'))
    .map((path) => readFileSync(join(root, 'test', path), 'utf8'));
}

function resolve(path: string, name: string): string {
  return posix.join(dirname(path), name);
}

function mayImport(path: string, folder: string, name: string): boolean {
  const inside = name.startsWith('.') ? resolve(path, name) : undefined;
  const target = inside?.slice(0, inside.indexOf('/'));
  if (folder === '') return true;
  if (effectful.includes(folder)) return target !== 'ui' && name !== 'vscode';
  const rule = allowed[folder];
  if (!rule) return false;
  if (target !== undefined) return target === folder || rule.folders.includes(target);
  return rule.packages.includes(name) || (folder === 'ui' && packagesWithoutEffects.has(name));
}
