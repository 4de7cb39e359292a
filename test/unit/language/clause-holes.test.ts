import assert from 'node:assert/strict';
import { withoutClauseHoles } from '../../../src/language/clause-holes.ts';

describe('clauses that are put in at run time', () => {
  for (const [text, without] of [
    ['SELECT a FROM t $901 ORDER BY $902', 'SELECT a FROM t      ORDER BY $902'],
    [
      'SELECT $901 FROM $902 WHERE $903 $904 LIMIT 1',
      'SELECT $901 FROM $902 WHERE $903      LIMIT 1',
    ],
    ['UPDATE t SET a = $1 $901 RETURNING *', 'UPDATE t SET a = $1      RETURNING *'],
    ['SELECT (a) $901 $902', 'SELECT (a)          '],
    [
      'SELECT a = $901, b FROM t WHERE c > $2 AND $902',
      'SELECT a = $901, b FROM t WHERE c > $2 AND $902',
    ],
  ] as const) {
    it(text, () => assert.equal(withoutClauseHoles(text), without));
  }
});
