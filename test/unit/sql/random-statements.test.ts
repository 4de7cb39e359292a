import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { loadParser } from '../../../src/sql/parser.ts';
import { splitScript } from '../../../src/sql/splitter.ts';
import { translator } from '../../../src/sql/translate.ts';
import { statementSchema } from '../../oracle/statements.ts';
import { RandomStatements } from '../../support/random-statement.ts';

/** More of them, or others: RANDOM_STATEMENTS=5000 RANDOM_SEED=7 npx mocha ... */
const count = Number(process.env.RANDOM_STATEMENTS ?? 1500);
const seed = Number(process.env.RANDOM_SEED ?? 20261120);

describe(`statements of the grammar at random (seed ${seed})`, () => {
  before(loadParser);

  it('never crash the translator, and SQLite takes what it says to be right', function () {
    this.timeout(20_000);
    const request = {
      from: 'postgresql',
      to: 'sqlite',
      sqliteVersion: process.versions.sqlite ?? '',
    } as const;
    const database = new DatabaseSync(':memory:');
    database.exec(translator(request)(statementSchema()).sql);
    const translate = translator({ ...request, schema: statementSchema() });
    const statements = new RandomStatements(seed);
    const refused: string[] = [];
    for (let round = 0; round < count; round += 1) {
      const text = statements.statement();
      const { sql, problems } = translate(text);
      if (problems.some(({ severity }) => severity === 'error')) continue;
      const reason = refusal(database, sql);
      if (reason) refused.push(`${reason}\n${text}\n${sql}`);
    }
    assert.deepEqual(refused, []);
    database.close();
  });
});

/** Why SQLite does not take a script; its changes are undone. */
function refusal(database: DatabaseSync, script: string): string | undefined {
  database.exec('savepoint attempt');
  try {
    const parts = splitScript(script);
    for (const { text } of parts)
      if (parts.length === 1) database.prepare(text);
      else database.exec(text);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    database.exec('rollback to attempt; release attempt');
  }
}
