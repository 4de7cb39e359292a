import assert from 'node:assert/strict';
import type { ExportFormat } from '../../../src/data/database.ts';
import { exportWriter } from '../../../src/data/export/index.ts';
import type { Value } from '../../../src/data/value.ts';

function written(format: ExportFormat, names: readonly string[], rows: readonly Value[][]): string {
  const columns = names.map((name) => ({ name }));
  const writer = exportWriter(format, { columns, table: 'a "b"' });
  return (
    writer.head() + rows.map((row, at) => writer.row(row, at)).join('') + writer.tail(rows.length)
  );
}

const row: Value[] = [{ integer: '9007199254740993' }, { real: '1.0' }, null, '', { blob: '00ff' }];

describe('exportWriter', () => {
  it('writes CSV by RFC 4180, NULL apart from the empty string', () => {
    assert.equal(
      written('csv', ['i', 'r', 'n', 'e', 'a,b'], [row]),
      'i,r,n,e,"a,b"\r\n9007199254740993,1.0,,"",00ff\r\n',
    );
    assert.equal(written('csv', ['a'], [['x "y"\nz']]), 'a\r\n"x ""y""\nz"\r\n');
  });

  it('guards texts that a spreadsheet would run, and no numbers', () => {
    const texts = ['=1+1', '+a', '-a', '@a', '\tx', 'a=1'];
    assert.deepEqual(
      written(
        'csv',
        ['v'],
        texts.map((text) => [text]),
      )
        .split('\r\n')
        .slice(1, -1),
      ["'=1+1", "'+a", "'-a", "'@a", "'\tx", 'a=1'],
    );
    assert.equal(written('csv', ['v'], [[{ integer: '-5' }]]), 'v\r\n-5\r\n');
  });

  it('writes JSON with exact integers and each column, whatever their names', () => {
    const text = written('json', ['id', 'id', 'id_2', 'e', 'b'], [row]);
    assert.equal(
      text,
      '[\n{"id":9007199254740993,"id_2":1.0,"id_2_2":null,"e":"","b":"00ff"}\n]\n',
    );
    assert.deepEqual(JSON.parse(written('json', ['a'], [])), []);
    assert.equal(
      written('jsonl', ['a'], [[{ real: 'Infinity' }], ['x']]),
      '{"a":"Infinity"}\n{"a":"x"}\n',
    );
  });

  it('writes SQL that gives the values back', () => {
    assert.equal(
      written('sql', ['i', 'r', 'n', 'e', 'b"'], [row]),
      `INSERT INTO "a ""b""" ("i", "r", "n", "e", "b""") VALUES (9007199254740993, 1.0, NULL, '', X'00ff');\n`,
    );
    assert.match(
      written('sql', ['a'], [["it's"], ['a\0b'], [{ real: '-Infinity' }]]),
      /'it''s'.*X'610062' AS TEXT.*-9e999/s,
    );
  });

  it('writes Markdown with its signs escaped', () => {
    assert.equal(
      written('markdown', ['a|b'], [['x | <b>\ny'], [null]]),
      '| a\\|b |\n| --- |\n| x \\| &lt;b><br>y |\n| NULL |\n',
    );
  });
});
