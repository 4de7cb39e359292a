select settings from customers order by id

select settings->'limits' from customers order by id

select settings->'limits'->'daily' as d from customers order by id

select settings->>'beta' from customers order by id

select (settings->>'beta')::boolean is true as beta from customers order by id

select settings->'flags'->0, settings->'flags'->>0, settings->'flags'->-1 from customers order by id

select attrs->'dims'->>'w' as w from products order by id

select (attrs->'dims'->>'w')::int * 2 from products order by id

select (attrs->'dims'->'w')::int + 1 from products order by id

select attrs #> '{dims,w}', attrs #>> '{tags,1}' from products order by id

select attrs #>> array['dims', 'h'] from products order by id

select jsonb_extract_path(attrs, 'dims', 'w'), jsonb_extract_path_text(attrs, 'color') from products order by id

select id from products where attrs->>'color' = 'red'

select id from products where attrs->>'color' is null order by id

select id from products where attrs->'color' = '"red"'

select id from products where attrs->'color' = 'null'::jsonb

select id from products where attrs ? 'color' order by id

select id from products where attrs ?| array['watts', 'weight'] order by id

select id from products where attrs ?& array['color', 'dims'] order by id

select id from products where attrs @> '{"dims": {"w": 40}}'

select id from products where attrs @> '{"tags": ["wood"]}'

select id from products where attrs->'tags' ? 'new'

select id from products where (attrs->'dims'->>'w')::int > 50 order by id

select id from products where attrs @? '$.tags[*] ? (@ == "wood")'

select jsonb_typeof(attrs), jsonb_typeof(attrs->'color'), jsonb_typeof(attrs->'dims') from products order by id

select json_typeof(payload) from events order by id

select jsonb_array_length(settings->'flags') from customers where settings ? 'flags' order by id

select json_array_length(payload->'items') from events where payload->'items' is not null

select key, value from jsonb_each('{"a": 1, "b": "x"}') order by key

select key, value from jsonb_each_text('{"a": 1, "b": "x", "c": null}') order by key

select p.id, e.key, e.value from products p cross join lateral jsonb_each_text(p.attrs->'dims') as e order by p.id, e.key

select jsonb_object_keys('{"b": 1, "a": 2}') as k order by k

select c.id, f.value as flag from customers c, jsonb_array_elements_text(c.settings->'flags') f order by c.id, flag

select x.sku, x.qty from events e, json_to_recordset(e.payload->'items') as x(sku text, qty int) order by x.sku

select * from jsonb_to_recordset('[{"a": 1, "b": "x"}, {"a": 2}]') as t(a int, b text) order by a

select * from jsonb_to_record('{"a": 1, "b": "x"}') as t(a int, b text)

select value from jsonb_array_elements('[1, "two", null, {"a": 3}]')

select value::int from jsonb_array_elements_text('[3, 1, 2]') order by 1

select elem, n from jsonb_array_elements_text('["x", "y"]') with ordinality as t(elem, n) order by n

select jsonb_build_object('a', 1, 'b', null, 'c', true, 'd', '[1]'::jsonb)

select jsonb_build_array(1, 'a', null, true)

select json_build_object('name', name, 'stock', stock, 'tags', attrs->'tags') from products order by id

select jsonb_build_object('color', attrs->>'color', 'dims', attrs->'dims') from products order by id

select to_jsonb(name), to_jsonb(stock), to_jsonb(true), to_json('x'::text) from products order by id limit 1

select row_to_json(o) from order_items o where order_id = 1

select to_jsonb(tags) from customers order by id

select array_to_json(tags) from customers order by id

select json_agg(name) from employees where dept = 'none'

select json_agg(x) from (select id, name from employees where dept = 'eng' order by id) x

select jsonb_agg(distinct dept) from employees where dept is not null

select json_agg(salary order by salary desc nulls last) from employees

select json_agg(attrs->'dims') filter (where attrs ? 'dims') from products

select json_object_agg(name, salary) from employees where dept = 'eng'

select dept, json_agg(json_build_object('n', name) order by name) from employees where dept is not null group by dept order by dept

select jsonb_object_agg(id, email order by id) from customers

select jsonb_set('{"a": {"b": 1}}', '{a,b}', '2'), jsonb_set('{"a": 1}', '{c}', '3'), jsonb_set('{"a": 1}', '{c}', '3', false)

select jsonb_set(attrs, '{color}', '"green"') from products where id < 3 order by id

select '{"a": 1, "b": 2}'::jsonb - 'a', '["a", "b"]'::jsonb - 0, '{"a": {"b": 1}}'::jsonb #- '{a,b}'

select '{"a": 1, "b": 2, "c": 3}'::jsonb - array['a', 'b']

select jsonb_strip_nulls('{"a": null, "b": 1}')

select jsonb_pretty('{"a": 1}')

select '{"a": 1}'::json->>'a', '[10, 20]'::json->1

select '"text"'::jsonb #>> '{}', '5'::jsonb::int, 'true'::jsonb::boolean

