select id, email from customers where is_active order by id

select id, email from customers where not is_active order by email

select c.id, c.first_name || ' ' || c.last_name as full_name from customers c order by c.id

select concat(first_name, ' ', last_name) as full_name from customers order by id

select concat_ws(' ', first_name, last_name) as full_name from customers order by id

select trim(coalesce(first_name, '') || ' ' || coalesce(last_name, '')) as full_name from customers order by full_name, id

select id, placed_at::date as day from orders order by id

select placed_at::date from orders order by id

select status, count(*) from orders group by status order by count(*) desc, status

select status, count(*) from orders group by status order by count desc, status

select date_trunc('month', placed_at) as month, sum(total) as revenue from orders group by 1 order by 1

select date_trunc('month', placed_at) as month, sum(total) as revenue, count(*) as n from orders where placed_at >= '2024-01-01' group by date_trunc('month', placed_at) order by month

select to_char(placed_at, 'YYYY-MM') as month, coalesce(sum(total), 0) as revenue from orders group by to_char(placed_at, 'YYYY-MM') order by month

select extract(year from placed_at) as y, extract(month from placed_at) as m, count(*) from orders group by y, m order by y, m

select extract(dow from placed_at) as weekday, count(*) as n from orders group by 1 order by 1

select id, total, sum(total) over (order by placed_at) as running from orders where total is not null order by placed_at

select id, total, sum(total) over (order by placed_at rows between unbounded preceding and current row) as running from orders order by placed_at

select id, customer_id, row_number() over (partition by customer_id order by placed_at desc) as rn from orders order by customer_id nulls last, rn

select * from (select o.id, o.customer_id, row_number() over (partition by customer_id order by total desc nulls last) as rn from orders o) x where rn <= 1 order by id

select distinct on (customer_id) customer_id, id, total from orders where customer_id is not null order by customer_id, placed_at desc

select distinct on (o.customer_id) o.* from orders o order by o.customer_id, o.placed_at desc, o.id

select id, email from customers order by created_at desc limit 2 offset 1

select id, email from customers order by id offset 1 rows fetch next 2 rows only

select id, count(*) over () as total_count from customers order by id limit 2

insert into app_settings (key, value, updated_at) values ('retries', '4', '2024-05-01') on conflict (key) do update set value = excluded.value, updated_at = excluded.updated_at returning key, value

insert into app_settings (key, value, updated_at) values ('new', '{"a": 1}', '2024-05-01') on conflict (key) do nothing;
select key, value from app_settings order by key

insert into memberships (tenant_id, user_id, role) values (1, 1, 'admin'), (3, 3, 'owner') on conflict (tenant_id, user_id) do update set role = excluded.role where memberships.role <> 'owner' returning tenant_id, user_id, role

update customers set deleted_at = '2024-06-01 00:00:00' where id = 2 and deleted_at is null returning id, deleted_at

select count(*) from customers where deleted_at is null

select * from customers where 'vip' = any(tags) order by id

select id from customers where tags @> array['vip'] order by id

select id from customers where tags && array['early', 'late']::text[] order by id

select id, array_length(tags, 1) as n from customers order by id

select id, cardinality(tags) from customers order by id

select unnest(tags) as tag, count(*) from customers group by tag order by count(*) desc, tag nulls last

select t.tag, count(*) as n from customers c, unnest(c.tags) as t(tag) where t.tag is not null group by t.tag order by n desc, t.tag

select c.id, array_to_string(c.tags, ', ') as tags from customers c order by c.id

select id, array_to_string(tags, '|', '-') from customers where tags is not null order by id

update customers set tags = array_append(tags, 'new') where id = 2 returning tags

update customers set tags = array_remove(tags, 'early') where 'early' = any(tags) returning id, tags

select id, settings->>'theme' as theme from customers order by id

select id, settings->'limits'->>'daily' as daily from customers order by id

select id, (settings->'limits'->>'daily')::int as daily from customers where settings ? 'limits' order by id

select id from customers where settings @> '{"theme": "dark"}' order by id

select id from customers where (settings->>'beta')::boolean order by id

select id, settings #>> '{limits,daily}' as daily from customers order by id

update customers set settings = jsonb_set(settings, '{theme}', '"blue"') where id = 1 returning settings

update customers set settings = jsonb_set(settings, '{limits,daily}', to_jsonb(42)) where id = 1 returning settings->'limits'

select id from customers where email ilike '%@EXAMPLE.com' order by id

select id from customers where last_name ilike 'love%' order by id

select id from customers where lower(email) = lower('ADA@example.COM')

select id from customers where email like '%\_99\%%' order by id

select id, name from products where name ilike '%' || 'chair' || '%'

select id from products where name like '%50\%%'

select p.id, p.name, round(100.0 * p.stock / sum(p.stock) over (), 2) as pct from products p order by p.id

select status, round(count(*) * 100.0 / (select count(*) from orders), 1) as pct from orders group by status order by status

select count(*) filter (where status = 'paid') as paid, count(*) filter (where status = 'new') as open, count(*) as n from orders

