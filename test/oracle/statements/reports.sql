select date_trunc('month', o.placed_at)::date as month, count(*) as orders, count(distinct o.customer_id) as customers, coalesce(sum(o.total), 0)::numeric(12,2) as revenue from orders o where o.status <> 'cancelled' group by 1 order by 1

select to_char(date_trunc('quarter', placed_at), 'YYYY-"Q"Q') as quarter, sum(total) from orders group by 1 order by 1

with bounds as (select min(placed_at)::date as lo, max(placed_at)::date as hi from orders) select hi - lo as days from bounds

with m as (select generate_series(date '2024-01-01', date '2024-04-01', interval '1 month')::date as month) select m.month, count(o.id) as n from m left join orders o on date_trunc('month', o.placed_at)::date = m.month group by m.month order by m.month

select month, revenue, sum(revenue) over (order by month) as cumulative, round(100 * revenue / sum(revenue) over (), 1) as pct from (select to_char(placed_at, 'YYYY-MM') as month, sum(total) as revenue from orders where total is not null group by 1) t order by month

select status, count(*), round(avg(total), 2), min(placed_at)::date, max(placed_at)::date from orders group by status order by 2 desc, 1

select case when total < 50 then '0-50' when total < 150 then '50-150' else '150+' end as bucket, count(*) from orders where total is not null group by 1 order by min(total)

select extract(isodow from placed_at)::int as dow, to_char(placed_at, 'Dy') as name, count(*) from orders group by 1, 2 order by 1

select customer_id, array_agg(id order by placed_at) as ids, (array_agg(status order by placed_at desc))[1] as last_status from orders where customer_id is not null group by customer_id order by customer_id

select c.id, c.email, coalesce(o.n, 0) as orders, o.last from customers c left join (select customer_id, count(*) as n, max(placed_at) as last from orders group by customer_id) o on o.customer_id = c.id order by orders desc, c.id

select p.sku, p.name, rank() over (order by coalesce(s.sold, 0) desc) as position from products p left join (select product_id, sum(quantity) as sold from order_items group by product_id) s on s.product_id = p.id order by position, p.sku

select id, placed_at, placed_at - interval '1 day' * 7 as week_before from orders order by id

select count(*) from orders where placed_at >= date_trunc('month', timestamp '2024-03-15') and placed_at < date_trunc('month', timestamp '2024-03-15') + interval '1 month'

select string_agg(distinct status, ', ' order by status) as statuses from orders

select json_agg(row_to_json(t) order by t.id) from (select id, status, total from orders where total > 90) t

select jsonb_build_object('count', count(*), 'sum', sum(total), 'statuses', jsonb_agg(distinct status)) from orders

select c.email, jsonb_agg(jsonb_build_object('id', o.id, 'items', (select jsonb_agg(jsonb_build_object('p', i.product_id, 'q', i.quantity) order by i.line) from order_items i where i.order_id = o.id)) order by o.id) as orders from customers c join orders o on o.customer_id = c.id group by c.email order by c.email

select dept, count(*) filter (where salary >= 6500) as high, count(*) filter (where salary < 6500) as low, round(avg(salary)) as mean from employees where dept is not null group by dept order by dept

select name, salary, round(salary * 100.0 / sum(salary) over (partition by dept), 1) as share from employees where dept is not null and salary is not null order by dept, name

select dept, name, salary from (select *, row_number() over (partition by dept order by salary desc nulls last, id) as rn from employees) e where rn = 1 order by dept nulls last

select e.name, coalesce(b.name, 'none') as boss, (select count(*) from employees r where r.boss_id = e.id) as reports from employees e left join employees b on e.boss_id = b.id order by e.name

with recursive org as (select id, name, boss_id, 0 as level, lpad('', 0) || name as label from employees where boss_id is null union all select e.id, e.name, e.boss_id, o.level + 1, repeat('  ', o.level + 1) || e.name from employees e join org o on e.boss_id = o.id) select level, label from org order by level, label

with recursive up as (select id, boss_id, name, 1 as n from employees where name = 'Ken' union all select e.id, e.boss_id, e.name, up.n + 1 from employees e join up on e.id = up.boss_id) select string_agg(name, ' < ' order by n) from up

