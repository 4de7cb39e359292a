-- reported
select timestamp '2024-03-10 12:00' - timestamp '2024-03-09 10:30'

select shipped_on - date '2024-01-01' from orders where shipped_on is not null order by id

select date_part('epoch', placed_at) from orders order by id

select extract(epoch from (placed_at - timestamp '2024-01-01')) / 3600 from orders order by id

select extract(day from (placed_at - timestamp '2024-01-01')) from orders order by id

select to_timestamp(1700000000), to_timestamp(1700000000.5) at time zone 'UTC'

-- reported
select to_date('05 Dec 2024', 'DD Mon YYYY'), to_timestamp('2024-01-02 03:04', 'YYYY-MM-DD HH24:MI')

select date_bin('15 minutes', placed_at, timestamp '2024-01-01') from orders order by id

-- reported
select (placed_at, shipped_on::timestamp) overlaps (timestamp '2024-01-01', timestamp '2024-01-20') from orders where shipped_on is not null order by id

-- reported
select justify_hours(interval '27 hours')

-- reported
select interval '1 day' * 3, interval '90 minutes' / 2

select placed_at - interval '1 month' from orders order by id

select placed_at + '2 hours'::interval * 3 from orders order by id

select generate_series(date '2024-01-30', date '2024-02-02', interval '1 day')::date

select d::date from generate_series(timestamp '2024-01-01', timestamp '2024-01-03', '12 hours') d

-- reported
select localtimestamp is not null, current_time is not null, clock_timestamp() is not null

select date '2024-02-28' + 2, date '2024-03-01' - 1, date '2024-03-01' - date '2024-02-01'

-- reported
select isfinite(date '2024-01-01'), 'infinity'::timestamp > now()

select make_date(2024, 2, 29), make_timestamp(2024, 1, 2, 3, 4, 5.5), make_time(1, 2, 3)

-- reported
select placed_at::date, placed_at::time, extract(microseconds from placed_at) from orders order by id

select date_trunc('week', placed_at), date_trunc('quarter', placed_at), date_trunc('decade', placed_at) from orders order by id

-- reported
select extract(century from placed_at), extract(quarter from placed_at), extract(millennium from placed_at) from orders order by id

-- reported
select overlay('abcdef' placing 'XY' from 2 for 3), translate('hello', 'el', 'ip'), initcap('hello wORLD'), reverse('abc')

select left('abcdef', -2), right('abcdef', 3), right('abcdef', -1), split_part('a,b,c', ',', 2), split_part('a,b,c', ',', -1)

select lpad('5', 3, '0'), rpad('ab', 4), repeat('ab', 2), ascii('A'), chr(66), btrim('xxaxx', 'x'), concat_ws('-', 'a', null, 'b'), concat('a', null, 1)

-- reported
select starts_with('abc', 'ab'), strpos('hello', 'l'), position('l' in 'hello'), md5('a') is not null, to_hex(255), quote_ident('a b'), quote_literal('it''s'), quote_nullable(null)

-- reported
select 'Straße' ilike 'straSSe', upper('é'), lower('ÅB')

-- portable
select string_agg(name, ', ' order by name) from products

select array_agg(distinct status order by status) from orders

-- equal, any without schema
select json_object_agg(key, value order by key) from app_settings

-- equal, any without schema
select jsonb_agg(to_jsonb(m) order by user_id) from memberships m where tenant_id = 1

select json_build_array(1, null, 'a'), json_array(1, null, 'a'), json_array(1, null null on null)

-- reported
select json_object('a': 1, 'b': null absent on null), json_object('a': 1)

select json_array(select id from products where id < 3 order by id)

select json_arrayagg(name order by id) from products where id < 3

select json_arrayagg(price order by id) from products

select json_objectagg(sku: stock) from products where id = 1

select json_value(attrs, '$.color'), json_query(attrs, '$.dims'), json_exists(attrs, '$.tags') from products order by id

-- reported
select * from json_table('[{"a":1,"b":"x"},{"a":2}]', '$[*]' columns (a int path '$.a', b text path '$.b')) as jt

select attrs is json, '{}' is json object, '[1' is json from products where id = 1

-- reported
select jsonb_path_query(attrs, '$.tags[*]') from products where id = 1

-- reported
select id from products where attrs @? '$.dims.w ? (@ > 50)' order by id

select jsonb_set(attrs, '{dims,w}', '5') from products where id = 1

-- reported
select jsonb_insert('{"a":[0,1]}', '{a,1}', '"x"'), jsonb_strip_nulls('{"a":null,"b":1}')

