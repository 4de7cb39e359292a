select c.id, c.email, coalesce(sum(o.total) filter (where o.paid), 0) as revenue, count(o.id) as order_count from customers c left join orders o on o.customer_id = c.id where c.deleted_at is null group by c.id, c.email having count(o.id) > 0 order by revenue desc, c.id limit 20

select date_trunc('month', placed_at) as month, count(*) as orders, sum(total) as total, round(avg(total), 2) as average from orders where placed_at >= '2024-01-01' and placed_at < '2024-04-01' group by 1 order by 1

select to_char(placed_at, 'YYYY-MM-DD') as day, count(*) from orders group by to_char(placed_at, 'YYYY-MM-DD') order by day

select id, placed_at::date as day, placed_at::time as at, extract(dow from placed_at)::int as weekday, to_char(placed_at, 'HH24:MI') as hm from orders order by id

-- reported
select id, age(timestamp '2024-04-01', placed_at) > interval '30 days' as old from orders order by id

select id from orders where placed_at > timestamp '2024-03-15' - interval '2 weeks' order by placed_at desc

select id from orders where placed_at between date '2024-02-01' and date '2024-02-29' order by id

select customer_id, array_agg(id order by placed_at desc) as ids from orders where customer_id is not null group by customer_id order by customer_id

select customer_id, (array_agg(status order by placed_at desc))[1] as latest from orders where customer_id is not null group by customer_id order by 1

select distinct on (customer_id) customer_id, id, status from orders where customer_id is not null order by customer_id, placed_at desc

select * from (select o.*, row_number() over (partition by customer_id order by placed_at desc) as rn from orders o) ranked where rn = 1 order by id

with recursive chain as (select id, name, boss_id, 1 as depth, array[id] as path from employees where boss_id is null union all select e.id, e.name, e.boss_id, c.depth + 1, c.path || e.id from employees e join chain c on e.boss_id = c.id) select id, name, depth, path from chain order by path

with recursive chain as (select id, name, boss_id, name::text as trail from employees where boss_id is null union all select e.id, e.name, e.boss_id, c.trail || ' > ' || e.name from employees e join chain c on e.boss_id = c.id) select name, trail from chain order by trail

select e.name, m.name as manager from employees e left join employees m on m.id = e.boss_id order by m.name nulls first, e.name

select dept, percentile_cont(0.5) within group (order by salary) as median from employees where dept is not null group by dept order by dept

select name, salary, salary - avg(salary) over (partition by dept) as diff from employees where salary is not null order by id

select name, salary, rank() over (order by salary desc nulls last) as r, dense_rank() over (order by salary desc nulls last) as d, ntile(3) over (order by id) as t from employees order by id

select id, total, sum(total) over (order by placed_at rows between unbounded preceding and current row) as running from orders order by placed_at

select id, total, lag(total, 1, 0::numeric) over (order by id) as before, lead(total) over (order by id) as after from orders order by id

select id, placed_at - lag(placed_at) over (order by placed_at) > interval '1 day' as gap from orders order by placed_at

select id, settings->>'theme' as theme, (settings->'limits'->>'daily')::int as daily from customers where settings ? 'limits' order by id

select id from customers where settings @> '{"limits": {"daily": 10}}' order by id

select id from customers where settings->'limits'->>'daily' = '5'

select id, jsonb_array_length(settings->'flags') from customers where jsonb_typeof(settings->'flags') = 'array' order by id

select c.id, f.value from customers c, jsonb_array_elements_text(c.settings->'flags') as f(value) order by 1, 2

select c.id, kv.key, kv.value from customers c cross join lateral jsonb_each_text(c.settings) kv where c.id < 3 order by c.id, kv.key

select id, settings - 'theme' as rest from customers where id = 1

select id, settings || '{"seen": true}'::jsonb as merged from customers where id in (2, 3) order by id

select id, jsonb_set(settings, '{limits,daily}', '99') as changed from customers where id = 1

select id, jsonb_build_object('name', first_name, 'tags', tags, 'active', is_active) as doc from customers order by id

select jsonb_agg(jsonb_build_object('id', id, 'status', status) order by id) from orders where paid

select json_object_agg(status, n order by status) from (select status, count(*) as n from orders group by status) s

