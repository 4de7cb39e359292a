import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { differences } from './differences.ts';

/**
 * Runs Knex's own integration suite for SQLite on this program's client; see README.md for what the
 * checkout needs. Fails where a case does not pass that `differences.ts` does not name.
 */
const checkout = process.argv[2];
if (!checkout) throw new Error('Name a checkout of Knex: npm run test:knex -- DIR');

interface Results {
  readonly stats: { readonly passes: number; readonly pending: number };
  readonly failures: readonly { readonly fullTitle: string; readonly err: { message?: string } }[];
}

/** Specifications of the other databases load the drivers of these. */
const others = ['cockroach', 'mariadb', 'mssql', 'mysql', 'oracledb', 'postgres'];

function run(driver: string): Results {
  const folder = mkdtempSync(join(tmpdir(), 'engine-switch-knex-'));
  const output = join(folder, 'results.json');
  const options = [
    ...['--require', join(import.meta.dirname, 'our-client.ts'), '--exit', '--timeout', '10000'],
    ...['--reporter', 'json', '--reporter-option', `output=${output}`],
    ...others.flatMap((name) => ['--ignore', `test/integration2/dialects/${name}*`]),
  ];
  const suites = ['test/integration-test-suite.js', 'test/integration2/**/*.spec.js'];
  spawnSync(process.execPath, ['node_modules/mocha/bin/mocha.js', ...options, ...suites], {
    cwd: resolve(checkout ?? ''),
    env: { ...process.env, DB: driver, NODE_NO_WARNINGS: '1' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const results: Results = JSON.parse(readFileSync(output, 'utf8'));
  rmSync(folder, { recursive: true });
  return results;
}

for (const driver of ['better-sqlite3', 'sqlite3']) {
  const { stats, failures } = run(driver);
  const isKnown = ({ fullTitle }: Results['failures'][number]) =>
    Object.keys(differences).some((title) => fullTitle.endsWith(title));
  const unknown = failures.filter((failure) => !isKnown(failure));
  console.log(
    `${driver}: ${stats.passes} passing, ${stats.pending} pending (for other databases), ` +
      `${failures.length - unknown.length} known differences, ${unknown.length} failing`,
  );
  for (const { fullTitle, err } of unknown) console.log(`  ${fullTitle}: ${err.message}`);
  if (unknown.length > 0 || stats.passes === 0) process.exitCode = 1;
}