select attrs - 'color', attrs #- '{dims,w}', attrs || '{"x":1}' from products where id = 1

select jsonb_pretty('{"a":1}'), jsonb_typeof(attrs) from products where id = 1

select * from jsonb_to_recordset('[{"a":1,"b":"x"},{"a":2,"b":"y"}]') as t(a int, b text) order by a

-- reported
select * from jsonb_populate_record(null::products, '{"id": 5, "name": "n"}')

select key, value from jsonb_each_text((select settings from customers where id = 2)) order by key

select jsonb_object_keys(settings) from customers where id = 1 order by 1

select jsonb_array_length(attrs -> 'tags') from products where id = 1

select settings @> '{"theme": "dark"}', settings ?| array['x', 'beta'] from customers order by id

-- portable
select count(*) filter (where paid), sum(total) filter (where status = 'paid') from orders

select bool_and(paid), bool_or(paid), every(paid) from orders where paid is not null

-- reported
select corr(salary, id), covar_pop(salary, id), regr_slope(salary, id) from employees

-- reported
select stddev(salary), variance(salary), stddev_pop(salary), var_samp(salary) from employees

-- reported
select bit_and(stock), bit_or(stock), bit_xor(stock) from products

select any_value(dept) is not null from employees

-- portable
select id, lag(total, 1, 0) over (order by id), first_value(total) over w, nth_value(total, 2) over w from orders window w as (order by id rows between unbounded preceding and unbounded following) order by id

select id, sum(total) over (order by placed_at range between interval '30 days' preceding and current row) from orders order by placed_at

-- equal, any without schema
select id, count(*) over (order by salary groups between 1 preceding and current row exclude current row) from employees order by salary nulls last, id

-- equal, any without schema
select ntile(3) over (order by id), percent_rank() over (order by salary), cume_dist() over (order by salary) from employees order by id

-- reported
select width_bucket(5.35, 0.024, 10.06, 5), trunc(-2.567, 2), round(2.5), round(-2.5), round(1.005::numeric, 2), ceil(-1.5), floor(-1.5), sign(-3), cbrt(27), div(7, 2), mod(-7, 3), -7 % 3, gcd(12, 18), lcm(4, 6), factorial(5)

-- reported
select random() < 1, random(1, 6) between 1 and 6, setseed(0.5) is not null

select 7 / 2, -7 / 2, 7.0 / 2, 7 / 2.0, 2 ^ 10, |/ 16, 5 # 3, ~5, 1 << 4, @ -5

select greatest(1, null, 3), least(2, null), nullif(1, 1), coalesce(null, 2), num_nulls(1, null), num_nonnulls(1, null)

select 1 = any (array[1, 2]), 3 <> all (array[1, 2]), 'a' like any (array['a%', 'b%']), 5 > all (select stock from products)

select row(1, 2) < row(1, 3), (1, null) is null, row(null, null) is null, (1, 2) is distinct from (1, 2)

-- portable
select id from orders where (customer_id, status) in ((1, 'paid'), (2, 'paid')) order by id

select true::int, 't'::boolean, 'yes'::boolean, 0::boolean, 'off'::bool

-- reported
select 1.5::int, 2.5::int, '12'::int, 3.7::bigint, '3.9'::numeric::int, 1e3::int

select '2024-01-01'::date + time '10:00', '{1,2}'::int[], '{"a":1}'::json ->> 'a', 'abc'::char(5) || 'x', 'abcdef'::varchar(3)

-- reported
select x'1F', b'101'::int, 1_000_000, 0x1F, 0b101, 0o17, e'a\nb', u&'\0041', $$q'q$$

-- reported
select pg_typeof(1), version() is not null, current_user is not null, current_database() is not null, pg_backend_pid() > 0, txid_current() > 0

select * from (values (1, 'a'), (2, 'b')) v(n, t) order by n

values (1, 'a'), (2, 'b') order by 1 desc limit 1

table app_settings order by key limit 1

-- portable
select * from orders o natural join (select id from orders where id < 3) x order by id

-- portable
select o.id, i.line from orders o join order_items i on o.id = i.order_id full outer join products p on p.id = i.product_id order by o.id nulls last, i.line nulls last

select id from products union select id from orders except select 3 intersect select 3 order by 1

(select id from products order by id limit 1) union all (select id from orders order by id desc limit 1)

-- portable
with x as materialized (select 1 as a), y as not materialized (select 2 as a) select x.a + y.a from x, y