select (value #>> '{}') as v from app_settings where key in ('site.title', 'retries') order by key

select key, value::text from app_settings order by key

select value->>'upload' from app_settings where key = 'limits'

select key from app_settings where value = 'true'::jsonb

select key from app_settings where value @> '["png"]' or value->'types' @> '["png"]'

select 'png' in (select jsonb_array_elements_text(value->'types') from app_settings where key = 'limits')

update app_settings set value = '5' where key = 'retries' returning value

update app_settings set value = to_jsonb('Other'::text) where key = 'site.title' returning value

update customers set settings = jsonb_set(settings, '{limits,daily}', ((settings->'limits'->>'daily')::int + 1)::text::jsonb) where id = 1 returning settings->'limits'->'daily'

update customers set settings = '{}'::jsonb where id = 1 returning settings

update customers set settings = settings #- '{limits,daily}' where id = 1 returning settings

insert into app_settings (key, value, updated_at) values ('j', '{"a": [1, 2]}'::jsonb, '2024-01-01') returning value->'a'->0

insert into products (id, sku, name, attrs, sizes) values (10, 'N', 'New', jsonb_build_object('a', 1), array[1, 2]) returning attrs, sizes

select count(*) from products where attrs is null or attrs = '{}'

select settings->'limits' is null, settings->'nope' is null from customers order by id

select coalesce(settings->>'theme', 'default') from customers order by id

select coalesce((settings->'limits'->>'daily')::int, 0) as daily from customers order by id

select settings->>'theme' as theme, count(*) from customers group by settings->>'theme' order by theme nulls last

select distinct settings->>'theme' from customers order by 1 nulls first

select id from customers order by (settings->'limits'->>'daily')::int nulls last, id

select id, settings['theme'] from customers order by id

select id, sizes[1], sizes[2] from products order by id

select id, sizes[1:2] from products order by id

select id from products where 10 = any(sizes)

select id from products where sizes && array[7, 20] order by id

select id from products where array_length(sizes, 1) > 2 order by id

select id from products where sizes = array[1, 2, 3]

select array_agg(id order by id) from products where stock > 0

select array_agg(distinct dept order by dept) from employees where dept is not null

select array(select id from products order by id)

select array[1, 2] || 3, array[1, 2] || array[3], 0 || array[1]

select array_append(array[1], 2), array_prepend(0, array[1]), array_cat(array[1], array[2]), array_remove(array[1, 2, 1], 1), array_replace(array[1, 2], 2, 5)

select array_position(array['a', 'b'], 'b'), array_length(array[1, 2], 1), array_upper(array[1, 2], 1), cardinality(array[1])

select array_length('{}'::int[], 1), cardinality('{}'::int[])

select array[1, 2] = array[1, 2], array[1, 2] <> array[2, 1], array[1, 2] < array[1, 3]

select array['a', 'b'] @> array['a'], array['a'] <@ array['a', 'b']

select '{a,b}'::text[], '{1,2}'::int[], '{}'::text[]

select * from unnest(array['x', 'y'], array[1, 2]) as t(v, n)

select (array[10, 20, 30])[2], (array[10, 20, 30])[2:3]

select tags[1] from customers order by id

select array_agg(t order by t) from (select unnest(tags) t from customers) x where t is not null

select p.id, e.key, e.value from products p, jsonb_each(p.attrs) e where jsonb_typeof(p.attrs) = 'object' order by p.id, e.key

select '{"b": 1, "a": 2}'::jsonb = '{"a": 2, "b": 1}'::jsonb

select id from products where sizes @> '{1,2}'

select 3 = any(array[1, 2, 3]), 3 = all(array[3, 3]), 5 > any(array[1, 9]), 5 > all(array[1, 2])

select id from products where jsonb_path_exists(attrs, '$.dims.h')

select jsonb_path_query_first(attrs, '$.dims.w') from products order by id

-- reported
select sum((attrs->'dims'->>'w')::numeric) from products

-- reported
select id from products where '{"color": "red", "x": 1}' @> attrs

-- reported
select jsonb_path_query(attrs, '$.tags[*]') as tag from products order by id

select id, k from products, jsonb_object_keys(attrs) k where jsonb_typeof(attrs) = 'object' order by id, k

select c.id, f from customers c cross join jsonb_array_elements_text(c.settings->'flags') as f order by c.id, f

select e.id, item->>'sku' as sku, (item->>'qty')::int as qty from events e, json_array_elements(e.payload->'items') as item order by sku

-- reported
select json_object('{a,1,b,2}')

-- reported
select jsonb_object(array['a', 'b'], array['1', '2'])

-- reported
select jsonb_insert('[1, 2]', '{1}', '9'), jsonb_insert('{"a": 1}', '{b}', '2')

-- reported
select '{"a": 1}'::jsonb || '{"b": 2}'::jsonb, '[1]'::jsonb || '[2]'::jsonb, '[1]'::jsonb || '2'::jsonb

select attrs - 'color' from products where jsonb_typeof(attrs) = 'object' order by id

select id, s, n from products, unnest(sizes) with ordinality as u(s, n) order by id, n

-- reported
select array_to_string(array[1, 2, 3], ','), string_to_array('1,2', ',')::int[]

-- reported
select unnest(array['x', 'y']) as v, unnest(array[1, 2]) as n

-- reported
select array_fill(0, array[3])

select sum(s) from products, unnest(sizes) s

-- equal, any without schema
select json_build_object('total', total, 'at', placed_at, 'day', shipped_on, 'paid', paid) from orders order by id

-- equal, any without schema
select to_jsonb(p) from products p where id = 1

-- equal, any without schema
update app_settings set value = jsonb_set(value, '{types}', (value->'types') || '["gif"]') where key = 'limits' returning value

-- reported
update app_settings set value = value || jsonb_build_object('max', 20) where key = 'limits' returning value

-- reported
update customers set settings = settings || jsonb_build_object('last_city', city) where id = 1 returning settings->>'last_city'

-- equal, any without schema
select id from products where sizes = '{10,20}'

-- equal, any without schema
select id from products where sizes is null or sizes = '{}' order by id

-- equal, any without schema
select id, s from products, unnest(sizes) as s order by id, s
