import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type TemporaryWorkspace, temporaryWorkspace } from '../../support/temporary-workspace.ts';
import { callCommandLine } from '../../support/terminal.ts';

const direction = ['--from', 'postgresql', '--to', 'sqlite'];

describe('engine-switch translate', () => {
  let workspace: TemporaryWorkspace;
  beforeEach(async () => {
    workspace = await temporaryWorkspace({
      'query.sql': "-- Ünder\nselect *\nfrom t where a ilike 'x%';\nselect b / 2 from t;\n",
      'schema.sql': 'create table t (a text, b numeric);\n',
    });
  });
  afterEach(() => workspace.remove());

  const call = (...args: readonly string[]) =>
    callCommandLine(['translate', ...direction, ...args], workspace.folder);

  it('prints the SQL, and what it did with places', async () => {
    const { exitCode, out, err } = await call('query.sql', '--schema', 'schema.sql');
    assert.equal(exitCode, 0);
    assert.match(out, /^-- Ünder\nselect \*\nfrom t where a like 'x%';\n/);
    assert.match(err, /^3:14: info: .* \[ilike\]\n/m);
  });

  it('knows the columns of a live SQLite database', async () => {
    const database = new DatabaseSync(join(workspace.folder, 'app.db'));
    database.exec('create table t (paid boolean)');
    database.close();
    writeFileSync(join(workspace.folder, 'paid.sql'), "select 1 from t where paid = 'f';\n");
    const { out } = await call('paid.sql', '--schema', 'app.db');
    assert.equal(out, 'select 1 from t where paid = 0;\n');
  });

  it('prints one JSON object', async () => {
    const { out } = await call('query.sql', '--json');
    const { sql, problems } = JSON.parse(out);
    assert.match(sql, /like 'x%'/);
    const { message, ...problem } = problems[0];
    assert.match(message, /ILIKE/);
    assert.deepEqual(problem, {
      code: 'ilike',
      severity: 'info',
      range: { start: { line: 2, character: 13 }, end: { line: 2, character: 25 } },
    });
  });

  it('answers each line of JSON with one, in order, also where a line is broken', async () => {
    const lines = ['{"id":1,"sql":"select 1"}', '{"id":"b"', '', '{"id":"c","sql":"select now("}'];
    writeFileSync(join(workspace.folder, 'lines.jsonl'), lines.join('\n'));
    const { exitCode, out } = await call('lines.jsonl', '--jsonl');
    const answers = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    assert.equal(exitCode, 0);
    assert.deepEqual(answers[0], { id: 1, sql: 'select 1', problems: [] });
    assert.deepEqual(
      answers.slice(1).map(({ id, problems }) => [id, problems[0].code]),
      [
        [null, 'invalid-line'],
        ['c', 'syntax-error'],
      ],
    );
  });

  it('ends with 1 where something cannot run', async () => {
    writeFileSync(join(workspace.folder, 'lock.sql'), 'select pg_advisory_lock(1)');
    assert.equal((await call('lock.sql')).exitCode, 1);
  });

  it('refuses wrong usage and files that are not there', async () => {
    const wrong = await callCommandLine(['translate', '--from', 'mysql'], workspace.folder);
    assert.equal(wrong.exitCode, 2);
    assert.equal((await call('a.sql', 'b.sql')).exitCode, 2);
    assert.equal((await call('nowhere.sql')).exitCode, 3);
  });
});