select count(*) as total, count(boss_id) as with_boss, count(*) - count(boss_id) as without from employees

select percentile_disc(0.5) within group (order by salary) as p50, percentile_cont(0.9) within group (order by salary) as p90 from employees

select mode() within group (order by status) from orders

select id, total, ntile(2) over (order by total nulls first) as half, case when total > avg(total) over () then 'above' else 'below' end as side from orders where total is not null order by id

select t.id, t.grp, count(*) over (partition by t.grp) as size from (select id, sum(case when paid then 1 else 0 end) over (order by placed_at) as grp from orders) t order by t.id

select id, placed_at::date - lag(placed_at::date) over (order by placed_at) as gap from orders order by placed_at

select a.id, b.id from orders a join orders b on a.customer_id = b.customer_id and a.id < b.id order by a.id, b.id

select id from orders where id > 2 order by id asc limit 3

select * from orders where placed_at::date between '2024-02-01' and '2024-02-29' order by id

select * from orders where placed_at::text like '2024-02%' order by id

select id, total from orders where total::text like '%.5%' order by id

select id from customers where tags is not null and array_length(tags, 1) > 0 order by id

select id from customers where not ('vip' = any(coalesce(tags, '{}'))) order by id

select id, (select string_agg(t, '/' order by t) from unnest(tags) t) as joined from customers order by id

select id from customers where exists (select 1 from unnest(tags) t where t like 'v%') order by id

select id, settings->'limits'->>'daily' as daily from customers where (settings->'limits'->>'daily')::int >= 5 order by id

select id from customers where settings->>'theme' in ('dark', 'light') order by id

select id from customers where coalesce((settings->>'beta')::boolean, false) = true

select id, jsonb_array_length(coalesce(settings->'flags', '[]'::jsonb)) as flags from customers order by id

select key, jsonb_typeof(value) as type from app_settings order by key

select key from app_settings where jsonb_typeof(value) = 'object' and value ? 'upload'

select e.id, e.payload->>'ip' as ip, (e.payload->>'n')::int + 1 as n from events e where e.payload is not null order by e.id

select id, kind, coalesce(kind, 'unknown') = 'unknown' as missing from events order by id

select id, occurred_at at time zone 'UTC' as utc, to_char(occurred_at at time zone 'UTC', 'HH24:MI') as hm from events order by id

select kind, count(*) as n, max(occurred_at) as last from events where kind is not null group by kind having count(*) >= 1 order by n desc, kind

select id, amount_cents, to_char(amount_cents / 100.0, 'FM999999990.00') as eur from events where abs(amount_cents) < 100000 order by id

select id, case when amount_cents < 0 then 'refund' when amount_cents = 0 then 'free' else 'sale' end as type from events order by id

select coalesce(max(id), 0) + 1 as next from orders

select nullif(trim(both from note), '') is null as empty from orders order by id

select upper(substr(first_name, 1, 1)) || lower(substr(first_name, 2)) as name from customers where first_name <> '' order by id

select left(email, strpos(email, '@') - 1) as local from customers order by id

select right(sku, 3)::int as n from products order by id

select lower(name) like '%chair%' as chair from products order by id

select name from products where name ilike '%r%' and price is not null order by price desc

select name from products where position('e' in name) > 0 order by id

select name, char_length(name) as n from products order by n desc, name limit 2

select format('%s (%s)', name, sku) as label from products order by id

select concat(name, ' – ', coalesce(price::text, 'n/a')) from products order by id

select 'Total: ' || sum(total)::text from orders

select id::text || ':' || status from orders order by id

select array_to_string(array_agg(name order by name), ', ') from employees where dept = 'eng'

select array_agg(distinct status) from orders where paid

select array_length(array_agg(id), 1) from orders

select max(array_length(sizes, 1)) from products

select array_position(sizes, 20) from products order by id

select id, sizes[array_length(sizes, 1)] as last from products order by id

select (select sum(s) from unnest(p.sizes) s) as total from products p order by p.id

select greatest(date '2024-01-01', shipped_on) as d from orders order by id

select id, (placed_at at time zone 'UTC')::date as d from orders order by id