select id, payload #>> '{items,0,sku}' as sku from events where payload #>> '{items,0,sku}' is not null

select e.id, item->>'sku' as sku, (item->>'qty')::int as qty from events e, json_array_elements(e.payload->'items') item where e.id = 5 order by 2

select id from customers where 'vip' = any(tags) order by id

select id from customers where tags && array['vip', 'x'] order by id

select id from customers where tags @> array['early'] and not ('vip' = any(tags)) order by id

select unnest(tags) as tag, count(*) from customers group by 1 order by 2 desc, 1 nulls last

select id, array_length(tags, 1) as n, cardinality(tags) as c, array_to_string(tags, ', ') as joined from customers order by id

select id, array_position(sizes, 20) as p, sizes[1] as first, array_remove(sizes, 2) as less from products where sizes is not null order by id

-- equal, any without schema
select id from products where sizes = '{}' or cardinality(sizes) > 2 order by id

select id, string_to_array(email, '@') as parts, split_part(email, '@', 2) as domain from customers order by id

select upper(left(coalesce(first_name, ''), 1)) || '.' || coalesce(' ' || last_name, '') as label from customers order by id

-- reported
select id, initcap(city) as city, lpad(id::text, 5, '0') as code, repeat('*', id) as stars, reverse(sku) as rev from customers join products using (id) order by id

select concat_ws(', ', last_name, nullif(first_name, '')) as name from customers order by id

select format('%s <%s>', first_name, email) as to_line from customers order by id

select id, position('@' in email) as at, substring(email from 1 for 3) as start, substring(email from position('@' in email) + 1) as domain from customers order by id

-- reported
select id, regexp_replace(note, '[0-9]+', '#', 'g') as masked from orders where note is not null order by id

-- reported
select id from customers where email ~* '^[a-z]+@example\.com$' order by id

select id from customers where email ilike '%EXAMPLE%' and first_name is distinct from 'Bob' order by id

select id from customers where (city, country) in (('London', 'GB'), ('Paris', 'FR')) order by id

select id, name from products where name like '%50\%%' or name ilike 'l_mp' order by id

select trim(both '"' from value::text) as v from app_settings where key = 'site.title'

select key, value->>'upload' as upload from app_settings where value ? 'upload'

select key, value::text as v from app_settings order by key

select key from app_settings where value = 'true'::jsonb

select id, greatest(stock, 5) as g, least(price, 100) as l, stock / 3 as third, stock % 3 as rest, price / 3 as share from products order by id

select id, round(price * 1.2, 2) as gross, ceil(price) as c, floor(price) as f, trunc(price, 1) as t, price::int as whole from products order by id

-- reported
select sum(quantity * unit_price) as total, sum(quantity * unit_price)::numeric(10,1) as short from order_items

select round((100.0 * count(*) filter (where paid) / count(*))::numeric, 1) as pct from orders

select status, count(*) * 100 / sum(count(*)) over () as pct from orders group by status order by status

select coalesce(dept, 'none') as dept, count(*), max(hired) as newest, min(salary) as low from employees group by coalesce(dept, 'none') order by 1

select case when total is null then 'none' when total >= 100 then 'big' else 'small' end as size, count(*) from orders group by 1 order by 1

select exists (select 1 from orders where customer_id = 1 and status = 'paid') as has_paid

select id, (select count(*) from orders o where o.customer_id = c.id) as n from customers c order by n desc, id

select c.id, latest.id as order_id, latest.total from customers c left join lateral (select id, total from orders o where o.customer_id = c.id order by placed_at desc limit 1) latest on true order by c.id

select d::date as day, count(o.id) as n from generate_series('2024-01-30'::timestamp, '2024-02-02'::timestamp, interval '1 day') as d left join orders o on o.placed_at::date = d::date group by d order by d

select n, n * n as square from generate_series(1, 5) as n where n % 2 = 1

select product_id, sum(quantity) from order_items group by product_id order by sum(quantity) desc, product_id fetch first 2 rows only

select id from orders where id not in (select order_id from order_items) order by id

select o.id from orders o where not exists (select from order_items i where i.order_id = o.id) order by o.id

select status from orders union select 'archived' order by status

select id from orders where paid except select order_id from order_items where quantity > 1 order by 1

