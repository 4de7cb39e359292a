import assert from 'node:assert/strict';
import { engines } from '../../../src/engines/index.ts';
import { parseDatabaseUrl, sqlalchemyFileUrl } from '../../../src/engines/url.ts';

function parts(text: string): string | undefined {
  const url = parseDatabaseUrl(text);
  return (
    url &&
    [url.engine.id, url.driver, url.user, url.host, url.port, url.database, url.query].join('|')
  );
}

describe('engines/url', () => {
  it('reads URLs', () => {
    for (const [text, expected] of [
      ['postgresql+asyncpg://u:p@h:5432/d?ssl=1', 'postgresql|asyncpg|u|h|5432|d|ssl=1'],
      ['postgres://h/d', 'postgresql|||h||d|'],
      ['postgresql:///d', 'postgresql|||||d|'],
      ['postgresql://[::1]:5432/d', 'postgresql|||[::1]|5432|d|'],
      ['sqlite:///./a.db', 'sqlite|||||./a.db|'],
      ['sqlite+aiosqlite:////data/a.db', 'sqlite|aiosqlite||||/data/a.db|'],
      ['sqlite://', 'sqlite||||||'],
    ] as const)
      assert.equal(parts(text), expected, text);
    for (const text of ['mysql://h/d', 'https://h/d', 'jdbc:postgresql://h/d', 'postgresql', '']) {
      assert.equal(parts(text), undefined, text);
    }
  });

  it('reads holes in every part', () => {
    assert.equal(
      parts('postgresql://${U}:${P}@${H:-db}:${PORT}/${D}'),
      'postgresql||${U}|${H:-db}|${PORT}|${D}|',
    );
    assert.equal(parts('postgresql://{u}:{p}@{h}/{d}'), 'postgresql||{u}|{h}||{d}|');
  });

  it('reads passwords whose special characters are not escaped', () => {
    for (const password of ['a/b', 'a#b', 'a?b', 'a@b', 'a@b/c:d']) {
      assert.equal(
        parts(`postgresql://u:${password}@h:5432/d`),
        'postgresql||u|h|5432|d|',
        password,
      );
    }
  });

  it('writes URLs of files', () => {
    assert.equal(sqlalchemyFileUrl(engines.sqlite, 'sync', 'a.db'), 'sqlite:///./a.db');
    assert.equal(
      sqlalchemyFileUrl(engines.sqlite, 'async', '/d/a.db'),
      'sqlite+aiosqlite:////d/a.db',
    );
  });
});