select count(*) from orders where extract(year from placed_at) = 2024 and extract(month from placed_at) in (1, 2)

select id from orders where placed_at::time > '12:00' order by id

select id from orders where date_part('hour', placed_at) between 8 and 12 order by id

select date_trunc('day', placed_at) = placed_at as midnight from orders order by id

select (extract(epoch from placed_at)::bigint / 3600) * 3600 as hour_start from orders order by id

select to_timestamp(extract(epoch from placed_at)) from orders where id = 1

select make_interval(hours => 2) + placed_at from orders where id = 1

select extract(year from current_date) >= 2024, date_part('dow', date '2024-02-29')

select tenant_id, role, count(*) over (partition by tenant_id) from memberships order by tenant_id, user_id

select distinct on (tenant_id) tenant_id, user_id, role from memberships order by tenant_id, joined_on desc nulls last

select tenant_id, bool_or(role = 'owner') as has_owner, min(joined_on) from memberships group by tenant_id order by tenant_id

select m.tenant_id, string_agg(m.role || ':' || m.user_id, ',' order by m.user_id) from memberships m group by m.tenant_id order by m.tenant_id

select coalesce(nullif(city, ''), 'unknown') as city, count(*) from customers group by 1 order by 2 desc, 1

select lower(coalesce(first_name || ' ' || last_name, email)) as label from customers order by id

select sum(credit) filter (where credit > 0) as owed, sum(credit) filter (where credit < 0) as due from customers

select count(*) filter (where birthday is null) as unknown, count(*) filter (where birthday < date '1990-01-01') as old from customers

select date_part('year', age(date '2024-06-01', birthday))::int as age from customers where birthday is not null order by id

select extract(year from birthday)::int / 10 * 10 as decade, count(*) from customers where birthday is not null group by 1 order by 1

select * from (select id, row_number() over (order by created_at desc) as rn from customers) t where rn between 2 and 3 order by rn

select id, created_at::date as joined, created_at > timestamptz '2024-02-01 00:00:00+00' as recent from customers order by id

select id from customers where deleted_at is null and is_active and (credit > 0 or credit is null) order by id

select id from customers order by is_active desc, last_name nulls first, id

select not is_active as inactive, count(*) from customers group by 1 order by 1

select is_active::int as a, sum(credit) from customers group by is_active order by a

select id, is_active = (credit > 0) as agrees from customers order by id

select max(case when status = 'paid' then placed_at end) as last_paid from orders

select sum(total * case when paid then 1 else 0 end) from orders

select count(*) from orders o where (select count(*) from order_items i where i.order_id = o.id) >= 2

select id from orders where note ~ '\d' order by id

select id from orders where note !~* 'gift' order by id

select id from products where name similar to '(R|b)%' order by id

-- reported
select avg(extract(epoch from (shipped_on::timestamp - placed_at)) / 3600)::numeric(10,1) as hours from orders where shipped_on is not null

select id, justify.days from (select id, shipped_on - placed_at::date as days from orders) justify where days is not null order by id

select t, count(*) from customers c cross join lateral unnest(c.tags) as t group by t order by 2 desc, 1 nulls last

-- reported
select (amount_cents * 1.0 / 100)::numeric(10,2) as eur from events where abs(amount_cents) < 100000 order by id

-- reported
select email, substring(email from '@(.*)$') as domain from customers order by id

-- reported
select regexp_replace(email, '@.*$', '') as local from customers order by id

-- reported, equal without schema
select 'Mean: ' || round(avg(total), 2) from orders

-- reported
select md5(random()::text) is not null

select id, placed_at + (total::int % 5) * interval '1 day' from orders where total is not null order by id

-- reported
select current_timestamp - interval '1 hour' < current_timestamp, now()::date = current_date

-- reported, any without schema
select coalesce(price, 0)::text || ' EUR' as price from products order by id

-- equal, any without schema
select sizes || 99 as sizes from products where id = 1

-- equal, any without schema
select abs(credit) as a, sign(credit) as s, credit % 10 as m from customers where credit is not null order by id

-- equal, any without schema
select feeling, count(*) from customers where feeling is not null group by feeling order by feeling desc