select count(*) filter (where paid) * 100 / count(*) as pct_paid from orders

select sum(case when paid then 1 else 0 end) as paid, sum((not paid)::int) as unpaid from orders

select sum(paid::int) from orders

select round(avg(total), 2) as average, min(total), max(total) from orders

select sum(quantity * unit_price) as order_total, order_id from order_items group by order_id order by order_id

select o.id, coalesce(sum(i.quantity * i.unit_price), 0) as items_total, o.total from orders o left join order_items i on i.order_id = o.id group by o.id, o.total order by o.id

select o.id, o.total - coalesce((select sum(quantity * unit_price) from order_items where order_id = o.id), 0) as diff from orders o order by o.id

with recursive tree as (
  select id, name, boss_id, 1 as depth, name::text as path from employees where boss_id is null
  union all
  select e.id, e.name, e.boss_id, t.depth + 1, t.path || ' > ' || e.name from employees e join tree t on e.boss_id = t.id
)
select id, depth, path from tree order by path

with recursive sub(id) as (select 2 union select e.id from employees e, sub where e.boss_id = sub.id) select * from sub order by id

with recursive nums(n) as (select 1 union all select n + 1 from nums where n < 5) select n, n * n as square from nums order by n

with monthly as (select date_trunc('month', placed_at)::date as month, sum(total) as revenue from orders group by 1) select month, revenue, revenue - lag(revenue) over (order by month) as growth from monthly order by month

select d::date as day, count(o.id) from generate_series('2024-01-30'::timestamp, '2024-02-02', '1 day') d left join orders o on date_trunc('day', o.placed_at) = d group by d order by d

with islands as (select id, id - row_number() over (order by id) as grp from orders where status <> 'cancelled') select min(id) as first, max(id) as last, count(*) as n from islands group by grp order by first

select e.name, b.name as boss from employees e left join employees b on b.id = e.boss_id order by e.id

select dept, string_agg(name, ', ' order by name) as people from employees group by dept order by dept nulls first

select dept, array_agg(name order by name) as people from employees group by dept order by dept nulls first

select dept, avg(salary) as mean, max(salary) - min(salary) as spread from employees group by dept having count(*) > 1 order by dept

select dept, percentile_cont(0.5) within group (order by salary) as median from employees where dept is not null group by dept order by dept

select name, salary, rank() over (order by salary desc nulls last) as r, dense_rank() over (order by salary desc nulls last) as dr from employees order by r, name

select name, salary, ntile(4) over (order by salary desc nulls last, id) as quartile from employees order by id

select name, salary - avg(salary) over (partition by dept) as diff from employees where salary is not null order by id

select name from employees where salary > (select avg(salary) from employees) order by name

select e.* from employees e where exists (select 1 from employees r where r.boss_id = e.id) order by e.id

select name from employees where hired between date '2018-01-01' and date '2020-12-31' order by hired

select name, extract(year from age(date '2024-03-01', hired)) as years from employees where hired is not null order by id

select id, birthday + interval '18 years' as adult_on from customers order by id

select id from customers where birthday is not null and extract(month from birthday) = 2 order by id

select id, created_at at time zone 'UTC' as utc from customers order by id

select id, to_char(created_at, 'DD.MM.YYYY HH24:MI') as shown from customers order by id

select json_build_object('id', id, 'email', email, 'active', is_active) as customer from customers order by id

select json_agg(json_build_object('id', id, 'name', name) order by id) from products

select jsonb_agg(name order by name) from employees where dept = 'eng'

select coalesce(json_agg(o), '[]') from (select id, status from orders where customer_id = 1 order by id) o

select c.id, (select json_agg(o.id order by o.id) from orders o where o.customer_id = c.id) as orders from customers c order by c.id

select c.id, coalesce((select jsonb_agg(jsonb_build_object('id', o.id, 'total', o.total) order by o.id) from orders o where o.customer_id = c.id), '[]'::jsonb) as orders from customers c order by c.id

select row_to_json(x) from (select id, name from products where id < 3 order by id) x

select p.id, l.last_sold from products p left join lateral (select max(o.placed_at) as last_sold from orders o join order_items i on i.order_id = o.id where i.product_id = p.id) l on true order by p.id

select c.id, x.id as order_id from customers c cross join lateral (select o.id from orders o where o.customer_id = c.id order by o.placed_at desc limit 1) x order by c.id

select id, case when total >= 100 then 'big' when total > 10 then 'medium' when total is null then 'none' else 'small' end as size from orders order by id

select id, nullif(note, '') as note from orders order by id

select id, coalesce(nullif(trim(note), ''), 'n/a') as note from orders order by id

select greatest(stock, 5) as g, least(stock, 5) as l from products order by id

select greatest(total, 50, null), least(total, 50) from orders order by id

delete from orders where status = 'cancelled' returning id, status

delete from order_items i using orders o where o.id = i.order_id and o.status = 'paid' returning i.order_id, i.line

update orders o set total = s.sum from (select order_id, sum(quantity * unit_price) as sum from order_items group by order_id) s where s.order_id = o.id returning o.id, o.total

