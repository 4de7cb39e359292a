import assert from 'node:assert/strict';
import { applyEdits } from '../../../src/core/edit.ts';
import { readYaml, type YamlFile } from '../../../src/formats/yaml.ts';
import { type YamlChange, yamlEdits } from '../../../src/formats/yaml-edit.ts';
import {
  asMap,
  asText,
  effectivePairs,
  entriesBelow,
  nodeAt,
  pairAt,
  type YamlEntry,
} from '../../../src/formats/yaml-tree.ts';

/** A change without its owner, which these tests do not look at. */
type Wish = YamlChange extends infer C ? (C extends unknown ? Omit<C, 'owner'> : never) : never;

function change(text: string, wishes: (file: YamlFile) => readonly Wish[]): string {
  const { value, problems } = readYaml(text);
  assert.deepEqual(problems, []);
  const changes = wishes(value).map((wish) => ({ owner: 'test', ...wish }) as YamlChange);
  const after = applyEdits(
    text,
    yamlEdits(value, changes).map(({ edit }) => edit),
  );
  assert.deepEqual(readYaml(after).problems, [], after);
  return after;
}

/** The entry at a path of keys and, for lists, texts of items. */
function entryAt(file: YamlFile, ...path: readonly string[]): YamlEntry {
  let found: YamlEntry | undefined;
  let node = file.roots[0];
  for (const step of path) {
    const entries = node?.kind === 'map' || node?.kind === 'list' ? node.entries : [];
    found = entries.find((entry: YamlEntry) =>
      entry.kind === 'pair' ? entry.key === step : asText(entry.value) === step,
    );
    node = found?.value;
  }
  if (!found) throw new Error(`nothing at ${path.join('.')}`);
  return found;
}

const removing = (text: string, ...paths: readonly (readonly string[])[]) =>
  change(text, (file) => paths.map((path) => ({ kind: 'remove', entry: entryAt(file, ...path) })));

describe('formats/yaml: reading', () => {
  it('knows where everything stands, with CRLF, BOM and props', () => {
    const text =
      '\uFEFF# é\r\na: &x !t\r\n  k: |\r\n    one\r\n\r\n  l: [p, {q: "r"}]\r\nb:\r\n- *x\r\n-\r\nn:\r\n';
    const { value, problems } = readYaml(text);
    assert.deepEqual(problems, []);
    const seen = entriesBelow(value.roots[0]).map(({ span }) => text.slice(span.start, span.end));
    assert.deepEqual(seen, [
      'a: &x !t\r\n  k: |\r\n    one\r\n\r\n  l: [p, {q: "r"}]',
      'k: |\r\n    one',
      'l: [p, {q: "r"}]',
      'p',
      '{q: "r"}',
      'q: "r"',
      'b:\r\n- *x\r\n-',
      '- *x',
      '-',
      'n:',
    ]);
  });

  it('follows merges and aliases, own keys first', () => {
    const text = 'a: &a {x: 1, y: 2}\nb: &b {y: 3, z: 4}\nc: {<<: [*a, *b], x: 0}\n';
    const root = readYaml(text).value.roots[0];
    const pairs = effectivePairs(asMap(nodeAt(root, 'c')));
    assert.deepEqual(
      pairs.map(({ key, value }) => [key, asText(value)]),
      [
        ['x', '0'],
        ['y', '2'],
        ['z', '4'],
      ],
    );
    assert.equal(pairAt(asMap(root), 'nothing'), undefined);
  });

  it('survives a map that merges itself', () => {
    const root = readYaml('a: &a\n  <<: *a\n  k: v\n').value.roots[0];
    assert.equal(asText(nodeAt(root, 'a', 'k')), 'v');
  });

  for (const [name, text] of [
    ['a Jinja block', 'a: 1\n{% if x %}\nb: 2\n{% endif %}\n'],
    ['a Jinja value', 'image: {{ image }}\n'],
    ['a Helm value', 'port: {{ .Values.port }}\n'],
    ['bad indentation', 'a:\n  b: 1\n c: 2\n'],
    ['a key twice', 'a: 1\na: 2\n'],
    ['a missing anchor', 'a: *nowhere\n'],
  ] as const) {
    it(`reports ${name}`, () => assert.notDeepEqual(readYaml(text).problems, []));
  }

  it('takes quoted Go templates and commented Jinja for what they are', () => {
    const text = 'a: "{{.Name}}"\nb: \'{{ .X }}\'\n# {% if %}\nc: docker ps --format "{{.ID}}"\n';
    assert.deepEqual(readYaml(text).problems, []);
  });
});

