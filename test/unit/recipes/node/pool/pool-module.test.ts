import assert from 'node:assert/strict';
import { parseJavaScript } from '../../../../../src/formats/javascript/module.ts';
import type { ModuleLanguage } from '../../../../../src/recipes/facts/pg-code.ts';
import {
  type PoolModule,
  poolModuleText,
} from '../../../../../src/recipes/node/pool/pool-module.ts';

const endings = { typescript: 'ts', esm: 'mjs', commonjs: 'cjs' } as const;
const statements = new Map([["SELECT 1::int AS n -- it's", 'SELECT 1 AS n\n-- `${x}` \\']]);

function moduleIn(language: ModuleLanguage, more: Partial<PoolModule> = {}): string {
  return poolModuleText({
    language,
    file: "./o'hara.db",
    database: 'shop',
    pragmas: ['PRAGMA foreign_keys=ON'],
    columns: new Map([['Order Lines', new Map([['paid', 'bool']])]]),
    ...more,
  });
}

describe('the module that stands for pg', () => {
  for (const language of ['typescript', 'esm', 'commonjs'] as const) {
    for (const [way, more] of [
      ['alone', {}],
      ['beside pg', { statements }],
    ] as const) {
      it(`is valid ${language}, ${way}`, () => {
        const text = moduleIn(language, more);
        const { problems } = parseJavaScript(`sqlite-pool.${endings[language]}`, text);
        assert.deepEqual(problems, []);
        assert.doesNotMatch(text, /[«»]/);
      });
    }
  }

  it('keeps quotes, lines and holes of what it is given', () => {
    const text = moduleIn('esm', { statements });
    assert.ok(text.includes("const usual = { file: './o\\'hara.db', database: 'shop' };"));
    assert.ok(text.includes("'Order Lines': { paid: 'bool' }"));
    const entry = /new Map\((\[[\s\S]*?\n\])\);/.exec(
      text.slice(text.indexOf('const statements')),
    )?.[1];
    assert.deepEqual(new Function(`return ${entry}`)(), [...statements]);
  });

  it('has no types in JavaScript', () => {
    assert.doesNotMatch(moduleIn('commonjs'), /interface |: string/);
  });
});