update products set stock = stock - i.quantity from order_items i where i.product_id = products.id and i.order_id = 7 returning products.id, stock

update orders set (status, note) = ('done', 'closed') where id = 1 returning status, note

insert into audit_log (table_name, row_id, old_value, logged_at) select 'orders', id, status, placed_at from orders where paid returning table_name, row_id

select exists (select 1 from customers where email = 'bob@example.com')

select exists(select 1 from orders where customer_id = 99) as has_orders

select case when exists (select 1 from orders where paid is null) then 'yes' else 'no' end

select id from orders where status in ('new', 'paid') and (paid is true or total is null) order by id

select id from orders where paid is not true order by id

select id from orders where paid = false order by id

select * from orders where id = any(array[1, 3, 5]) order by id

select id from orders where id = any('{1,3,5}'::int[]) order by id

select id from orders where status <> all(array['new', 'paid']) order by id

select id from customers where email = any(string_to_array('bob@example.com,dan@example.com', ',')) order by id

select split_part(email, '@', 2) as domain, count(*) from customers group by domain order by domain

select split_part(email, '@', 2) as domain, count(*) from customers group by 1 having count(*) > 1

select left(first_name, 1) || '.' as initial from customers order by id

select upper(left(status, 1)) || substr(status, 2) as label from orders order by id

select lpad(id::text, 5, '0') as code from orders order by id

select 'ORD-' || lpad(id::text, 6, '0') as number from orders order by id

select to_char(id, 'FM00000') from orders order by id

select kind, count(*) from events where occurred_at >= timestamptz '2024-03-01 00:00:00+00' and occurred_at < timestamptz '2024-03-02 00:00:00+00' group by kind order by kind

select count(*) from events where occurred_at > '2024-03-02T00:00:00Z'

select count(*) from events where occurred_at between '2024-03-01' and '2024-03-03'

select tenant_id, count(*) from events group by tenant_id order by tenant_id nulls last

select sum(amount_cents) from events where amount_cents < 100000

select sum(price * stock) as inventory from products

select name, price * 1.19 as gross from products order by id

select floor(price), ceil(price), round(price), trunc(price) from products order by id

select date_part('hour', placed_at) as hour, count(*) from orders group by hour order by hour

insert into memberships (tenant_id, user_id, role) values (1, 1, 'admin') on conflict on constraint memberships_pk do update set role = excluded.role returning tenant_id, user_id, role

select avg(total)::numeric(10,2) as average from orders

with days as (select generate_series('2024-03-08'::date, '2024-03-12'::date, interval '1 day')::date as day) select d.day, count(o.id) as n from days d left join orders o on o.placed_at::date = d.day group by d.day order by d.day

select id, to_char(total, 'FM999999.00') from orders order by id

insert into customers (email, first_name, created_at) values ('new@example.com', 'New', '2024-08-01 00:00:00+00') returning id, email, is_active, tags, settings, credit, feeling

select id from events where tenant_id = 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid order by id

select amount_cents::numeric / 100 as amount from events where amount_cents < 10000 order by id

select id from orders where not (status = any('{new,paid}')) order by id

insert into orders (customer_id, status, placed_at) select id, 'new', '2024-07-01' from customers where is_active order by id returning id, customer_id

update customers set tags = tags || array['loyal', 'gold'] where id = 1 returning tags

update customers set settings = settings || '{"theme": "blue", "x": 1}' where id = 2 returning settings

update customers set settings = settings - 'theme' where id = 1 returning settings

with recursive chain as (select id, boss_id, array[id] as path from employees where id = 4 union all select e.id, e.boss_id, c.path || e.id from employees e join chain c on e.id = c.boss_id) select id, path from chain order by id

-- reported
select name, age(date '2024-01-01', hired) is not null as known from employees order by id

select name, date '2024-03-01' - hired as days from employees order by id

-- reported
with moved as (delete from orders where status = 'new' returning id, status) select count(*) from moved

-- reported
select initcap(status) as label from orders order by id

-- reported
select regexp_replace(sku, '[^0-9]', '', 'g') as digits from products order by id

-- reported
select md5(email) from customers order by id limit 1

-- reported
select width_bucket(total, 0, 300, 3) as bucket, count(*) from orders where total is not null group by bucket order by bucket

-- equal, any without schema
select id, email from customers where (created_at, id) < ('2024-02-10 10:00:00.5+00', 5) order by created_at desc, id desc limit 2

-- equal, any without schema
update customers set tags = tags || '{loyal}' where id = 1 returning tags

-- portable, any without schema
select stock / 3 as packs, stock % 3 as rest from products order by id

-- equal, any without schema
select jsonb_object_agg(key, value) from app_settings where key <> 'nothing'

-- equal, any without schema
select id from orders where paid = 'f' order by id

-- equal, any without schema
select id from customers where is_active = 't' order by id

-- equal, any without schema
select id from events where tenant_id = 'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11' order by id

-- equal, any without schema
select name, round(price * 1.19, 2) as gross from products order by id
