import assert from 'node:assert/strict';
import {
  parameterNames,
  splitSqliteStatements,
  statementAt,
} from '../../../src/sql/sqlite-statements.ts';

describe('splitSqliteStatements', () => {
  const texts = (sql: string) => splitSqliteStatements(sql).map(({ text }) => text);

  it('splits at semicolons that are none of a string, name, comment or trigger', () => {
    const trigger =
      "CREATE TEMP TRIGGER t AFTER INSERT ON a BEGIN UPDATE b SET c = ';'; SELECT 1; END";
    assert.deepEqual(texts(`-- ; one\nSELECT ';' /* ; */, "a;b" ;; ${trigger};\nSELECT 2`), [
      `SELECT ';' /* ; */, "a;b"`,
      trigger,
      'SELECT 2',
    ]);
    assert.deepEqual(texts('  -- nothing\n ; '), []);
  });

  it('finds the statement at the cursor', () => {
    const sql = 'SELECT 1;\n\nSELECT 2; -- here';
    assert.equal(statementAt(sql, 3)?.text, 'SELECT 1');
    assert.equal(statementAt(sql, 10)?.text, 'SELECT 1');
    assert.equal(statementAt(sql, 12)?.text, 'SELECT 2');
    assert.equal(statementAt(sql, sql.length)?.text, 'SELECT 2');
  });

  it('names the parameters', () => {
    const [statement] = splitSqliteStatements("SELECT :a, @b, $c, :a, ':d', ?, ?");
    assert.ok(statement);
    assert.deepEqual(parameterNames(statement), [':a', '@b', '$c', '?1', '?2']);
  });
});