describe('formats/yaml: removing', () => {
  it('takes a pair with its own comments and one of the blank lines', () => {
    const text =
      'services:\n  web:\n    image: w # w\n\n  # the database\n  # of the shop\n  db:\n    image: p\n    # ports: x\n\n  cache:\n    image: r\n';
    assert.equal(
      removing(text, ['services', 'db']),
      'services:\n  web:\n    image: w # w\n\n  cache:\n    image: r\n',
    );
  });

  it('leaves the switched-off lines of others', () => {
    const text =
      's:\n  # mail:\n  #   image: m\n  db:\n    image: p\n  # redis:\n  web:\n    x: 1\n';
    assert.equal(
      removing(text, ['s', 'db']),
      's:\n  # mail:\n  #   image: m\n  # redis:\n  web:\n    x: 1\n',
    );
  });

  it('takes an emptied key, upwards', () => {
    const text = 'a:\n  b:\n    - x\nc: 1\n';
    assert.equal(removing(text, ['a', 'b', 'x']), 'c: 1\n');
  });

  it('switches an emptied key off where commented entries stay below it', () => {
    const text = 'a:\n  deps:\n    - db\n    # - redis\n  z: 1\n';
    assert.equal(removing(text, ['a', 'deps', 'db']), 'a:\n  # deps:\n    # - redis\n  z: 1\n');
  });

  it('keeps live and commented lines of a list', () => {
    const text = 'deps:\n  # - mail\n  - redis\n  # - db\n  - db # main\n';
    assert.equal(removing(text, ['deps', 'db']), 'deps:\n  # - mail\n  - redis\n  # - db\n');
  });

  it('works in flow lists and maps', () => {
    const text = 'a: [x, y, z]\nb: {k: 1, l: {m: 2}}\n';
    assert.equal(removing(text, ['a', 'x']), 'a: [y, z]\nb: {k: 1, l: {m: 2}}\n');
    assert.equal(removing(text, ['a', 'y'], ['a', 'z']), 'a: [x]\nb: {k: 1, l: {m: 2}}\n');
    assert.equal(removing(text, ['b', 'l', 'm']), 'a: [x, y, z]\nb: {k: 1}\n');
  });

  it('removes neighbours, the last entry, and works without a last newline and with CRLF', () => {
    assert.equal(
      removing('a:\r\n  x: 1\r\n\r\n  y: 2\r\n  z: 3', ['a', 'y'], ['a', 'z']),
      'a:\r\n  x: 1\r\n',
    );
    assert.equal(removing('a:\n  x: 1\n\nb:\n  y: 2\n', ['b']), 'a:\n  x: 1\n');
    assert.equal(removing('a:\n  x: 1\n\n  y: 2\n', ['a', 'x']), 'a:\n  y: 2\n');
  });

  it('keeps the heading of a run of which a part stays', () => {
    const text = 'e:\n  # database\n  A: 1\n  B: 2\n  # other\n  C: 3\n';
    assert.equal(removing(text, ['e', 'A']), 'e:\n  # database\n  B: 2\n  # other\n  C: 3\n');
    assert.equal(removing(text, ['e', 'A'], ['e', 'B']), 'e:\n  # other\n  C: 3\n');
  });

  it('removes aliases of a container that went empty', () => {
    const text =
      'x: &d\n  deps:\n    - db\ns:\n  web:\n    <<: *d\n    image: w\n  job:\n    <<: [*d]\n    image: j\n';
    assert.equal(
      removing(text, ['x', 'deps', 'db']),
      's:\n  web:\n    image: w\n  job:\n    image: j\n',
    );
  });

  it('moves an anchor whose first place goes', () => {
    const text =
      's:\n  db:\n    env: &env\n      A: 1\n      B: 2\n    restart: &r always\n  web:\n    env:\n      <<: *env\n    restart: *r\n  job:\n    env: *env\n    restart: *r\n';
    assert.equal(
      removing(text, ['s', 'db']),
      's:\n  web:\n    env:\n      <<: &env\n        A: 1\n        B: 2\n    restart: &r always\n  job:\n    env: *env\n    restart: *r\n',
    );
  });

  it('keeps a tagged container, empty', () => {
    assert.equal(removing('d: !override\n  - db\ne: 1\n', ['d', 'db']), 'd: !override []\ne: 1\n');
    assert.equal(removing('d: !override [db]\n', ['d', 'db']), 'd: !override []\n');
  });
});

describe('formats/yaml: replacing and adding', () => {
  it('keeps the quoting style', () => {
    const text = 'a: x\nb: \'y\'\nc: "z"\nd:\ne: |\n  t\n';
    const after = change(text, (file) =>
      (asMap(file.roots[0])?.entries ?? []).flatMap(({ value }) =>
        value.kind === 'scalar' ? [{ kind: 'replace', scalar: value, text: "it's: 1" }] : [],
      ),
    );
    assert.equal(after, `a: "it's: 1"\nb: 'it''s: 1'\nc: "it's: 1"\nd: "it's: 1"\ne: "it's: 1"\n`);
  });

  it('adds entries with the indentation and line breaks of the file', () => {
    const text =
      'services:\r\n    web:\r\n        vols:\r\n        - a\r\n\r\nvolumes:\r\n    old:\r\n    # end\r\n';
    const after = change(text, (file) => {
      const root = asMap(file.roots[0]);
      const web = asMap(nodeAt(root, 'services', 'web'));
      const vols = nodeAt(web, 'vols');
      const volumes = asMap(nodeAt(root, 'volumes'));
      if (!web || !root || vols?.kind !== 'list' || !volumes) throw new Error('unread');
      return [
        { kind: 'add', to: vols, lines: ['- b'] },
        { kind: 'add', to: web, lines: ['env:', '  K: v'] },
        { kind: 'remove', entry: entryAt(file, 'volumes', 'old') },
        { kind: 'add', to: volumes, lines: ['new:'] },
        { kind: 'add', to: root, lines: ['top:', '  - x'] },
      ];
    });
    assert.equal(
      after,
      'services:\r\n    web:\r\n        vols:\r\n        - a\r\n        - b\r\n        env:\r\n            K: v\r\n\r\nvolumes:\r\n    new:\r\n    # end\r\n\r\ntop:\r\n    - x\r\n',
    );
  });

  it('fills a key without a value, in a file without a last newline', () => {
    const after = change('a: 1\nvolumes:', (file) => {
      const entry = entryAt(file, 'volumes');
      return entry.kind === 'pair' ? [{ kind: 'fill', pair: entry, lines: ['data:'] }] : [];
    });
    assert.equal(after, 'a: 1\nvolumes:\n  data:');
  });
});
