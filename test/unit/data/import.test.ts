import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { createStatement, insertStatements } from '../../../src/data/import/import-statements.ts';
import { parseCsv } from '../../../src/data/import/parse-csv.ts';
import { readRows } from '../../../src/data/import/read-rows.ts';

describe('import', () => {
  it('reads CSV with quotes, line ends of all kinds and a byte order mark', () => {
    assert.deepEqual(parseCsv('\uFEFFa,b\r\n"x ""y""\nz",\n"",1\r\n'), [
      ['a', 'b'],
      ['x "y"\nz', null],
      ['', '1'],
    ]);
    assert.deepEqual(parseCsv('a;b,c;d\n1;2;3'), [
      ['a', 'b,c', 'd'],
      ['1', '2', '3'],
    ]);
    assert.deepEqual(parseCsv('a\tb\n\t'), [
      ['a', 'b'],
      [null, null],
    ]);
    assert.deepEqual(parseCsv(''), []);
  });

  it('takes a field whose quotes are wrong as it stands, and loses no row for it', () => {
    assert.deepEqual(parseCsv('a,b\n"x" y,1\n"z"!\n3,4'), [
      ['a', 'b'],
      ['"x" y', '1'],
      ['"z"!'],
      ['3', '4'],
    ]);
  });

  it('names every column once, and those that only a row has', () => {
    assert.deepEqual(readRows('id,id,\n1,2,3,4\n'), {
      columns: ['id', 'id_2', 'column3', 'column4'],
      rows: [['1', '2', '3', '4']],
    });
  });

  it('keeps integers that a number does not hold', () => {
    assert.deepEqual(readRows('[{"id":9007199254740993,"n":1.5}]').rows, [
      ['9007199254740993', '1.5'],
    ]);
  });

  it('reads JSON arrays and lines', () => {
    const expected = {
      columns: ['a', 'b'],
      rows: [
        ['1', null],
        [null, '{"c":true}'],
      ],
    };
    assert.deepEqual(readRows('[{"a":1},{"b":{"c":true}}]'), expected);
    assert.deepEqual(readRows('{"a":1}\n{"b":{"c":true}}\n'), expected);
  });

  it('writes rows with the types that they have', () => {
    const imported = readRows('id,price,code,"odd ""name"\n1,1.5,007,\n9007199254740993,2,x,y\n');
    const database = new DatabaseSync(':memory:');
    for (const { sql, parameters } of [
      createStatement('t', imported),
      ...insertStatements('t', imported),
    ]) {
      database.prepare(sql).run(...(parameters as string[]));
    }
    const statement = database.prepare('SELECT * FROM t');
    statement.setReadBigInts(true);
    assert.deepEqual(
      statement.all().map((row) => ({ ...row })),
      [
        { id: 1n, price: 1.5, code: '007', 'odd "name': null },
        { id: 9007199254740993n, price: 2, code: 'x', 'odd "name': 'y' },
      ],
    );
    database.close();
  });
});
