import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { type BuildOptions, build, type Metafile, type Plugin } from 'esbuild';

/**
 * Bundles the extension and the command line into `dist`.
 * `--production` minifies; `--tests` adds the integration suite that runs inside of VS Code.
 */
const production = process.argv.includes('--production');

/** What is loaded when an extension activates stays small: these are loaded when first used. */
const lazyParts = [
  'src/services.ts',
  'src/language-services.ts',
  'src/migration-services.ts',
  'src/explorer-services.ts',
];

const shared: BuildOptions = {
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  define: { 'import.meta.dirname': '__dirname' },
  // The UMD builds of some packages load their parts in a way that cannot be bundled.
  mainFields: ['module', 'main'],
  // VS Code gives its module to `require` alone.
  supported: { 'dynamic-import': false },
  external: ['vscode', 'pg-native'],
  minify: production,
  sourcemap: production ? false : 'linked',
  metafile: true,
  logLevel: 'warning',
};

/** Leaves `import('./services.ts')` as a `require` of that part's own bundle. */
const separateLazyParts: Plugin = {
  name: 'separate-lazy-parts',
  setup({ onResolve }) {
    onResolve({ filter: /\.ts$/ }, ({ kind, path, resolveDir }) => {
      const file = relative('.', resolve(resolveDir, path));
      if (kind !== 'dynamic-import' || !lazyParts.includes(file)) return undefined;
      return { path: `./${basename(file, '.ts')}.cjs`, external: true };
    });
  },
};

/**
 * Gives all files one module of VS Code's interface with the names that they use. Otherwise each
 * file has a copy of the whole of it made when it is loaded, which is most of an activation's time.
 */
const shareInterface: Plugin = {
  name: 'share-interface',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^vscode$/, namespace: 'file' }, () => {
      return { path: 'vscode', namespace: 'interface' };
    });
    onLoad({ filter: /.*/, namespace: 'interface' }, () => {
      const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
        .filter((path) => path.endsWith('.ts'))
        .map((path) => readFileSync(join('src', path), 'utf8'));
      const used = sources.flatMap((text) => [...text.matchAll(/\bvscode\.(\w+)/g)]);
      const names = [...new Set(used.map(([, name]) => name))].sort();
      const lines = names.map((name) => `export const ${name} = vscode.${name};`);
      return { contents: ["const vscode = require('vscode');", ...lines].join('\n') };
    });
  },
};

async function bundleExtension(): Promise<Metafile> {
  const { metafile } = await build({
    ...shared,
    metafile: true,
    entryPoints: ['src/extension.ts', ...lazyParts].map((path) => ({
      in: path,
      out: basename(path, '.ts'),
    })),
    outExtension: { '.js': '.cjs' },
    plugins: [separateLazyParts, shareInterface],
  });
  return metafile;
}

async function bundleCommandLine(): Promise<void> {
  await build({ ...shared, entryPoints: ['src/cli.ts'] });
}

/**
 * The processes that run the user's code. Their `import()` stays one, and the drivers that Knex
 * would like to load stay outside: it asks for the one that a project uses.
 */
async function bundleHosts(): Promise<Metafile> {
  const { metafile } = await build({
    ...shared,
    metafile: true,
    entryPoints: readdirSync('src/host')
      .filter((name) => name.endsWith('-host.ts'))
      .map((name) => join('src/host', name)),
    outExtension: { '.js': '.cjs' },
    supported: {},
    external: [
      ...(shared.external ?? []),
      'better-sqlite3',
      'mariadb',
      'mysql',
      'mysql2',
      'oracledb',
      'sqlite3',
      'tedious',
    ],
  });
  return metafile;
}

/** The programs of webviews: each folder with a main.ts is one. */
async function bundleWebviews(): Promise<void> {
  const folder = 'src/webview';
  const names = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'main.ts')));
  await build({
    outdir: 'dist/webview',
    bundle: true,
    platform: 'browser',
    target: 'es2022',
    format: 'iife',
    entryPoints: names.map((name) => ({ in: join(folder, name, 'main.ts'), out: name })),
    minify: production,
    sourcemap: production ? false : 'inline',
    logLevel: 'warning',
  });
}

async function bundleTests(): Promise<void> {
  const folder = 'test/integration/host';
  const tests = readdirSync(folder).filter((name) => name.endsWith('.test.ts'));
  await build({
    ...shared,
    outdir: 'dist/test',
    entryPoints: ['index.ts', ...tests].map((name) => join(folder, name)),
    packages: 'external',
    outExtension: { '.js': '.cjs' },
  });
}

/** Parsers that are WebAssembly look for it beside the bundle. */
function copyWebAssembly(): void {
  for (const file of ['libpg-query/wasm/libpg-query.wasm', 'sql.js/dist/sql-wasm.wasm']) {
    copyFileSync(join('node_modules', file), join('dist', basename(file)));
  }
}

/** Writes the licences of the packages that are in the bundles beside them. */
function writeLicences(metafiles: readonly Metafile[]): void {
  const folders = new Set<string>();
  for (const input of metafiles.flatMap(({ inputs }) => Object.keys(inputs))) {
    const folder = /.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input);
    if (folder) folders.add(folder[0]);
  }
  const texts = [...folders].sort().map((folder) => {
    const file = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name));
    const text = file ? readFileSync(join(folder, file), 'utf8').trim() : 'See its package.json.';
    return `${folder.replace(/.*node_modules\//, '')}\n\n${text}\n`;
  });
  writeFileSync('dist/LICENSES.txt', texts.join('\n---\n\n'));
}

rmSync('dist', { recursive: true, force: true });
mkdirSync('dist', { recursive: true });
writeFileSync('dist/package.json', '{ "type": "commonjs" }\n');
writeLicences([await bundleExtension(), await bundleHosts()]);
await bundleWebviews();
if (existsSync('src/cli.ts')) await bundleCommandLine();
if (process.argv.includes('--tests')) await bundleTests();
copyWebAssembly();
copyFileSync('src/host/alembic_runner.py', 'dist/alembic_runner.py');
cpSync('node_modules/knex/lib/migrations/migrate/stub', 'dist/knex-stubs', {
  recursive: true,
  filter: (path) => !basename(path).startsWith('knexfile'),
});