with recursive r(n, p) as (select 1, array[1] union all select n + 1, p || (n + 1) from r where n < 3) select n, p from r

with recursive r as (select id, name::text as path from employees where boss_id is null union all select e.id, r.path || '/' || e.name from employees e join r on e.boss_id = r.id) select path from r order by path

-- reported
with del as (delete from order_items where order_id = 1 returning *) insert into audit_log (table_name, row_id) select 'oi', line from del; select row_id from audit_log order by row_id

select exists (select from orders where id = 1), not exists (select 1 where false)

select case when total > 100 then 'big' when total is null then 'none' else 'small' end as size, count(*) from orders group by 1 order by 1

select count(distinct (customer_id, status)) from orders

-- reported
select generate_series(1, 3), generate_series(1, 2)

select s.i, s.i % 2 = 0 from generate_series(10, 1, -3) s(i)

select * from generate_series(1, 3) with ordinality as g(v, n)

select unnest(sizes) from products where id = 1

-- equal, any without schema
select id, unnest(tags) as tag from customers order by id, tag

-- reported
select array_length(sizes, 1), cardinality(sizes), array_ndims(array[[1,2],[3,4]]) from products order by id

select array[1,2] || array[3], array[1,2] || 3, 0 || array[1], array[1,2] = array[1,2], array[1,2] < array[1,3]

select id from customers where 'vip' = any(tags) order by id

-- equal, any without schema
select id from customers where tags = '{}' or tags is null order by id

-- reported
select trim_array(array[1,2,3], 1), array_fill(0, array[3]), array_replace(array[1,2,1], 1, 9), array_shuffle(array[1]) is not null

select id from customers where tags @> array['vip'] and not tags <@ array['vip'] order by id

-- reported
select xmlelement(name a, 'x')::text

-- reported
select * from orders where ctid is not null and id = 1

-- reported
truncate order_items, orders restart identity cascade; select count(*) from orders

-- reported
lock table orders in exclusive mode; select 1

-- reported
set statement_timeout = '5s'; set local lock_timeout = 100; show timezone

-- reported
explain select * from orders

-- reported
prepare p (int) as select id from orders where id = $1; execute p(1); deallocate p

-- reported
listen ch; notify ch, 'x'; unlisten ch

-- reported
select pg_advisory_xact_lock(1)

comment on table orders is 'x'; comment on column orders.id is 'y'; select 1

-- reported
grant select on orders to public; revoke all on orders from public; select 1

-- reported
create policy p on orders using (true); alter table orders enable row level security; select count(*) from orders

-- reported
create role r_x; select 1

-- portable
analyze orders; select 1

-- reported
create schema app; create table app.t (id int); insert into app.t values (1); select id from app.t; drop schema app cascade

-- reported
select set_config('app.user', 'x', true), current_setting('app.user', true)

-- reported
declare cur cursor for select id from orders order by id; fetch 2 from cur

-- reported
create statistics st on status, paid from orders; select 1

-- reported
create aggregate my_sum (int) (sfunc = int4pl, stype = int, initcond = '0'); select my_sum(id) from products

-- reported
create cast (mood as int) with inout; select 1

-- reported
create operator === (leftarg = int, rightarg = int, function = int4eq); select 1 === 1

-- reported
create publication pub for table orders; select 1

select * from orders o join lateral unnest(array[o.id, o.customer_id]) with ordinality as u(v, n) on true where o.id = 1 order by n

select (select array_agg(id order by id) from products)[2]

-- equal, any without schema
select coalesce(tags, '{}') from customers order by id

-- portable
select id, coalesce(sum(total) filter (where paid), 0) from orders group by id order by id

select to_char(amount_cents / 100.0, 'FM999,999,990.00') from events where id < 3 order by id

select sum(amount_cents) / count(*) from events

select round(avg(total), 2), avg(stock) from orders, products group by stock order by 1, 2

select upper(kind), count(*) from events group by upper(kind) having count(*) > 1 order by 1

-- portable
select distinct status from orders order by status desc

-- equal, any without schema
select id from employees order by salary desc, name collate "C"

select id, name from employees where name ilike '%A%' order by name using <

select id::text || ':' || total from orders order by id

select total::text from orders order by id

select price * 1.1, price::numeric(10,1), price / 3 from products order by id

select stock::numeric / 3, stock / 3 from products order by id

-- reported
select sum(price)::money from products

-- equal, any without schema
select tenant_id from events where tenant_id = 'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11' order by id

