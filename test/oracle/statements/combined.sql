select c.id, x.* from customers c cross join lateral (select o.id as order_id, o.total from orders o where o.customer_id = c.id order by o.placed_at desc limit 2) x order by c.id, x.order_id

select e.id, x.* from events e, json_each_text(e.payload) x where json_typeof(e.payload) = 'object' order by e.id, x.key

with recent as (select * from orders where placed_at >= date '2024-01-01' - 365), spent as (select customer_id, sum(total) as total from recent group by customer_id) select c.email, coalesce(s.total, 0)::numeric(10, 1) as spent, rank() over (order by coalesce(s.total, 0) desc) as place from customers c left join spent s on s.customer_id = c.id order by place, c.email

select id, case when total is null then 'none' when total >= all (select total from orders where total is not null) then 'top' else 'other' end as band from orders order by id

select id, greatest(total, 10), least(total, 10) from orders order by id

select count(*), count(distinct city), bool_or(is_active), bool_and(is_active), every(is_active) from customers

select array_agg(distinct status order by status) as states from orders

select array_length(tags, 1), cardinality(tags), tags[1] from customers order by id

select id, tags || array['new'] as tags from customers order by id

select id, array_remove(tags, 'vip'), array_position(tags, 'vip') from customers order by id

select id, array_to_string(tags, '|') from customers order by id

select id from customers where tags && array['vip', 'beta'] order by id

select id from customers where tags @> array['vip'] order by id

select id, settings ->> 'theme' as theme, (settings ->> 'size')::int as size from customers order by id

select id, jsonb_set(settings, '{theme}', '"dark"') ->> 'theme' from customers order by id

select id, settings - 'theme' as rest from customers order by id

select id, settings || '{"seen": true}'::jsonb as merged from customers order by id

select jsonb_object_agg(id, email) from customers

select jsonb_agg(jsonb_build_object('id', id, 'city', city) order by id) from customers where city is not null

select id, jsonb_array_length(coalesce(settings -> 'list', '[]')) from customers order by id

update customers set settings = jsonb_set(settings, '{a,b}', '1', true) where id = 1 returning settings

update orders set total = total * 1.1, note = coalesce(note, '') || ' raised' where status = 'new' returning id, total, note

update products p set stock = stock - i.n from (select product_id, sum(quantity) as n from order_items group by product_id) i where i.product_id = p.id returning p.id, p.stock

insert into memberships (tenant_id, user_id, role) values (1, 1, 'owner'), (9, 9, 'admin') on conflict (tenant_id, user_id) do update set role = excluded.role where memberships.role <> excluded.role returning *

insert into memberships (tenant_id, user_id) select 5, id from customers on conflict do nothing returning user_id, role, joined_on

delete from orders where placed_at < (select max(placed_at) - interval '1 year' from orders) returning id

-- reported
with gone as (delete from audit_log where id < 3 returning table_name) select count(*) from gone

-- equal, any without schema
insert into orders (customer_id, total, placed_at) values (1, 12.345, '2024-05-06 07:08:09') returning total, status, paid, placed_at

select placed_at + interval '1 month' as next, placed_at - interval '2 hours 30 minutes' as before from orders order by id

-- reported
select age(shipped_on, placed_at::date) from orders where shipped_on is not null order by id

select shipped_on - placed_at::date as days from orders order by id

select extract(epoch from (shipped_on - placed_at)) from orders where shipped_on is not null order by id

select date_part('hour', placed_at), extract(quarter from placed_at), extract(isodow from placed_at), extract(week from placed_at), extract(doy from placed_at) from orders order by id

select to_char(placed_at, 'Mon DD, YYYY'), to_char(placed_at, 'HH12:MI AM'), to_char(total, 'FM999,990.00') from orders order by id

select id, make_date(2024, id, 1) from products where id between 1 and 12 order by id

select to_timestamp(1700000000), to_date('05/06/2024', 'DD/MM/YYYY')

select occurred_at at time zone 'UTC' from events order by id

-- reported
select (date '2024-01-01', date '2024-02-01') overlaps (date '2024-01-15', date '2024-03-01')

select d::date from generate_series('2024-01-30'::date, '2024-02-02', '1 day') d

select g, coalesce(n, 0) from generate_series(1, 6) g left join (select extract(month from placed_at)::int as m, count(*) as n from orders group by 1) o on o.m = g order by g

select name, similar_name from (select name, name ~* '^w' as similar_name from products) p order by name

-- reported
select lower(name), upper(left(name, 1)) || lower(substr(name, 2)), initcap(name), reverse(name), lpad(name, 12, '.'), rpad(sku, 10), repeat('ab', 2), length(name), char_length(name), octet_length(name) from products order by id

