/** Schemas that are the server's own, temporary ones included. */
const ownSchemas = `n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'`;

/** Objects that an extension brought are the extension's, as in pg_dump. */
const notOfExtension = (catalogue: string, oid: string) => `NOT EXISTS (
  SELECT 1 FROM pg_depend e
  WHERE e.classid = '${catalogue}'::regclass AND e.objid = ${oid} AND e.deptype = 'e')`;

const relationsOf = (kinds: string) => `FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN (${kinds}) AND ${ownSchemas} AND ${notOfExtension('pg_class', 'c.oid')}`;

const anyRelation = relationsOf(`'r', 'p', 'f', 'v', 'm'`);

/**
 * The statements that read PostgreSQL's catalogue, from version 12 on. Each gives one row an item;
 * `relation` is the oid of the table as text. Names come from the server and no statement is put
 * together with one. https://www.postgresql.org/docs/current/catalogs.html
 */
export const statements = {
  version: `SELECT current_setting('server_version') AS version`,

  relations: `SELECT c.oid::text AS relation, n.nspname AS schema, c.relname AS name,
  c.relkind::text AS kind, pn.nspname AS parent_schema, p.relname AS parent_name,
  obj_description(c.oid, 'pg_class') AS comment,
  CASE WHEN c.relkind IN ('v', 'm') THEN pg_get_viewdef(c.oid, true) END AS definition
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_inherits i ON i.inhrelid = c.oid AND c.relispartition
LEFT JOIN pg_class p ON p.oid = i.inhparent
LEFT JOIN pg_namespace pn ON pn.oid = p.relnamespace
WHERE c.oid IN (SELECT c.oid ${anyRelation})
ORDER BY n.nspname, c.relname`,

  columns: `SELECT a.attrelid::text AS relation, a.attname AS name,
  format_type(a.atttypid, a.atttypmod) AS type, a.attnotnull AS not_null,
  pg_get_expr(d.adbin, d.adrelid) AS default, a.attidentity::text AS identity,
  a.attgenerated::text AS generated, co.collname AS collation,
  col_description(a.attrelid, a.attnum) AS comment,
  EXISTS (SELECT 1 FROM pg_depend s JOIN pg_class q ON q.oid = s.objid AND q.relkind = 'S'
    WHERE s.classid = 'pg_class'::regclass AND s.refclassid = 'pg_class'::regclass
      AND s.refobjid = a.attrelid AND s.refobjsubid = a.attnum AND s.deptype = 'a') AS owns_sequence
FROM pg_attribute a
JOIN pg_type t ON t.oid = a.atttypid
LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
LEFT JOIN pg_collation co ON co.oid = a.attcollation AND a.attcollation <> t.typcollation
WHERE a.attnum > 0 AND NOT a.attisdropped AND a.attrelid IN (SELECT c.oid ${anyRelation})
ORDER BY a.attrelid, a.attnum`,

  constraints: `SELECT k.conrelid::text AS relation, k.conname AS name, k.contype::text AS type,
  k.conislocal AS local, fn.nspname AS target_schema, f.relname AS target_name,
  k.confupdtype::text AS on_update, k.confdeltype::text AS on_delete, k.condeferred AS deferred,
  CASE WHEN k.contype = 'c' THEN pg_get_expr(k.conbin, k.conrelid) END AS expression,
  (SELECT to_json(array_agg(a.attname ORDER BY u.at)) FROM unnest(k.conkey) WITH ORDINALITY u(num, at)
    JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.num)::text AS columns,
  (SELECT to_json(array_agg(a.attname ORDER BY u.at)) FROM unnest(k.confkey) WITH ORDINALITY u(num, at)
    JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = u.num)::text AS target_columns
FROM pg_constraint k
LEFT JOIN pg_class f ON f.oid = k.confrelid
LEFT JOIN pg_namespace fn ON fn.oid = f.relnamespace
WHERE k.contype IN ('p', 'f', 'c') AND k.conrelid IN (SELECT c.oid ${anyRelation})
ORDER BY k.conrelid, k.conname`,

  indexes: `SELECT x.indrelid::text AS relation, c.relname AS name, x.indisunique AS unique,
  m.amname AS method, pg_get_expr(x.indpred, x.indrelid, true) AS where,
  pg_get_indexdef(x.indexrelid) AS sql,
  CASE k.contype WHEN 'p' THEN 'primary-key' WHEN 'u' THEN 'unique' ELSE 'index' END AS origin,
  (SELECT to_json(array_agg(pg_get_indexdef(x.indexrelid, at, true) ORDER BY at))
    FROM generate_series(1, x.indnkeyatts::int) at)::text AS columns,
  (SELECT to_json(array_agg((x.indkey::int2[])[at - 1] = 0 ORDER BY at))
    FROM generate_series(1, x.indnkeyatts::int) at)::text AS expressions,
  (SELECT to_json(array_agg((x.indoption::int2[])[at - 1] & 1 = 1 ORDER BY at))
    FROM generate_series(1, x.indnkeyatts::int) at)::text AS descending
FROM pg_index x
JOIN pg_class c ON c.oid = x.indexrelid
JOIN pg_am m ON m.oid = c.relam
LEFT JOIN pg_constraint k ON k.conindid = x.indexrelid AND k.contype IN ('p', 'u')
  AND k.conrelid = x.indrelid
WHERE x.indrelid IN (SELECT c.oid ${anyRelation})
ORDER BY x.indrelid, c.relname`,

  triggers: `SELECT g.tgrelid::text AS relation, g.tgname AS name, pg_get_triggerdef(g.oid, true) AS sql
FROM pg_trigger g
WHERE NOT g.tgisinternal AND g.tgrelid IN (SELECT c.oid ${anyRelation})
ORDER BY g.tgrelid, g.tgname`,

  enums: `SELECT n.nspname AS schema, t.typname AS name,
  (SELECT to_json(array_agg(e.enumlabel ORDER BY e.enumsortorder))
    FROM pg_enum e WHERE e.enumtypid = t.oid)::text AS labels
FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
WHERE t.typtype = 'e' AND ${ownSchemas} AND ${notOfExtension('pg_type', 't.oid')}
ORDER BY n.nspname, t.typname`,

  domains: `SELECT n.nspname AS schema, t.typname AS name,
  format_type(t.typbasetype, t.typtypmod) AS type, t.typnotnull AS not_null, t.typdefault AS default,
  (SELECT to_json(array_agg(json_build_object('name', k.conname,
      'expression', pg_get_expr(k.conbin, 0)) ORDER BY k.conname))
    FROM pg_constraint k WHERE k.contypid = t.oid AND k.contype = 'c')::text AS checks
FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
WHERE t.typtype = 'd' AND ${ownSchemas} AND ${notOfExtension('pg_type', 't.oid')}
ORDER BY n.nspname, t.typname`,
} as const;
