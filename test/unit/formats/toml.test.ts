import assert from 'node:assert/strict';
import { applyEdits } from '../../../src/core/edit.ts';
import { insertItem, removeItems } from '../../../src/formats/separated-list.ts';
import {
  insertTomlLine,
  parseToml,
  removeTomlEntry,
  tomlEntries,
  tomlEntry,
  tomlList,
} from '../../../src/formats/toml.ts';

const multi = 'x = [\r\n  "a", # one\r\n  "b",\r\n  # about c\r\n  "c"\r\n]\r\n';

describe('formats/toml', () => {
  const edit = (
    text: string,
    indexes: readonly number[],
    insert?: { readonly after: number; readonly item: string },
  ) => {
    const document = parseToml(text);
    const entry = tomlEntry(document, ['x']);
    assert.ok(entry);
    const list = tomlList(document, entry.value);
    return applyEdits(
      text,
      insert ? insertItem(list, insert.after, insert.item) : removeItems(list, indexes),
    );
  };

  it('reads tables, dotted and quoted keys, inline tables, with a BOM', () => {
    const document = parseToml(
      '\uFEFFa.b = 1\n[tool."my-x".deps]\npg = { version = "1", extras = ["p"] }\n[[s]]\nn = "1"\n[[s]]\nn = "2"\n',
    );
    assert.deepEqual(
      tomlEntries(document).map(({ path }) => path.join('/')),
      [
        'a/b',
        'tool/my-x/deps/pg',
        'tool/my-x/deps/pg/version',
        'tool/my-x/deps/pg/extras',
        's/0/n',
        's/1/n',
      ],
    );
    assert.equal(tomlEntry(document, ['s', '1', 'n'])?.value.text, '2');
  });

  it('gives a problem for what does not parse', () => {
    assert.equal(parseToml('x = [').problems.length, 1);
  });

  it('removes items of a one-line array', () => {
    assert.equal(edit('x = ["a", "b", "c"]', [0]), 'x = ["b", "c"]');
    assert.equal(edit('x = ["a", "b", "c"]', [1]), 'x = ["a", "c"]');
    assert.equal(edit('x = ["a", "b", "c"]', [1, 2]), 'x = ["a"]');
    assert.equal(edit('x = ["a", "b",]', [1]), 'x = ["a",]');
    assert.equal(edit('x = ["a"]', [0]), 'x = []');
  });

  it('removes items of an array over lines, with comment and comma', () => {
    assert.equal(edit(multi, [0]), multi.replace('  "a", # one\r\n', ''));
    assert.equal(edit(multi, [2]), 'x = [\r\n  "a", # one\r\n  "b"\r\n  # about c\r\n]\r\n');
    assert.equal(edit('x = [\n  "a",\n  "b",\n]\n', [1]), 'x = [\n  "a",\n]\n');
    assert.equal(edit('x = [\n  "a"\n]\n', [0]), 'x = [\n]\n');
  });

  it('inserts items like their neighbours', () => {
    const insert = (text: string, after: number) => edit(text, [], { after, item: '"n"' });
    assert.equal(insert('x = ["a", "b"]', 1), 'x = ["a", "b", "n"]');
    assert.equal(insert('x = ["a", "b"]', -1), 'x = ["n", "a", "b"]');
    assert.equal(insert('x = []', -1), 'x = ["n"]');
    assert.equal(insert(multi, 0), multi.replace('# one\r\n', '# one\r\n  "n",\r\n'));
    assert.equal(insert(multi, 2), multi.replace('"c"\r\n', '"c",\r\n  "n"\r\n'));
    assert.equal(insert(multi, -1), multi.replace('[\r\n', '[\r\n  "n",\r\n'));
    assert.equal(insert('x = [\n "a" # c\n]', 0), 'x = [\n "a", # c\n "n"\n]');
  });

  it('removes and inserts entries', () => {
    const text = '[t]\na = "1" # one\nb = "2"';
    const document = parseToml(text);
    const [a, b] = tomlEntries(document);
    assert.ok(a && b);
    assert.equal(applyEdits(text, [removeTomlEntry(document, a)]), '[t]\nb = "2"');
    assert.equal(
      applyEdits(text, [insertTomlLine(document, a, 'c = 1')]),
      '[t]\na = "1" # one\nc = 1\nb = "2"',
    );
    assert.equal(applyEdits(text, [insertTomlLine(document, b, 'c = 1')]), `${text}\nc = 1`);
  });
});
