import { mkdirSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';

/** Bundles the extension and the command line into `dist`; `--production` minifies. */
const production = process.argv.includes('--production');

mkdirSync('dist', { recursive: true });
writeFileSync('dist/package.json', '{ "type": "commonjs" }\n');

await build({
  entryPoints: [{ in: 'src/cli.ts', out: 'cli' }],
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  external: ['vscode'],
  minify: production,
  sourcemap: production ? false : 'linked',
  logLevel: 'warning',
});