insert into products (id, sku, name, price, stock) values (6, 'SKU-006', 'Vase', 12.5, 4) on conflict (id) do update set name = excluded.name, stock = products.stock + excluded.stock returning id, name, stock

insert into products (id, sku, name, price, stock) values (1, 'SKU-001', 'Red Chair', 12.5, 4) on conflict (sku) do update set price = excluded.price, stock = products.stock + excluded.stock where products.price is distinct from excluded.price returning id, price, stock

insert into memberships (tenant_id, user_id, role) select 3, id, 'member' from customers where is_active on conflict (tenant_id, user_id) do nothing; select * from memberships where tenant_id = 3 order by user_id

-- reported, any without schema
insert into app_settings (key, value) values ('limits', '{"upload": 20}') on conflict (key) do update set value = app_settings.value || excluded.value returning value

-- equal, any without schema
insert into customers (email, first_name, created_at, tags, settings) values ('new@example.com', 'New', '2024-05-01 10:00:00+02', array['a', 'b'], jsonb_build_object('theme', 'dark')) returning id, email, created_at, tags, settings, is_active, feeling

insert into audit_log (table_name, row_id, new_value, logged_at) select 'orders', id, status, placed_at from orders where paid returning id, row_id, new_value

update orders set status = 'archived', note = coalesce(note, '') || ' (archived)' where placed_at < '2024-02-01' returning id, status, note

update orders o set total = s.total from (select order_id, sum(quantity * unit_price) as total from order_items group by order_id) s where s.order_id = o.id and o.total is distinct from s.total returning o.id, o.total

-- reported
update customers set settings = settings || jsonb_build_object('last_order', (select max(id) from orders where customer_id = customers.id)) where id = 1 returning settings

update customers set tags = array_append(tags, 'big') where credit > 100 returning id, tags

update products set attrs = jsonb_set(coalesce(attrs, '{}'), '{color}', '"green"') where id = 4 returning attrs

-- equal, any without schema
update products set price = price * 1.1, stock = stock - 1 where id = any(array[1, 3]) returning id, price, stock

update employees set salary = salary + 100 where dept = 'eng' and salary < (select max(salary) from employees where dept = 'eng') returning id, salary

update memberships m set role = 'admin' from customers c where c.id = m.user_id and c.city = 'Paris' returning m.tenant_id, m.user_id, m.role

delete from order_items using orders where orders.id = order_items.order_id and orders.status = 'paid'; select order_id, line from order_items order by 1, 2

delete from orders where id in (select id from orders where not paid order by placed_at limit 1) returning id

delete from customers c where not exists (select 1 from orders o where o.customer_id = c.id) returning c.id

-- reported
with moved as (delete from audit_log returning *) select count(*) from moved

with up as (update products set stock = stock + 1 where stock = 0 returning id, stock) select id, stock from up

with new_order as (insert into orders (customer_id, placed_at, total) values (1, '2024-06-01', 10) returning id, status) select id, status from new_order

select count(*) filter (where is_active) as active, count(*) filter (where not is_active) as inactive, bool_and(is_active) as all_active, bool_or(is_active) as any_active from customers

select id, is_active::int as flag, (credit > 0)::text as positive, not is_active as off from customers order by id

select id, credit::text as c, id::text || ':' || coalesce(city, '?') as k from customers order by id

select id, birthday + 30 as later, birthday - interval '1 year' as before, extract(year from birthday)::int as y, date_part('month', birthday) as m from customers where birthday is not null order by id

select id, extract(epoch from (shipped_on - placed_at))::int as secs from orders where shipped_on is not null order by id

select id, shipped_on - placed_at::date as days from orders where shipped_on is not null order by id

select id, created_at at time zone 'UTC' as utc, date_trunc('day', created_at) as day from customers order by id

select date_trunc('week', placed_at)::date as week, count(*) from orders group by 1 order by 1

select id, to_char(total, 'FM999990.00') as t from orders order by id

-- reported
select md5(email) = md5(lower(email)) as same from customers order by id

select id, encode(raw, 'hex') as h, length(raw) as n, octet_length(raw) as o from events order by id

select id, tenant_id::text as t from events where tenant_id = 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11' order by id

-- reported
select id, duration from events where duration > interval '1 hour' order by id

