import assert from 'node:assert/strict';
import { applyEdits } from '../../../src/core/edit.ts';
import type { SqlChecker } from '../../../src/language/examine.ts';
import { random } from '../../support/random.ts';
import { checkText, sqliteChecker } from '../../support/sql-checker.ts';

type Pick = (most: number) => number;

/** How one kind of literal is written; each filler is source text that stands for blanks or values. */
interface Style {
  readonly path: string;
  readonly before: string;
  readonly after: string;
  /** Ends one literal and begins the next one of the same value. */
  readonly joints: readonly string[];
  readonly fillers: readonly string[];
}

const common = [' ', '  ', " AND 'é' <> '🎉'", ' AND b = :name', " AND '名' IS NOT NULL"];
const styles: readonly Style[] = [
  {
    path: 'a.py',
    before: 'q = ("',
    after: '")\n',
    joints: ['"\n     "', '" # why\n  "', '" \'', '" r"'].slice(0, 2),
    fillers: [
      ...common,
      '\\n',
      '\\t',
      '\\x20',
      '\\u0020',
      '\\\n',
      " AND c = 'it\\'\\'s'",
      ' AND a = %s',
    ],
  },
  {
    path: 'a.py',
    before: 'q = f"""\n',
    after: '"""\n',
    joints: [' """ f"""'],
    fillers: [...common, '\n', '\r\n    ', ' AND d = {value}', " AND e = '{{x}}'", ' AND f = "g"'],
  },
  {
    path: 'a.py',
    before: "cursor.execute(r'''",
    after: "''', args)\n",
    joints: [],
    fillers: [...common, '\n', ' AND d = %(d)s', ' AND "g" = 1'],
  },
  {
    path: 'a.ts',
    before: 'const q = `',
    after: '`;\n',
    joints: [],
    fillers: [
      ...common,
      '\n',
      '\\n',
      ' AND d = ${value}',
      ' AND e = $1',
      '\\u{20}',
      " AND c = '\\`'",
      ' AND f = ${`x${y}`}',
    ],
  },
  {
    path: 'a.js',
    before: 'pool.query(String.raw`',
    after: '`, [1]);\n',
    joints: [],
    fillers: [' ', '\n', ' AND a = $1', " AND b = '\\d\\n'", ' AND d = ${value}'],
  },
  {
    path: 'a.js',
    before: "knex.raw('",
    after: "', [1]);\n",
    joints: [],
    fillers: [' ', '\\n', ' AND a = ?', ' AND b = :name', '\\\n', '\\x20', " AND c = \\'🎉\\'"],
  },
];

const construct = 'position(b in c)';
const fixed = 'instr(c, b)';

function generate({ before, after, joints, fillers }: Style, pick: Pick) {
  const fill = () => {
    let text = '';
    for (let count = pick(4); count > 0; count -= 1) {
      text += fillers[pick(fillers.length)] ?? '';
      if (joints.length > 0 && pick(4) === 0) text += joints[pick(joints.length)] ?? '';
    }
    return text;
  };
  const head = `# é 🎉\n${before}SELECT a FROM t WHERE x = 1${fill()} AND `.replace(
    '# ',
    /^(?:const|knex|pool)/.test(before) ? '// ' : '# ',
  );
  return { head, text: `${head}${construct} > 0${fill()} ${after}` };
}

describe('language positions', () => {
  let checker: SqlChecker;
  before(async () => {
    checker = await sqliteChecker();
  });

  const seed = 20_261_120;
  for (const [index, style] of styles.entries()) {
    it(`are exact in ${style.before.trim()}...${style.after.trim()} (seed ${seed})`, () => {
      const next = random(seed + index);
      const pick: Pick = (most) => Math.floor(next() * most);
      for (let round = 0; round < 120; round += 1) {
        const { head, text } = generate(style, pick);
        const found = checkText(style.path, text, checker).filter(
          ({ code }) => code === 'string-position',
        );
        const [only] = found;
        assert.ok(only && found.length === 1, JSON.stringify(text));
        assert.equal(only.span.start, head.length, JSON.stringify(text));
        assert.equal(text.slice(only.span.start, only.span.end), construct, JSON.stringify(text));
        const result = applyEdits(text, only.fix ?? []);
        assert.equal(result, text.replace(construct, fixed));
      }
    });
  }
});
