import assert from 'node:assert/strict';
import { engines } from '../../../../src/engines/index.ts';
import {
  isSelectorVariable,
  partVariable,
  selectorNamesFor,
} from '../../../../src/recipes/facts/database-variables.ts';

describe('recipes/facts/database-variables', () => {
  it('reads parts', () => {
    const role = (name: string) => partVariable(name, engines.postgresql)?.role;
    for (const [name, expected] of [
      ['POSTGRES_USER', 'user'],
      ['POSTGRES_DB', 'name'],
      ['PGHOST', 'host'],
      ['PG_PORT', 'port'],
      ['DB_PASS', 'password'],
      ['SQL_DATABASE', 'name'],
      ['APP_POSTGRES_SERVER', 'host'],
      ['RDS_HOSTNAME', 'host'],
      ['MYAPP_DB_NAME', 'name'],
      ['postgres_password', 'password'],
    ] as const)
      assert.equal(role(name), expected, name);
    for (const name of [
      'PGADMIN_DEFAULT_EMAIL',
      'PGP_KEY',
      'SMTP_HOST',
      'REDIS_DB',
      'HOST',
      'DB_POOL_SIZE',
    ]) {
      assert.equal(role(name), undefined, name);
    }
  });

  it('translates selectors within their vocabulary', () => {
    const names = (value: string) => selectorNamesFor(value, engines.postgresql, engines.sqlite);
    assert.equal(names('django.db.backends.postgresql')[0], 'django.db.backends.sqlite3');
    assert.equal(names('Postgres')[0], 'sqlite');
    assert.deepEqual(names('pg'), ['sqlite', 'sqlite3', 'better-sqlite3']);
    assert.deepEqual(names('postgresql+asyncpg'), ['sqlite+aiosqlite']);
    assert.deepEqual(names('mysql'), []);
    assert.ok(isSelectorVariable('DB_ENGINE') && isSelectorVariable('app_database_type'));
    assert.ok(!isSelectorVariable('SEARCH_ENGINE') && !isSelectorVariable('SMTP_TYPE'));
  });
});
