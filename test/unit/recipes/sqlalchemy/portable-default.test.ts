import assert from 'node:assert/strict';
import { engines } from '../../../../src/engines/index.ts';
import { portableDefault } from '../../../../src/recipes/sqlalchemy/portable-default.ts';

describe('recipes/sqlalchemy/portable-default', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['now()', 'CURRENT_TIMESTAMP'],
    ['pg_catalog.now()', 'CURRENT_TIMESTAMP'],
    ['((now())::timestamp without time zone)', 'CURRENT_TIMESTAMP'],
    ["timezone('utc'::text, now())", 'utc-now'],
    ["(CURRENT_TIMESTAMP AT TIME ZONE 'UTC'::text)", 'utc-now'],
    ["timezone('Europe/Berlin', now())", 'unknown'],
    ['public.uuid_generate_v4()', 'uuid'],
    ['gen_random_uuid()', 'uuid'],
    ["'a''b'::character varying(20)", "'a''b'"],
    ["'{}'::jsonb", "'{}'"],
    ["'t'::bool", 'true'],
    ["'7'::bigint", '7'],
    ['(-1)::smallint', '-1'],
    ["'1 day'::interval", 'unknown'],
    ["'new'::shop.state", "'new'"],
    ["'{}'::text[]", 'list []'],
    [`'{a,"b, c",NULL,3}'::text[]`, 'list ["a", "b, c", null, 3]'],
    ["ARRAY['x', 'y']", 'list ["x", "y"]'],
    ["'{{1,2},{3,4}}'::int[]", 'unknown'],
    ["nextval('s'::regclass)", 'sequence'],
    ["now() + interval '1 day'", 'unknown'],
    ['current_user', 'unknown'],
    ['CURRENT_DATE', 'portable'],
    ["lower('X')", 'portable'],
    ['NULL', 'portable'],
    ["datetime('now')", 'portable'],
    ["'unclosed", 'unknown'],
  ];
  for (const [sql, expected] of cases) {
    it(sql, () => {
      const found = portableDefault(sql, 'postgresql');
      const text =
        found.kind === 'sql'
          ? found.text
          : found.kind === 'list'
            ? `list ${found.json}`
            : found.kind;
      assert.equal(text, expected);
    });
  }

  it('knows the expressions that it has written for an engine without UUIDs', () => {
    const { newUuid, newUuidText } = engines.sqlite.schema;
    assert.equal(portableDefault(newUuid, 'sqlite').kind, 'uuid');
    assert.equal(portableDefault(`(${newUuidText})`, 'sqlite').kind, 'uuid');
  });
});
