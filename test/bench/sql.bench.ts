import { loadSyntaxCheck } from '../../src/adapters/sqlite/syntax-check.ts';
import { services } from '../../src/language-services.ts';
import { SqlAnalyzer } from '../../src/sql/analyzer.ts';
import { defaultOptions } from '../../src/sql/options.ts';
import { loadParser } from '../../src/sql/parser.ts';
import { emptySchema } from '../../src/sql/schema.ts';
import { inTurns, type Measured } from './measure.ts';

const count = 10_000;

/** What applications say most: portable, but for one statement of ten. */
const statements: readonly ((index: number) => string)[] = [
  (i) => `SELECT id, name, price FROM products WHERE id = ${i} ORDER BY id LIMIT 10`,
  (i) => `INSERT INTO orders (id, customer_id, total) VALUES (${i}, ${i * 7}, ${i}.50)`,
  (i) => `UPDATE accounts SET balance = balance + ${i} WHERE id = ${i}`,
  (i) =>
    `SELECT o.id, c.name, count(*) FROM orders o JOIN customers c ON c.id = o.customer_id WHERE o.total > ${i} GROUP BY o.id, c.name`,
  (i) => `DELETE FROM sessions WHERE user_id = ${i}`,
  (i) => `SELECT upper(name) FROM people WHERE id IN (${i}, ${i + 1}) AND email IS NOT NULL`,
  (i) => `UPDATE people SET name = 'name ${i}', visits = visits + 1 WHERE id = ${i}`,
  (i) =>
    `WITH recent AS (SELECT id FROM orders WHERE total > ${i}) SELECT count(*) FROM recent WHERE id > ${i}`,
  (i) => `INSERT INTO tags (id, label) VALUES (${i}, 'tag ${i}') ON CONFLICT (id) DO NOTHING`,
  (i) => `SELECT name FROM people WHERE name ILIKE 'a${i}%' AND created_at > now()`,
];

function script(): string {
  const one = (index: number) => `${statements[index % statements.length]?.(index)};\n`;
  return Array.from({ length: count }, (_, index) => one(index)).join('');
}

/** Analysis of a long script beside the bare parse of it, and keystrokes in it. */
export async function measureSql(): Promise<readonly Measured[]> {
  const library = await import('libpg-query');
  await Promise.all([loadParser(), loadSyntaxCheck()]);
  const text = script();
  const parse = () => library.parseSync(text);
  const analyze = () => analyzer().analyze(text);
  // Both sides are measured once they are compiled, as in an editor that is open for a while.
  await inTurns(5, parse, analyze);
  const [floor = 0, analysis = 0] = await inTurns(15, parse, analyze);
  const keystrokes = await measureKeystrokes(text);
  const at = (part: number) => keystrokes[Math.floor(keystrokes.length * part)] ?? Number.NaN;
  return [
    {
      what: `analysis of ${count} statements`,
      median: analysis,
      floor,
      promise: 'at most twice the bare parse',
    },
    { what: 'keystroke in that file, median', median: at(0.5), promise: 'none' },
    { what: 'keystroke in that file, p95', median: at(0.95), promise: 'under 16 ms' },
  ];
}

function analyzer(): SqlAnalyzer {
  const direction = 'postgresql-to-sqlite';
  return new SqlAnalyzer({ direction, schema: emptySchema, options: defaultOptions });
}

/** Milliseconds that the editor's check takes after each of 200 keystrokes, in order of size. */
async function measureKeystrokes(script: string): Promise<readonly number[]> {
  const known = () => Promise.resolve({ scripts: new Map(), others: [] });
  const check = (text: string) =>
    services.check({ path: '/bench.sql', text, target: 'sqlite', known });
  await check(script);
  const times: number[] = [];
  let text = script;
  for (let index = 0; index < 200; index += 1) {
    const line = text.indexOf('\n', (text.length / 200) * index) + 1;
    const at = text.indexOf('WHERE', line);
    text = `${text.slice(0, at)} ${text.slice(at)}`;
    const start = performance.now();
    await check(text);
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b);
}
