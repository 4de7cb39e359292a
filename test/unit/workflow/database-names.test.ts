import assert from 'node:assert/strict';
import { parseDatabaseUrl } from '../../../src/engines/url.ts';
import type { Finding } from '../../../src/recipes/recipe.ts';
import { databaseNames } from '../../../src/workflow/database-names.ts';

function findings(...urls: readonly string[]): readonly Finding[] {
  return urls.flatMap((text) => {
    const url = parseDatabaseUrl(text);
    if (!url) return [];
    const connection = { role: 'supplies', name: 'DATABASE_URL', url } as const;
    return [{ path: '.env', span: { start: 0, end: 0 }, label: text, connection }];
  });
}

describe('workflow/database-names', () => {
  for (const [name, urls, expected] of [
    [
      'the first name that is written out',
      ['postgresql://db/${DB}', 'postgresql://db/shop'],
      { name: 'shop', file: 'shop.db' },
    ],
    [
      'the application, not the server',
      ['postgresql://db/postgres'],
      { name: 'app', file: 'app.db' },
    ],
    [
      'a file as it is',
      ['sqlite:///./data/shop.sqlite3'],
      { name: 'shop', file: 'data/shop.sqlite3' },
    ],
    [
      'a relative file before one in a container',
      ['sqlite:////app/data/x.db', 'sqlite:///./x.db'],
      { name: 'x', file: 'x.db' },
    ],
    [
      'an absolute file if there is no other',
      ['sqlite:////srv/x.db'],
      { name: 'x', file: '/srv/x.db' },
    ],
  ] as const) {
    it(`takes ${name}`, () => assert.deepEqual(databaseNames(findings(...urls)), expected));
  }
});