-- reported
select encode(raw, 'hex'), octet_length(raw), encode(sha256(raw), 'hex') is not null, raw || '\xff'::bytea from events where raw is not null order by id

-- portable
select id from events where seen_at between '10:00' and '19:00' order by id

-- reported, any without schema
select min(occurred_at), max(occurred_at) - min(occurred_at) from events

-- reported, any without schema
select duration from events order by duration nulls last, id

select sum(amount_cents)::numeric / 100 from events where kind = 'login'

select id, price::numeric / 7 from products order by id

select id, round(stock::numeric / 3, 2) from products order by id

select id from customers where not (tags @> '{vip}') order by id

select id, tags @> array['vip'], tags && array['vip', 'x'], tags <@ array['vip', 'early'] from customers order by id

select o.id, x.* from orders o cross join lateral (select o.total as v, 'total' as label) as x where o.id = 1 order by label

insert into customers (email, created_at) select 'a' || g || '@x', timestamp '2024-01-01' + g * interval '1 day' from generate_series(1, 3) g; select email, created_at from customers where email like 'a%@x' order by 1

-- equal, any without schema
with recursive walk(id, boss_id, path) as (select id, boss_id, array[id] from employees where boss_id is null union all select e.id, e.boss_id, path || e.id from employees e join walk on e.boss_id = walk.id where e.id <> all (path)) select id, array_length(path, 1) from walk order by id

select id, tags[array_length(tags, 1)] from customers order by id

select customers.id from customers where exists (select 1 from unnest(tags) t where t like 'v%') order by id

select id, (select string_agg(t, ',' order by t) from unnest(tags) as t) from customers order by id

-- portable
select min(salary) filter (where dept = 'eng'), max(salary) filter (where dept <> 'eng') from employees

select distinct on (dept) dept, name, salary from employees where dept is not null order by dept, salary desc nulls last, name

-- reported
select dept, sum(salary), grouping(dept) from employees group by rollup (dept) order by grouping(dept), dept nulls last

-- reported
select to_char(placed_at, 'YYYY"Q"Q'), to_char(placed_at, 'DDD'), to_char(placed_at, 'WW') from orders order by id

select format('%s has %s', name, coalesce(stock::text, 'none')) from products order by id

select date_part('year', placed_at)::int as y, count(*) from orders group by y order by y

select name, salary, salary - lag(salary) over (partition by dept order by salary, id) as d from employees where dept is not null order by dept, salary nulls last, id

update employees e set boss_id = b.id from (select id from employees where name = 'Grace') b where e.name = 'Margaret' returning e.id, e.boss_id

-- portable
delete from memberships where (tenant_id, user_id) in (select tenant_id, user_id from memberships where role = 'member') returning user_id

-- reported, any without schema
insert into app_settings (key, value, updated_at) values ('limits', '{"upload": 5}', '2024-02-02') on conflict (key) do update set value = app_settings.value || excluded.value, updated_at = greatest(app_settings.updated_at, excluded.updated_at) returning value ->> 'upload', updated_at

select jsonb_agg(distinct kind) from events where kind is not null

select payload -> 'list' ->> 0, payload #>> '{list,1}', payload -> 'ip' is null from events order by id

select count(*) from events where payload ->> 'ok' = 'true'

select id from events where (payload ->> 'n')::int between 1 and 5

select id, seen_at + interval '1 hour' from events order by id

select tenant_id, array_agg(id order by id) from events group by tenant_id order by tenant_id nulls last

select sum(amount_cents)::numeric / 100 from events where kind = 'login'

select upper(substring(name from 1 for 1)) || substring(name from 2) from products order by id

select trim(both 'x' from 'xxaxx'), trim(leading from '  a'), rtrim('aXX', 'X')

select case when 'a' = any (tags) then 1 else 0 end from customers order by id

select id from customers where settings ? 'theme' and settings -> 'limits' ->> 'daily' is not null order by id

-- portable
select a.id, b.id from orders a join orders b using (customer_id) where a.id < b.id order by 1, 2

select * from orders where note ~ '^[a-z]+' order by id

select id from customers where not (tags @> '{vip}') order by id

select id from customers where not (settings @> '{"theme": "dark"}') order by id

select id, settings @> '{"limits": {"daily": 10}}' as c from customers order by id

select id from products where coalesce(attrs ->> 'color', 'none') not in ('red', 'blue') order by id

-- portable
select round(avg(stock), 1), sum(price * stock) from products where price is not null

-- reported
select current_date - date '2024-01-01' > 0, age('2024-01-01'::date) is not null
