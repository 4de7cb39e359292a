select * from customers c join orders o on o.customer_id = c.id order by o.id

select c.email, o.id from customers c left join orders o on o.customer_id = c.id and o.paid order by c.id, o.id

select count(*) from customers cross join products

select id from customers where id not in (select customer_id from orders where customer_id is not null) order by id

select id from customers c where not exists (select from orders o where o.customer_id = c.id) order by id

select id from orders o where total = (select max(total) from orders i where i.customer_id = o.customer_id) order by id

select id from customers where id = some(select customer_id from orders) order by id

select id from orders where total > all(select unit_price from order_items where unit_price < 60) order by id

select id from orders where total > any(select unit_price from order_items) order by id

select id from orders order by status, total desc nulls last, id

select id from orders order by total nulls first, id limit 3

select id, total from orders order by 2 desc nulls last, 1

select upper(status) as s, count(*) from orders group by s order by s

select status, count(*) as n from orders group by status having count(*) >= 2 order by n desc, status

select customer_id, status, sum(total) from orders group by rollup (customer_id, status) order by customer_id nulls last, status nulls last

select status, paid, count(*) from orders group by grouping sets ((status), (paid), ()) order by status nulls last, paid nulls last

select status, sum(total), grouping(status) from orders group by cube (status) order by status nulls last

select id from orders where status = 'paid' union select id from orders where total > 100 order by id

select id from orders where status = 'paid' union all select id from orders where total > 100 order by id

select id from customers except select customer_id from orders order by id

select id from customers intersect select customer_id from orders order by 1

(select id from orders order by id limit 2) union all (select id from orders order by id desc limit 2)

(select 'a' as kind, id from orders order by id limit 1) union all (select 'b', id from products order by id limit 1) order by kind

select * from (values (1, 'one'), (2, 'two')) as t(n, word) order by n

values (1, 'a'), (2, 'b')

with t(a, b) as (values (1, 'x'), (2, 'y')) select b, a from t order by a desc

with recent as materialized (select * from orders where placed_at > '2024-02-15') select count(*) from recent

with a as (select id from orders), b as (select id from a where id > 3) select * from b order by id

with totals as (select customer_id, sum(total) as total from orders group by customer_id), ranked as (select *, rank() over (order by total desc nulls last) as r from totals) select customer_id, total from ranked where r <= 2 order by r

with counts as (select status, count(*) from orders group by status) select status, count from counts order by count desc, status

select s.status, s.max from (select status, max(total) from orders group by status) s order by s.max desc nulls last, s.status

select * from (select status, sum(total) from orders group by status) as x where sum > 50 order by sum

select x.coalesce, x.id from (select id, coalesce(note, '-') from orders) x where x.coalesce <> '-' order by x.id

select id, lower from (select id, lower(status) from orders) t order by lower, id

select c.id, (select count(*) from orders o where o.customer_id = c.id) as order_count from customers c order by order_count desc, c.id

select id, (select name from products p where p.id = i.product_id) as product from order_items i join orders o on o.id = i.order_id order by o.id, i.line

select case status when 'paid' then 1 when 'new' then 2 else 3 end as rank, count(*) from orders group by 1 order by 1

select distinct status from orders order by status

select count(distinct customer_id), count(distinct status) from orders

select count(distinct (customer_id, status)) from orders

select count(*) filter (where total > 50), sum(total) filter (where paid) from orders

select array_agg(status order by id) filter (where paid) from orders

select first_value(id) over w, last_value(id) over w, nth_value(id, 2) over w from orders window w as (order by placed_at rows between unbounded preceding and unbounded following)

select id, lag(total, 1, 0) over (order by id) as prev, lead(total) over (order by id) as next from orders order by id

select id, sum(total) over (partition by customer_id order by id) as s, avg(total) over (order by id rows between 2 preceding and current row) as m from orders order by id

select id, count(*) over (partition by status) as same, count(*) over () as n from orders order by id

select id, percent_rank() over (order by total nulls first), cume_dist() over (order by total nulls first) from orders order by id

select id, max(total) over (order by placed_at range between interval '10 days' preceding and current row) as m from orders order by id

select id, string_agg(status, ',') over (order by id) as log from orders order by id

select status, total, rank() over (partition by status order by total desc) as r from orders where total is not null order by status, r

select customer_id, id from (select customer_id, id, rank() over (partition by customer_id order by placed_at desc) r from orders) t where r = 1 order by customer_id nulls last

select o.id from orders o natural join (select 1 as id) x

select id, o.status from orders o join (select distinct status from orders) s using (status) order by id

select o.* from orders o where o.id between 2 and 4 order by o.id

select id from orders where (customer_id, status) in ((1, 'paid'), (2, 'shipped')) order by id

select id from orders where (customer_id, status) = (1, 'new')

select id from orders where row(customer_id, status) = row(1, 'new')

select id from orders where (total, id) > (100, 0) order by total, id

select id from orders where customer_id is not distinct from null

select id from orders where note is null or note = '' order by id

select id from orders where not paid is true order by id

select id from orders where paid is null

select id from orders where paid isnull

select id from orders where shipped_on notnull order by id

select id from orders where paid != true order by id

select id from orders where paid and total > 50 or not paid and total < 10 order by id

select id from orders where coalesce(paid, false) order by id

select id, paid::text, paid::int from orders order by id

select bool_or(paid) as any_paid from orders group by customer_id order by customer_id nulls last

select id from orders where status like 'p%' order by id

select id from orders where status ~* 'PAID' order by id

select id from orders fetch first 3 rows only