-- equal, any without schema
select kind, count(*) from events group by kind order by count(*) desc, kind

-- equal, any without schema
select coalesce(kind, 'unknown') as kind, occurred_at from events where occurred_at >= '2024-03-01T12:00:00Z' order by occurred_at

select id from events where occurred_at::date = '2024-03-02' or local_time::date = date '2024-03-07' order by id

select string_agg(distinct status, ',' order by status) as all_status from orders

select string_agg(coalesce(first_name, '?') || ' ' || coalesce(last_name, '?'), '; ' order by id) as names from customers

select t.* from (values (1, 'a', true), (2, 'b', false)) as t(id, label, flag) where flag order by id

select * from customers natural join (select id as id from orders) x where false

select o.id, c.email from orders o join customers c on c.id = o.customer_id and c.is_active where o.status = any('{paid,shipped}'::text[]) order by o.id

select id from orders where status <> all(array['paid', 'new']) order by id

select id, num_nonnulls(first_name, last_name, city) as n from customers order by id

-- reported
select width_bucket(salary, 4000, 10000, 3) as bucket, count(*) from employees where salary is not null group by 1 order by 1

-- reported
select id, md5(id::text) as h from products order by id limit 2

-- equal, any without schema
select feeling, count(*) from customers group by feeling order by feeling

-- equal, any without schema
select id, feeling from customers where feeling >= 'ok' order by feeling desc, id

-- equal, any without schema
select max(feeling) as best, min(feeling) as worst from customers

select id, coalesce(settings->>'theme', 'default') as theme from customers order by theme, id

select (settings->>'beta')::boolean as beta, count(*) from customers group by 1 order by 1 nulls first

-- reported
select id from customers where (settings->>'n')::numeric > 1

select settings #> '{limits,monthly}' as m, settings->'flags'->0 as f from customers where id = 1

select id, row_to_json(p) from (select id, sku, price from products order by id limit 2) p

select to_json(tags) as t, to_jsonb(settings->'limits') as l from customers where id = 1

select jsonb_pretty('{"a": 1}'::jsonb) is not null as ok

select id, jsonb_path_query_first(settings, '$.limits.daily') as d from customers where id < 3 order by id

-- reported
select id, attrs from products where attrs->'dims'->>'w' is not null and (attrs->'dims'->>'w')::numeric > 50 order by id

select id from products where attrs is null or jsonb_typeof(attrs) <> 'object' order by id

select lower(sku), count(*) from products group by lower(sku) having count(*) >= 1 order by lower(sku) desc offset 1 limit 2

select a.id, b.id from employees a join employees b on a.dept = b.dept and a.id < b.id order by 1, 2

select id, name from employees where boss_id is not distinct from null order by name desc

select count(distinct customer_id) as customers, count(distinct (customer_id, status)) as pairs from orders

select id, case status when 'paid' then 1 when 'new' then 2 else 3 end as prio from orders order by prio, id desc

select id, total from orders order by total desc nulls last, id limit 3

-- equal, any without schema
select id, total from orders order by total, id

select id, (total > 50) is true as big, paid is not true as unpaid from orders order by id

select nullif(note, '') as note from orders order by note nulls last, id

create view active_customers as select id, email, first_name || ' ' || last_name as full_name from customers where deleted_at is null and is_active; select * from active_customers order by id

create unique index if not exists uq_customers_email on customers (lower(email)); select count(*) from customers

alter table orders add column if not exists channel text not null default 'web'; select distinct channel from orders

-- reported
alter table products alter column price set default 0; insert into products (id, sku, name) values (9, 'S9', 'n'); select price, stock from products where id = 9

-- reported
create table invoices (id uuid primary key default gen_random_uuid(), order_id bigint references orders on delete set null, amount numeric(10,2) not null check (amount >= 0), meta jsonb not null default '{}'::jsonb, issued timestamptz not null default now(), unique (order_id, amount)); insert into invoices (order_id, amount) values (1, 9.99); select order_id, amount, meta from invoices

create table t_tags (item_id int not null, tag text not null, weight real default 1.0, created date default current_date, primary key (item_id, tag)); insert into t_tags (item_id, tag) values (1, 'a'), (1, 'b'); select item_id, tag, weight from t_tags order by tag

