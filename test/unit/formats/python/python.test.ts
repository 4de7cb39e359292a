import assert from 'node:assert/strict';
import { applyEdits } from '../../../../src/core/edit.ts';
import {
  appendArgument,
  argumentsOf,
  keyword,
  removeArguments,
} from '../../../../src/formats/python/arguments.ts';
import {
  callsOf,
  ensureImported,
  ensureStandardModule,
  importsOf,
  removeImportedNames,
} from '../../../../src/formats/python/imports.ts';
import { nodesOf, parsePython } from '../../../../src/formats/python/module.ts';
import { replaceString, stringLiteral } from '../../../../src/formats/python/string-literal.ts';

const read = (text: string) => parsePython(text).value;

function firstCall(text: string) {
  const module = read(text);
  const [call] = nodesOf(module.root, 'CallExpression');
  assert.ok(call);
  return { module, call };
}

describe('formats/python', () => {
  it('reports the first place that is not Python', () => {
    assert.deepEqual(parsePython('x = 1\n').problems, []);
    assert.equal(parsePython('x = {% if a %}\n').problems.length, 1);
  });

  it('reads a file with a byte order mark', () => {
    const { value, problems } = parsePython('\uFEFFimport os\r\n');
    assert.deepEqual(problems, []);
    assert.equal(value.lineEnd, '\r\n');
    assert.equal(importsOf(value)[0]?.local, 'os');
  });

  for (const text of [
    'def f():\n    yield\n    x()\n',
    'async def f():\n    yield\n',
    'x = 24.*36.\n',
    'with (open(x) as f, g as h):\n    pass\n',
    'import a\n\f\nclass B:\n    pass\n',
    'match x:\n    case {"a": 1}:\n        pass\n',
    'def f[T](x: T) -> T: ...\n',
  ]) {
    it(`takes ${JSON.stringify(text)} for the Python that it is`, () => {
      assert.deepEqual(parsePython(text).problems, []);
    });
  }

  describe('string literals', () => {
    const literal = (text: string) => {
      const module = read(text);
      const node = module.root.firstChild?.firstChild;
      assert.ok(node);
      const found = stringLiteral(module, node);
      assert.ok(found);
      return { module, found };
    };

    it('decodes escapes with their places', () => {
      const { found } = literal('"a\\n\\x41\\u00e9\\101\\\\ \\q"');
      assert.equal(found.value, 'a\nA\u00e9A\\ \\q');
    });

    it('leaves escapes of raw strings, keeps holes of f-strings, joins adjacent literals', () => {
      assert.equal(literal('r"\\d{2}"').found.value, '\\d{2}');
      const { found } = literal(`f"a{{{b}" 'c'`);
      assert.equal(found.value, 'a{{b}c');
      assert.deepEqual(
        found.holes.map(({ value }) => value),
        ['{b}'],
      );
    });

    it('replaces the value and keeps the quotes', () => {
      const { module, found } = literal(`'old'`);
      assert.equal(applyEdits(module.text, [replaceString(found, `it's`)]), `'it\\'s'`);
      const joined = literal(`f"a" "b"`);
      assert.equal(applyEdits(joined.module.text, [replaceString(joined.found, 'c')]), 'f"c"');
    });
  });

  describe('arguments', () => {
    it('tells keywords, positions and stars', () => {
      const { module, call } = firstCall('f(1, *a, b=2, **c)');
      assert.deepEqual(
        argumentsOf(module, call).map(({ name, star }) => name + star),
        ['', '*', 'b', '**'],
      );
    });

    const removals: readonly (readonly [string, readonly string[], string])[] = [
      ['f(a=1, b=2, c=3)', ['a'], 'f(b=2, c=3)'],
      ['f(a=1, b=2, c=3)', ['b'], 'f(a=1, c=3)'],
      ['f(a=1, b=2, c=3)', ['b', 'c'], 'f(a=1)'],
      ['f(a=1, b=2,)', ['a', 'b'], 'f()'],
      ['f(\n    a=1,\n    b=2,  # two\n    c=3,\n)', ['b'], 'f(\n    a=1,\n    c=3,\n)'],
      ['f(\n    a=1,\n    b=2,\n)', ['b'], 'f(\n    a=1,\n)'],
    ];
    for (const [before, names, after] of removals) {
      it(`removes ${names.join(' and ')} from ${JSON.stringify(before)}`, () => {
        const { module, call } = firstCall(before);
        const doomed = names.flatMap((name) => keyword(module, call, name) ?? []);
        assert.equal(applyEdits(before, removeArguments(module, call, doomed)), after);
      });
    }

    for (const [before, after] of [
      ['f()', 'f(x=1)'],
      ['f(a)', 'f(a, x=1)'],
      ['f(\n    a,\n)', 'f(\n    a,\n    x=1,\n)'],
      ['f(\r\n    a\r\n)', 'f(\r\n    a,\r\n    x=1\r\n)'],
    ] as const) {
      it(`appends to ${JSON.stringify(before)}`, () => {
        const { module, call } = firstCall(before);
        assert.equal(applyEdits(before, [appendArgument(module, call, 'x=1')]), after);
      });
    }
  });

  describe('imports', () => {
    it('resolves names through aliases', () => {
      const module = read(
        'import sqlalchemy as sa\nfrom sqlalchemy.dialects import postgresql as pg\nimport a.b\n' +
          'x = sa.Column(pg.UUID(as_uuid=True), a.b.c(), local())\n',
      );
      const names: string[] = [];
      callsOf(module, module.root, (name) => names.push(name) > 0);
      assert.deepEqual(names, [
        'sqlalchemy.Column',
        'sqlalchemy.dialects.postgresql.UUID',
        'a.b.c',
        'local',
      ]);
    });

    it('adds names where they belong', () => {
      const cases: readonly (readonly [string, string])[] = [
        ['from m import a\n', 'from m import a, b\n'],
        ['from m import (\n    a,\n)\n', 'from m import (\n    a,\n    b,\n)\n'],
        ['from m import b\n', 'from m import b\n'],
        ['"""Doc."""\nx = 1\n', '"""Doc."""\n\nfrom m import b\nx = 1\n'],
        ['#!/usr/bin/env python\nx = 1\n', '#!/usr/bin/env python\nfrom m import b\n\nx = 1\n'],
        ['def f():\n    pass\n', 'from m import b\n\n\ndef f():\n    pass\n'],
        ['import os', 'import os\nfrom m import b'],
        ['from m import b as c\n', 'from m import b as c, b\n'],
      ];
      for (const [before, after] of cases) {
        assert.equal(applyEdits(before, ensureImported(read(before), 'm', ['b'])), after);
      }
    });

    it('puts modules of the standard library first', () => {
      const cases: readonly (readonly [string, string])[] = [
        ['import sys\nx = 1\n', 'import os\nimport sys\nx = 1\n'],
        ['import os.path\nimport os\n', 'import os.path\nimport os\n'],
        [
          'from __future__ import annotations\nfrom m import a\n',
          'from __future__ import annotations\nimport os\n\nfrom m import a\n',
        ],
      ];
      for (const [before, after] of cases) {
        assert.equal(applyEdits(before, ensureStandardModule(read(before), 'os')), after);
      }
    });

    it('removes names and emptied statements', () => {
      const remove = (text: string, ...names: string[]) => {
        const module = read(text);
        const doomed = importsOf(module).filter(({ local }) => names.includes(local));
        return applyEdits(text, removeImportedNames(module, doomed));
      };
      assert.equal(remove('from m import a, b, c\n', 'a', 'c'), 'from m import b\n');
      assert.equal(remove('from m import a, b, c\n', 'b', 'c'), 'from m import a\n');
      assert.equal(remove('import os\nfrom m import a  # why\nx = 1\n', 'a'), 'import os\nx = 1\n');
      assert.equal(
        remove('from m import (\n    a,\n    b,\n)\n', 'a'),
        'from m import (\n    b,\n)\n',
      );
      assert.equal(
        remove('from m import (\n    a,\n    b,\n)\n', 'b'),
        'from m import (\n    a,\n)\n',
      );
    });
  });
});
