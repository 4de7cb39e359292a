import { spawn } from 'node:child_process';

/**
 * Runs every suite, each a script of package.json, and ends with the sum of their counts as
 * `N passed, N failed, N skipped`. Arguments name the suites to run instead of all.
 */
const suites = [
  'test:unit',
  'test:laws',
  'test:oracle',
  'test:apps',
  'test:explorer',
  'test:migrations',
  'test:histories',
  'test:integration',
  'test:package',
];

interface Count {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

async function runSuite(name: string): Promise<Count> {
  console.log(`\n== ${name}`);
  const started = performance.now();
  const { exitCode, output } = await runScript(name);
  const seconds = Math.round((performance.now() - started) / 1000);
  const count = countOf(output);
  console.log(`== ${name}: exit ${exitCode} after ${seconds} s`);
  // A suite that died before it could count has failed all the same.
  return exitCode !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count;
}

function runScript(name: string): Promise<{ exitCode: number; output: string }> {
  return new Promise((resolve) => {
    const child = spawn('npm', ['run', '--silent', name], { stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      process.stdout.write(chunk);
      output += chunk.toString('utf8');
    });
    child.on('close', (code) => resolve({ exitCode: code ?? 1, output }));
  });
}

/** Adds up the closing lines of mocha's reporters. */
function countOf(output: string): Count {
  const sum = (word: string) =>
    [...output.matchAll(new RegExp(`^\\W*(\\d+) ${word}\\b`, 'gm'))].reduce(
      (total, [, number]) => total + Number(number),
      0,
    );
  return { passed: sum('passing'), failed: sum('failing'), skipped: sum('pending') };
}

const asked = process.argv.slice(2);
const counts: Count[] = [];
for (const suite of asked.length > 0 ? asked : suites) counts.push(await runSuite(suite));
const total = (key: keyof Count) => counts.reduce((sum, count) => sum + count[key], 0);
console.log(`\n${total('passed')} passed, ${total('failed')} failed, ${total('skipped')} skipped`);
process.exitCode = total('failed') > 0 || total('passed') === 0 ? 1 : 0;