create table counters (id serial primary key, name varchar(20) unique, hits bigint default 0 not null); insert into counters (name) values ('x') on conflict (name) do update set hits = counters.hits + 1; insert into counters (name) values ('x') on conflict (name) do update set hits = counters.hits + 1 returning id, hits

-- reported
select id from orders where status = 'new' order by id for update skip locked limit 1

truncate table audit_log restart identity; insert into audit_log (table_name) values ('x') returning id

-- reported
select id, total::int4, total::float8::text as f from orders where id < 4 order by id

select sum(salary) over w as s, avg(salary) over w as a from employees window w as (partition by dept order by id) order by id

select first_value(name) over (partition by dept order by salary desc nulls last, id) as top, last_value(name) over (partition by dept order by id rows between unbounded preceding and unbounded following) as last from employees order by id

-- reported
select id, corr, n from (select 1 as id, corr(quantity, unit_price) as corr, count(*) as n from order_items) s

-- reported
select stddev_samp(salary) > 0 as spread, variance(salary) is not null as v, mode() within group (order by dept) as m from employees

select date '2024-01-31' + interval '1 month' as m, timestamp '2024-02-29 12:00' + interval '1 year' as y, date '2024-03-31' - interval '1 month' as b

select make_date(2024, 2, 29) as d, to_date('31.01.2024', 'DD.MM.YYYY') as p, to_timestamp(1700000000) at time zone 'UTC' as ts

select 7 / 2 as a, -7 / 2 as b, 7 % -2 as c, 7.0 / 2 as d, 2 ^ 10 as e, 5::numeric / 3 as f, 1e3 as g, |/ 16 as h

select '1' || 2 as a, 'a' || null as b, 1 || '' as c, true || 'x' as d

select 'abc' < 'ABC' as a, 'Z' < 'a' as b, 'é' = 'e' as c, 'abc' like 'ABC' as d, 'abc' ~ 'B' as e

select overlay('abcdef' placing 'XX' from 3 for 2) as o, translate('hello', 'el', 'ip') as t, ascii('A') as a, chr(66) as c, strpos('hello', 'l') as s, btrim('xxhixx', 'x') as b

select coalesce(null, null, 3) as a, nullif(1, 1) is null as b, greatest(1, null, 3) as c, least(null, 2) as d

select id, weight::int as w, round(weight) as r, round(weight / 3 * 3) as x, (weight + 0.5)::int as h from products where weight is not null order by id

select o.id, o.placed_at + interval '1 day' + interval '2 hours' as later, extract(epoch from o.placed_at + interval '2 minutes') as secs from orders o order by o.id

select max(placed_at) + interval '3 hours' as deadline from orders

-- reported
select coalesce(placed_at, now()) + interval '1 day' > timestamp '2024-01-01' as ok from orders order by id

-- equal, any without schema
select id from products where sizes is not null order by sizes desc, id

select id from products where sizes > array[2] order by id

-- equal, any without schema
select id from customers order by tags, id

-- equal, any without schema
select sizes from products group by sizes order by sizes

select id, string_to_array(note, ';') as notes from orders order by id

select distinct on (c.id) c.id, o.id as order_id, o.total from customers c join orders o on o.customer_id = c.id order by c.id, o.placed_at desc

select c.city, array_agg(distinct o.status order by o.status) as statuses from customers c join orders o on o.customer_id = c.id group by c.city order by c.city

select p.id, p.name, coalesce(i.sold, 0) as sold from products p left join (select product_id, sum(quantity)::int as sold from order_items group by product_id) i on i.product_id = p.id order by sold desc, p.id

select to_char(date_trunc('quarter', placed_at), 'YYYY "Q"Q') as quarter, count(*) from orders group by 1 order by 1

select to_char(placed_at, 'Mon DD, YYYY') as nice, to_char(placed_at, 'Day') as d from orders order by id

select extract(isodow from placed_at)::int as d, extract(week from placed_at)::int as w, extract(quarter from placed_at)::int as q from orders order by id

select date_part('hour', placed_at)::int as h, count(*) from orders group by 1 order by 1

select id, (placed_at::date - date '2024-01-01') as days, placed_at::date + 7 as due from orders order by id

