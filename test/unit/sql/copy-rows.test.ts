import assert from 'node:assert/strict';
import { loadParser } from '../../../src/sql/parser.ts';
import { translate } from '../../../src/sql/translate.ts';

describe('sql/copy-rows', () => {
  before(loadParser);

  const table = 'create table t (a int, b text, c boolean)';
  const inserted = (copy: string, data: string) => {
    const script = `${copy}\n${data}\\.\nselect 1;\n`;
    const { sql, problems } = translate(script, {
      from: 'postgresql',
      to: 'sqlite',
      schema: table,
    });
    return { sql, codes: problems.map(({ severity }) => severity) };
  };

  it('reads CSV with a header, quotes, line ends inside of them and NULL', () => {
    const { sql, codes } = inserted(
      'copy t from stdin with (format csv, header);',
      'a,b,c\n1,"x,\n""y""",t\n2,,f\n3,"",\n',
    );
    assert.equal(
      sql,
      "insert into t values\n  (1, 'x,\n\"y\"', 1),\n  (2, null, 0),\n  (3, '', null);\nselect 1;\n",
    );
    assert.deepEqual(codes, ['info']);
  });

  it('reads other signs, in CSV and in text', () => {
    const csv = inserted(
      "copy t (b, a) from stdin csv delimiter ';' null '-' quote '''' escape '\\';",
      "'it\\'s';1\n-;2\n'-';3\n",
    );
    assert.equal(
      csv.sql,
      "insert into t (b, a) values\n  ('it''s', 1),\n  (null, 2),\n  ('-', 3);\nselect 1;\n",
    );
    const text = inserted("copy t (a, b) from stdin (delimiter '|', null '');", '1|a\\tb\n2|\n');
    assert.equal(
      text.sql,
      "insert into t (a, b) values\n  (1, 'a\tb'),\n  (2, null);\nselect 1;\n",
    );
  });

  it('leaves data alone whose options it does not know', () => {
    const { sql, codes } = inserted(
      'copy t from stdin with (format csv, force_null (b));',
      '1,"",t\n',
    );
    assert.match(sql, /^copy t/);
    assert.ok(codes.includes('error'));
  });
});
