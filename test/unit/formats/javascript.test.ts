import assert from 'node:assert/strict';
import { applyEdits } from '../../../src/core/edit.ts';
import { importsOf, moduleNames, packageOf } from '../../../src/formats/javascript/imports.ts';
import { nodesOf, parseJavaScript } from '../../../src/formats/javascript/module.ts';
import {
  insertProperty,
  keyPathOf,
  propertiesOf,
  propertyOf,
  removeProperties,
} from '../../../src/formats/javascript/objects.ts';
import { replaceString, stringLiteral } from '../../../src/formats/javascript/string-literal.ts';

describe('formats/javascript', () => {
  const read = (text: string, path = 'a.ts') => parseJavaScript(path, text).value;
  const object = (text: string) => {
    const module = read(text);
    const [node] = nodesOf(module.root, 'ObjectExpression');
    assert.ok(node);
    return { module, node };
  };

  it('reads imports of every kind, but not those of types', () => {
    const text = [
      "import pg, { Pool as P } from 'pg';",
      "import * as all from '@scope/a/b';",
      "import type { X } from 'types';",
      "const { Client: C } = require('pg/lib');",
      "const Q = require('pg').Query;",
      "const k = await import('knex');",
      "export * from './local';",
      'require(name);',
    ].join('\n');
    assert.deepEqual(
      importsOf(read(text)).map(({ source, names }) =>
        [source, ...names.map(({ imported, local }) => `${imported}=${local}`)].join(' '),
      ),
      [
        'pg default=pg Pool=P',
        '@scope/a/b *=all',
        'pg/lib Client=C',
        'pg Query=Q',
        'knex *=k',
        './local',
      ],
    );
    assert.deepEqual(['pg/lib', '@a/b/c', './x', 'node:fs'].map(packageOf), ['pg', '@a/b', '', '']);
  });

  it('takes forms that the grammar does not know for what they are', () => {
    const forms = [
      '@Injectable() export class A { constructor(@Inject(B) private readonly b: B) {} }',
      '@A()\n// for all\n@B({ c: 1 })\nexport default class D {}',
      'try { a(); } catch (error: unknown) { b(error); }',
      "declare module 'session' { interface Data { user?: string } }",
      "import pg = require('pg');",
      "import data from './data.json' with { type: 'json' };",
    ];
    for (const text of forms) assert.deepEqual(parseJavaScript('a.ts', text).problems, [], text);
    for (const text of ['class { a', 'try { a() } catch (e { }', '@A() x;', 'import a']) {
      assert.notDeepEqual(parseJavaScript('a.ts', text).problems, [], text);
    }
    const [found] = importsOf(read("import pg = require('pg');")).filter(({ names }) => names[0]);
    assert.deepEqual(found?.names, [{ imported: '*', local: 'pg' }]);
  });

  it('finds every literal that names a module', () => {
    const text = [
      "import type { Pool } from 'pg';",
      "jest.mock('pg', () => ({}));",
      "let client: import('pg').Client;",
      "export { Client } from 'pg';",
      "log('pg');",
    ].join('\n');
    assert.deepEqual(
      moduleNames(read(text)).map(({ from }) => text.slice(0, from).split('\n').length),
      [1, 2, 3, 4],
    );
  });

  it('reads the properties of an object', () => {
    const { module, node } = object("x = { a: 1, 'b-c': 2, [d]: 3, ...e, f, g() {} };");
    assert.deepEqual(
      propertiesOf(module, node).map(({ name, kind }) => `${kind} ${name}`),
      ['pair a', 'pair b-c', 'computed ', 'spread ', 'shorthand f', 'method g'],
    );
  });

  it('says under which keys a node stands', () => {
    const { module } = object('module.exports = { a: { b: { c: 1 } } };');
    const inner = nodesOf(module.root, 'ObjectExpression').at(-1);
    assert.ok(inner);
    assert.deepEqual(keyPathOf(module, inner), ['a', 'b']);
  });

  it('removes and inserts properties with comma, line and comments', () => {
    const text = 'x = {\r\n  a: 1, // one\r\n  // about b\r\n  b: 2,\r\n  c: 3\r\n};';
    const { module, node } = object(text);
    const edited = (edits: Parameters<typeof applyEdits>[1]) => applyEdits(text, edits);
    assert.equal(
      edited(removeProperties(module, node, ['b'])),
      text.replace('  // about b\r\n  b: 2,\r\n', ''),
    );
    assert.equal(
      edited(removeProperties(module, node, ['b', 'c'])),
      'x = {\r\n  a: 1 // one\r\n};',
    );
    assert.equal(
      edited(insertProperty(module, node, propertyOf(module, node, 'a'), 'd: 4')),
      text.replace('// one\r\n', '// one\r\n  d: 4,\r\n'),
    );
  });

  it('reads and replaces strings in their own quotes, with a BOM', () => {
    const text = "\uFEFFf('it\\'s', \"\\u00e9\", `a${b}c`)";
    const module = read(text);
    const strings = nodesOf(module.root, 'String', 'TemplateString').flatMap(
      (node) => stringLiteral(module, node) ?? [],
    );
    assert.deepEqual(
      strings.map(({ value }) => value),
      ["it's", 'é', 'a${b}c'],
    );
    const [first] = strings;
    assert.ok(first);
    assert.equal(
      applyEdits(text, [replaceString(first, "that's")]),
      text.replace("it\\'s", "that\\'s"),
    );
  });

  it('names what is no JavaScript', () => {
    assert.equal(parseJavaScript('a.js', 'const = {{ x }}').problems.length, 1);
    assert.equal(parseJavaScript('a.tsx', 'const a = <b c={1 as X} />;').problems.length, 0);
  });
});