select position('-' in sku), strpos(sku, '-'), split_part(sku, '-', 1), split_part(sku, '-', -1), overlay(sku placing 'XX' from 1 for 2), translate(sku, '-', '_'), replace(sku, '-', ''), btrim('  a '), ltrim('xxa', 'x'), substring(sku from 2 for 3) from products order by id

-- reported
select format('%s has %s', name, stock), quote_literal(name), md5(name) from products order by id

select id, stock / 4, stock % 4, stock::numeric / 4, round(price / 3, 2), trunc(price, 1), ceil(price), floor(price), abs(-stock), power(stock, 2), mod(stock, 3), div(stock, 4), sign(stock) from products order by id

select percentile_cont(0.5) within group (order by total), percentile_disc(0.9) within group (order by total), mode() within group (order by status) from orders

-- reported
select stddev(salary), variance(salary), var_pop(salary), corr(salary, id), regr_slope(salary, id) from employees

-- reported
select dept, sum(salary), grouping(dept) from employees group by rollup (dept) order by grouping(dept), dept nulls last

select dept, name, first_value(name) over w as top, last_value(name) over (partition by dept order by salary desc nulls last, id rows between unbounded preceding and unbounded following) as low, ntile(2) over w, lag(salary, 1, 0) over w, percent_rank() over w, cume_dist() over w from employees window w as (partition by dept order by salary desc nulls last, id) order by dept nulls last, id

with recursive tree as (select id, name, 1 as depth, array[id] as path from employees where boss_id is null union all select e.id, e.name, t.depth + 1, t.path || e.id from employees e join tree t on e.boss_id = t.id) select id, name, depth from tree order by path

with recursive tree as (select id, name, name::text as line from employees where boss_id is null union all select e.id, e.name, t.line || ' > ' || e.name from employees e join tree t on e.boss_id = t.id) select line from tree order by line

select e.name, b.name as boss from employees e left join employees b on b.id = e.boss_id where e.name ilike '%a%' order by e.name

select * from employees where (dept, salary) in (select dept, max(salary) from employees group by dept) order by id

select * from employees where salary is distinct from 100 and dept is not distinct from 'eng' order by id

select id, coalesce(dept, 'none') as dept from employees order by dept, id

-- equal, any without schema
select feeling, count(*) from customers group by feeling order by feeling

-- equal, any without schema
select id from customers where feeling > 'sad' order by id

select id, is_active::int, is_active::text, (not is_active)::int from customers order by id

select sum(case when is_active then 1 else 0 end), sum(is_active::int), avg(is_active::int) from customers

select exists (select 1 from orders where customer_id = 1), (select count(*) from orders) > 3 as many

select id, num_nonnulls(city, country, birthday), num_nulls(city, country) from customers order by id

select o.id, (select string_agg(p.name, ', ' order by p.name) from order_items i join products p on p.id = i.product_id where i.order_id = o.id) as names from orders o order by o.id

select distinct on (dept) dept, name, salary from employees where dept is not null order by dept, salary desc nulls last, id

select id from orders where placed_at between '2024-01-01' and '2024-12-31 23:59:59' order by id fetch first 3 rows only

select id from orders where status = any ('{new,paid}') order by id

select id from orders where status not in ('new') and note is null order by id offset 1

values (1, 'a'), (2, 'b') order by 1 desc

select * from (values (1, 'one'), (2, 'two')) as v(n, word) order by n

select u.v, u.n from unnest(array['a', 'b']) with ordinality as u(v, n) order by n

-- equal, any without schema
select id, unnest(sizes) as size from products order by id, size

select id, encode(raw, 'hex'), octet_length(raw) from events order by id

select id, amount_cents / 100.0 as amount, round(amount_cents / 100.0, 1) from events where id <> 3 order by id

select kind, count(*) filter (where occurred_at > '2024-01-01') as recent from events group by kind having count(*) > 0 order by kind nulls first

select tenant_id, lower(tenant_id::text) from events order by id

merge into app_settings s using (values ('theme', '"dark"'::jsonb)) v(key, value) on s.key = v.key when matched then update set value = v.value when not matched then insert (key, value, updated_at) values (v.key, v.value, '2024-01-01')

truncate audit_log restart identity

select nullif(city, ''), city is null or city = '' as blank from customers order by id

select string_to_array('a,b,c', ','), (string_to_array('a,b,c', ','))[2]

select id, row_to_json(p) from (select id, name from products) p order by id

select to_jsonb(tags), to_json(city), jsonb_typeof(settings) from customers order by id

select json_build_array(1, 'a', null, true), json_build_object('a', 1, 'b', null)

select id from customers where settings @? '$.theme' order by id

select * from jsonb_to_recordset('[{"a": 1, "b": "x"}, {"a": 2}]') as r(a int, b text) order by a

select id, jsonb_pretty(settings) from customers where id = 1

-- reported
select current_date = now()::date, current_timestamp is not null, localtimestamp > '2020-01-01'