select id, case when shipped_on is null then 'open' when shipped_on > placed_at::date + 1 then 'late' else 'fast' end as speed from orders order by id

select date_trunc('hour', occurred_at) as h, count(*), avg(amount_cents) filter (where amount_cents < 10000) as a from events group by h order by h

select sum(case when paid then total else 0 end) as paid, sum(total) - sum(case when paid then total else 0 end) as open from orders

select percentile_disc(0.5) within group (order by total) as median from orders where total is not null

select name, dept, salary, round(100.0 * salary / sum(salary) over (partition by dept), 2) as share from employees where salary is not null order by id

select name, salary, salary::float / max(salary) over () as rel from employees where salary is not null order by id

select cume_dist() over (order by salary) as c, percent_rank() over (order by salary) as p from employees where salary is not null order by salary, id

select id, sum(quantity) over (partition by order_id order by line range between unbounded preceding and current row) as q from (select order_id, line, quantity, order_id * 10 + line as id from order_items) s order by id

select customer_id, count(*) filter (where status = 'paid') as paid, max(total) filter (where status <> 'paid') as other from orders group by customer_id order by customer_id nulls first

select key, value ->> 0 as first from app_settings where jsonb_typeof(value) = 'array'

select key, jsonb_typeof(value) as t, value is null as n, value = 'null' as j from app_settings order by key

select c.id, count(t.tag) as n from customers c left join lateral unnest(c.tags) as t(tag) on true group by c.id order by c.id

select c.id, x.ord, x.tag from customers c, unnest(c.tags) with ordinality as x(tag, ord) where c.tags is not null order by c.id, x.ord

select id, tags || array['x'] as more, array_prepend('y', tags) as less, tags[1:2] as two from customers order by id

select array(select id from orders where paid order by id) as ids, array[]::int[] as none

select id, 'vip' = any(tags) as is_vip, tags is null as none from customers order by id

select id from customers where tags <@ array['vip', 'early', 'x'] order by id

select id, jsonb_object_keys(settings) as k from customers where id = 1 order by k

select settings->'limits' as l, count(*) from customers group by 1 order by count(*) desc, 1 limit 1

select jsonb_array_elements(payload::jsonb->'items')->>'sku' as sku from events where id = 5 order by 1

select id, payload->'items'->0->>'sku' as sku, payload->'list'->-1 as last from events where payload is not null order by id

select coalesce(jsonb_agg(distinct status), '[]') as s from orders where total > 100000

select json_build_object('total', count(*), 'paid', count(*) filter (where paid), 'sum', coalesce(sum(total), 0)) as stats from orders

-- equal, any without schema
select jsonb_object_agg(key, value) as all_settings from app_settings where key <> 'nothing'

select s.id, s.label from (select id, first_name || coalesce(' ' || last_name, '') as label from customers) s where s.label ilike 'a%' or s.label ~ '^Z' order by s.id

-- reported
select substring(sku from '[0-9]+') as num from products order by id

-- reported
select regexp_match(email, '@(.+)$') as m from customers where id = 2

select id, email like '%\_%' as under, email not ilike '%COM' as other from customers order by id

select id, replace(upper(name), ' ', '_') as code, char_length(name) as len, left(name, -2) as cut, right(name, 3) as tail from products where name !~ 'é' and name not like '%û%' order by id

-- equal, any without schema
select rpad(name, 12, '.') as name, to_char(price, '999,990.00') as price from products where price is not null order by id

select 'It''s ' || quote_literal('x') as q, quote_ident('Order') as i

select o.id from orders o where (o.customer_id, o.placed_at) in (select customer_id, max(placed_at) from orders group by customer_id) order by o.id

select o.id, rank() over w as r from orders o window w as (partition by customer_id order by total desc nulls last) order by o.id

select id from orders where placed_at >= date_trunc('month', timestamp '2024-02-15') and placed_at < date_trunc('month', timestamp '2024-02-15') + interval '1 month' order by id

select g.n, count(o.id) as orders from generate_series(0, 23, 6) as g(n) left join orders o on extract(hour from o.placed_at) >= g.n and extract(hour from o.placed_at) < g.n + 6 group by g.n order by g.n

insert into orders (customer_id, total, placed_at) select id, credit, created_at::timestamp from customers where credit > 0 order by id returning customer_id, total, placed_at

