import assert from 'node:assert/strict';
import { applyEdits } from '../../../src/core/edit.ts';
import {
  jsonChildren,
  jsonList,
  jsonProperty,
  parseJson,
  setJsonValue,
} from '../../../src/formats/json.ts';
import { insertItem, removeItems } from '../../../src/formats/separated-list.ts';

const text =
  '\uFEFF{\r\n  // why\r\n  "a": { "pg": "^8", "x": "1" },\r\n  "b": {\r\n    "pg": "^8", // it\r\n    "y": "1"\r\n  }\r\n}';

describe('formats/json', () => {
  const document = parseJson(text);
  const property = (...path: string[]) => {
    const found = jsonProperty(document, path);
    assert.ok(found);
    return found;
  };

  it('reads comments, a BOM and paths', () => {
    assert.deepEqual(document.problems, []);
    assert.deepEqual(
      jsonChildren(document, ['b']).map(({ path }) => path.at(-1)),
      ['pg', 'y'],
    );
    assert.equal(property('a', 'x').value, '1');
  });

  it('edits in place', () => {
    const b = jsonList(document, property('b'));
    const a = jsonList(document, property('a'));
    assert.equal(
      applyEdits(text, removeItems(b, [0])),
      text.replace('    "pg": "^8", // it\r\n', ''),
    );
    assert.equal(
      applyEdits(text, removeItems(b, [1])),
      text.replace('"^8", // it\r\n    "y": "1"', '"^8" // it'),
    );
    assert.equal(applyEdits(text, removeItems(a, [0])), text.replace('"pg": "^8", "x"', '"x"'));
    assert.equal(
      applyEdits(text, insertItem(b, 1, '"z": "2"')),
      text.replace('"y": "1"', '"y": "1",\r\n    "z": "2"'),
    );
    assert.equal(
      applyEdits(text, [setJsonValue(property('a', 'x'), 'é"')]),
      text.replace('"x": "1"', '"x": "é\\""'),
    );
  });

  it('names what does not parse', () => {
    assert.equal(parseJson('{ "a": ').problems.length > 0, true);
  });
});