select id from orders order by id fetch first row only

select id from orders order by id offset 2 limit 2

select id from orders order by id limit all offset 5

select id from only orders order by id

table memberships

select public.orders.id from public.orders order by public.orders.id

select "id", "status" from "orders" order by "id"

select o."id" as "Order Id" from orders as o order by "Order Id"

select id "order" from orders order by id limit 1

select id as value, status as key from orders order by id limit 2

select 1 where true

select 1 as one where false

select null::text as nothing, null as n

select 'x' as a, 'y' "b"

select exists (select 1), not exists (select 1 where false)

select coalesce(sum(total), 0) from orders where customer_id = 99

select max(id) + 1 from orders

select greatest(max(total), 1000) from orders

select (select sum(total) from orders) - (select sum(quantity * unit_price) from order_items) as diff

select o.id, i.line, p.name from orders o inner join order_items i on o.id = i.order_id inner join products p on p.id = i.product_id where p.price is not null order by o.id, i.line

select p.id, coalesce(sum(i.quantity), 0) as sold from products p left join order_items i on i.product_id = p.id group by p.id order by sold desc, p.id

select p.name, sum(i.quantity) from products p join order_items i on i.product_id = p.id group by p.id order by p.id

select m.role, array_agg(m.user_id order by m.user_id) from memberships m group by m.role order by m.role

select id from customers where feeling = 'happy' order by id

select feeling::text from customers order by id

select id, name, depth from (with recursive t as (select id, name, 0 as depth from employees where boss_id is null union all select e.id, e.name, t.depth + 1 from employees e join t on t.id = e.boss_id) select * from t) x order by depth, id

with recursive fib(a, b) as (select 0, 1 union all select b, a + b from fib where b < 50) select a from fib

select date_trunc('month', placed_at) as m, status, count(*) from orders group by 1, 2 order by 1, 2

select to_char(placed_at, 'YYYY-MM') as m, count(*) filter (where status = 'paid') as paid, count(*) filter (where status <> 'paid') as other from orders group by m order by m

select sum(total) as "Total Sum" from orders

select lower(x) from unnest(array['A', 'B']) x

select a.n, b.n from generate_series(1, 2) a(n), generate_series(1, 2) b(n) order by 1, 2

select i, repeat('*', i) from generate_series(1, 3) i

select o.id, d.day from orders o, lateral (select o.placed_at::date as day) d order by o.id

select c.id, t.n from customers c left join lateral (select count(*) as n from orders o where o.customer_id = c.id) t on true order by c.id

select c.id, t.id, t.total from customers c, lateral (select id, total from orders where customer_id = c.id order by total desc nulls last limit 2) t order by c.id, t.total desc nulls last

select id from customers where city in ('London', 'Paris') or city is null order by id

select id from customers where city = any ('{London,Paris}') order by id

select id, row_number() over () as n from products order by id

select sum(n) from (select count(*) as n from orders group by customer_id) t

select string_agg(t.line, e'\n') from (select id || ' ' || status as line from orders order by id limit 2) t

select status, count(*) * 100 / sum(count(*)) over () as pct from orders group by status order by status

select status, round(count(*) * 100.0 / sum(count(*)) over (), 2) as pct from orders group by status order by status

select id, total, total - lag(total) over (order by id) as delta from orders order by id

select id from orders where status similar to '(paid|new)' order by id

select id from orders where status ~ '^(paid|new)$' order by id

-- reported
select id from orders where note ilike any (array['%gift%', '%refund%']) order by id

-- reported
select id from orders order by id limit 2 for update

-- reported
select id from orders where id = 1 for update skip locked

-- reported
select id from orders order by id for share

-- reported
select current_database() is not null, current_schema() is not null, version() is not null

with recursive t(id, path, cycle) as (select id, array[id], false from employees where boss_id is null union all select e.id, t.path || e.id, e.id = any(t.path) from employees e join t on e.boss_id = t.id where not t.cycle) select id, path from t order by id

with recursive t as (select id, boss_id from employees where boss_id is null union all select e.id, e.boss_id from employees e join t on t.id = e.boss_id) search depth first by id set ord select id from t order by ord

with recursive t as (select id, boss_id from employees where boss_id is null union all select e.id, e.boss_id from employees e join t on t.id = e.boss_id) search breadth first by id set ord select id from t order by ord

with recursive t as (select id, boss_id from employees where id = 4 union all select e.id, e.boss_id from employees e join t on t.boss_id = e.id) cycle id set is_cycle using path select id, is_cycle from t order by id

-- reported
select tableoid is not null from orders limit 1

-- reported
select count(*) from information_schema.tables where table_name = 'orders'

-- reported
select count(*) from pg_tables where tablename = 'orders'

-- reported
select id from orders tablesample system (100) order by id

-- reported
select avg(cnt)::numeric(10,2) from (select count(*) cnt from orders group by status) t

-- reported
select id, (total - avg(total) over ()) / nullif(stddev(total) over (), 0) is not null as z from orders order by id

-- equal, any without schema
select c.id, o.id from customers c full outer join orders o on o.customer_id = c.id order by c.id, o.id

-- equal, any without schema
select id from orders order by total desc limit 3

-- equal, any without schema
select distinct status, paid from orders order by status, paid

-- reported
select o from orders o where false

-- equal, any without schema
select sum(total) / count(*) from orders

-- equal, any without schema
select c.feeling, count(*) from customers c group by c.feeling order by c.feeling

-- equal, any without schema
select id from customers where feeling > 'sad' order by id

-- equal, any without schema
select max(feeling) from customers