insert into memberships values (9, 1, default, '2024-05-01'), (9, 2, 'owner', null) returning *

-- equal, any without schema
insert into products (id, sku, name, attrs, sizes) values (20, 'N-20', 'New', '{"a": [1, 2]}', array[3, 4]), (21, 'N-21', 'Newer', null, '{}') returning id, attrs, sizes

-- equal, any without schema
insert into events (tenant_id, kind, occurred_at, payload, raw, duration) values ('C0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11', 'x', '2024-06-01 12:00:00+02', '{"a":1}', '\xdeadbeef', '1 day') returning id, tenant_id, occurred_at, raw, duration

insert into customers (email, created_at) values ('a@b.c', '2024-01-01') on conflict (email) do nothing returning id, credit, is_active, tags, settings

update customers set is_active = not is_active, deleted_at = case when is_active then timestamp '2024-06-01' end where id < 3 returning id, is_active, deleted_at

-- reported
update products set attrs = attrs - 'dims' || jsonb_build_object('stock', stock) where id = 1 returning attrs

update products set sizes = array_remove(sizes, 2), stock = greatest(stock - 5, 0) where id <= 2 returning id, sizes, stock

update orders set (status, note) = ('done', 'x') where id = 1 returning id, status, note

update orders set (status, total) = (select 'sum', sum(quantity * unit_price) from order_items where order_id = orders.id) where id = 7 returning id, status, total

update employees e set boss_id = b.boss_id from employees b where b.id = e.boss_id and b.dept = 'eng' returning e.id, e.boss_id

delete from memberships where (tenant_id, user_id) in ((1, 1), (2, 3)) returning tenant_id, user_id

delete from order_items i using products p where p.id = i.product_id and p.price > 100; select count(*) from order_items

-- reported
create table if not exists wishlists (id int generated always as identity primary key, customer_id int not null references customers (id) on delete cascade, product_id int not null references products (id), note varchar(50) default '', added timestamptz default now(), constraint wish_once unique (customer_id, product_id)); insert into wishlists (customer_id, product_id) values (1, 1), (1, 2) on conflict on constraint wish_once do nothing; select id, customer_id, product_id, note from wishlists order by id

create type level as enum ('low', 'mid', 'high'); create table tickets (id serial primary key, level level not null default 'mid', open boolean default true); insert into tickets (level) values ('high'), ('low'), (default); select id, level from tickets where level > 'low' order by level desc, id

-- reported
create table logs (id bigserial primary key, body text, at timestamp default current_timestamp); create index logs_at on logs using btree (at desc nulls last); create index on logs using gin (to_tsvector('english', body))

-- reported
alter table customers add column score numeric(5,1) not null default 0, drop column last_name; select score from customers where id = 1

alter table employees rename column dept to department; select department from employees where id = 2

alter table orders add constraint total_positive check (total >= 0); insert into orders (total, placed_at) values (5, '2024-01-01') returning status

create or replace view open_orders as select id, customer_id from orders where status = 'new'; select count(*) from open_orders

-- reported
create materialized view totals as select customer_id, sum(total) as total from orders group by customer_id; select total from totals where customer_id = 1

-- reported
create function add_one(i int) returns int language sql as 'select i + 1'; select add_one(1)

comment on table orders is 'All orders'; select 1 as one

-- reported
explain select * from orders

-- reported
select current_date - date '2024-01-01' > 0 as past, now() > timestamp '2024-01-01' as also, current_timestamp is not null as ts

-- reported
select pg_typeof(1)::text as t

select id from orders limit 3 offset 2

select count(*), count(note), count(distinct note) from orders

select not null is null as a, null = null as b, 1 in (1, null) as c, 2 not in (1, null) as d, null or true as e

select 0.1 + 0.2 = 0.3 as dec, 1 / 3.0 as third, 10 % 3.5 as m, -5 / 2 as n, abs(-3.5) as ab, sign(-2) as si, power(2, 0.5) as p, mod(-7, 3) as mo, div(7, 2) as di

-- reported
select 9007199254740993 + 1 as big, 2147483647::bigint + 1 as b, 1e10::bigint as e, 12345.678::numeric(8,1) as n, 0.5::int as h, 1.5::int as i, 2.5::int as j
