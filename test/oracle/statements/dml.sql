insert into products (id, sku, name, price) values (20, 'X-1', 'New', 9.99), (21, 'X-2', 'Newer', null) returning id, price, stock

insert into products values (20, 'X-1', 'New', 9.99, default, 1.5, null, '{1,2}') returning stock, sizes

select 1 as n

insert into audit_log (table_name, logged_at) values ('x', '2024-01-01 10:00:00.120');
select logged_at from audit_log

insert into customers (email, created_at, tags) values ('q@example.com', '2024-01-01', array['a', 'b']) returning tags[1]

insert into customers (email, created_at, settings) values ('q@example.com', '2024-01-01', '{"a": {"b": [1, 2]}}') returning settings #>> '{a,b,1}'

insert into customers (email, created_at) values ('bob@example.com', '2024-01-01') on conflict (email) do update set city = 'Rome' returning id, city

insert into customers (email, created_at, city) values ('bob@example.com', '2024-01-01', 'Oslo') on conflict (email) do update set (city, country) = (excluded.city, 'NO') returning id, city, country

insert into products (id, sku, name, stock) values (1, 'SKU-001', 'Red Chair', 5) on conflict (id) do update set stock = products.stock + excluded.stock where products.stock < 100 returning stock

insert into products (id, sku, name) select id + 100, sku || '-copy', name from products where stock > 5 returning id, sku

insert into memberships select 9, user_id, 'member', joined_on from memberships where tenant_id = 1 on conflict do nothing returning user_id

insert into memberships (tenant_id, user_id) select 1, user_id from memberships where tenant_id = 2 on conflict (tenant_id, user_id) do update set role = 'admin' returning user_id, role

insert into memberships (tenant_id, user_id) values (1, 1) on conflict on constraint memberships_pk do nothing returning role

with new_rows as (select 5 as tenant_id, 7 as user_id) insert into memberships (tenant_id, user_id) select tenant_id, user_id from new_rows returning tenant_id, role

with src(k, v) as (values ('retries', '9'::jsonb), ('fresh', '1'::jsonb)) insert into app_settings (key, value, updated_at) select k, v, '2024-01-01' from src on conflict (key) do update set value = excluded.value returning key, value

insert into app_settings (key, value, updated_at) values ('a', to_jsonb(5), '2024-01-01'), ('b', to_jsonb('x'::text), '2024-01-01') returning value

insert into events (occurred_at, payload) values ('2024-01-01', json_build_object('a', 1)) returning payload->>'a'

insert into events (occurred_at, tenant_id) values ('2024-01-01', gen_random_uuid()) returning length(tenant_id::text)

insert into events (occurred_at, duration) values ('2024-01-01', '2 hours') returning kind

update orders set status = 'done' where id in (1, 2) returning id, status

update orders set total = total * 1.1 where id = 5 returning total

update orders set total = round(total * 1.15, 2) where id in (1, 7) returning id, total

update orders set note = coalesce(note, '') || ' checked' where id in (1, 2) returning note

update orders set note = 'x' from customers c where c.id = orders.customer_id and c.city = 'Paris' returning orders.id

update products set stock = v.stock from (values (1, 99), (2, 98)) as v(id, stock) where v.id = products.id returning products.id, products.stock

update products set (name, price) = (select 'Both', 1.5) where id = 3 returning name, price

update customers set is_active = not is_active where id < 3 returning id, is_active

update customers set feeling = 'sad' where feeling = 'ok' returning id

update employees set salary = salary * 1.05 where dept = 'ops' and salary is not null returning salary

update employees set salary = case when salary < 6000 then salary + 500 else salary end where dept is not null returning id, salary

update only orders set note = null where id = 1 returning note

update orders set id = 100 where id = 6 returning id

delete from order_items where order_id = 7 returning product_id

delete from orders where id = 1;
select count(*) from orders

delete from orders where placed_at < '2024-01-01' returning id

delete from orders using customers c where c.id = orders.customer_id and c.city = 'Paris' returning orders.id

delete from orders o where not exists (select 1 from order_items i where i.order_id = o.id) returning o.id

delete from events where id in (select id from events order by occurred_at limit 2) returning id

delete from memberships where (tenant_id, user_id) in ((1, 2), (2, 3)) returning user_id

delete from audit_log;
select count(*) from audit_log

with old as (select id from events where kind = 'login') delete from events where id in (select id from old) returning id

truncate audit_log;
select count(*) from audit_log

begin;
update orders set status = 'x' where id = 1;
rollback;
select status from orders where id = 1

update customers set settings = jsonb_set(settings, '{theme}', 'null') where id = 1 returning settings->'theme'

update customers set settings = jsonb_set(jsonb_set(settings, '{a}', '1'), '{b}', '"x"') where id = 3 returning settings

update products set sizes[1] = 42 where id = 1 returning sizes

insert into order_items (order_id, line, product_id, quantity, unit_price) select o.id, 9, p.id, 1, p.price from orders o, products p where o.id = 2 and p.id = 3 returning order_id, line, unit_price

insert into products (id, sku, name, weight) values (30, 'W', 'W', 1) returning weight

insert into audit_log (table_name, row_id) values ('a', 1) returning id

insert into customers (email, created_at) values ('ADA@example.com', '2024-01-01') on conflict do nothing returning id

insert into customers as c (email, created_at, credit) values ('bob@example.com', '2024-01-01', 5) on conflict (email) do update set credit = c.credit + excluded.credit returning c.id, c.credit

update orders o set note = c.email from customers c where c.id = o.customer_id and c.id = 2 returning o.id, o.note

update orders o set total = (select sum(quantity * unit_price) from order_items i where i.order_id = o.id) where o.id < 4 returning o.id, o.total

update products p set stock = p.stock - x.sold from (select product_id, sum(quantity) as sold from order_items group by product_id) x where x.product_id = p.id returning p.id, p.stock

insert into audit_log (table_name) values ('one');
insert into audit_log (table_name) values ('two') returning id

merge into products p using (values (1, 5), (50, 7)) as s(id, qty) on p.id = s.id when matched then update set stock = p.stock + s.qty when not matched then insert (id, sku, name, stock) values (s.id, 'M' || s.id, 'Merged', s.qty);
select id, stock from products order by id

merge into app_settings t using (select 'retries' as key, '8'::jsonb as value) s on t.key = s.key when matched then update set value = s.value when not matched then insert (key, value) values (s.key, s.value);
select value from app_settings where key = 'retries'

merge into products p using order_items i on p.id = i.product_id and i.order_id = 7 when matched then update set stock = stock - i.quantity;
select id, stock from products order by id

merge into orders o using customers c on o.customer_id = c.id and c.id = 2 when matched then delete;
select id from orders order by id

update customers set settings['theme'] = '"blue"' where id = 1 returning settings->>'theme'

-- reported
update orders set status = default, paid = true where id = 2 returning status, paid

-- reported
update customers set deleted_at = now() where id = 1 returning deleted_at is not null

-- reported
with gone as (delete from events where kind = 'login' returning id) insert into audit_log (table_name, row_id) select 'events', id from gone

-- reported
truncate table order_items, audit_log restart identity cascade;
select count(*) from order_items

update products set attrs = attrs || '{"sale": true}' where id = 1 returning attrs->'sale'

-- equal, any without schema
insert into customers (email, created_at, is_active) values ('q@example.com', '2024-01-01', 'no') returning is_active, created_at

-- equal, any without schema
insert into customers (email, created_at, tags) values ('q@example.com', '2024-01-01', '{a,"b c",null}') returning tags

-- equal, any without schema
insert into customers (email, created_at, birthday) values ('q@example.com', '2024-01-01', '20240131') returning birthday

-- equal, any without schema
insert into customers (email, created_at, birthday) values ('q@example.com', '2024-01-01', 'January 8, 1999') returning birthday

-- equal, any without schema
insert into events (occurred_at, kind, raw) values ('2024-01-01 00:00:00+00', 'x', '\x0aff') returning encode(raw, 'hex')

-- equal, any without schema
insert into events (occurred_at, tenant_id) values ('2024-01-01', 'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A99') returning tenant_id

-- equal, any without schema
update customers set is_active = 'f' where id = 1 returning is_active

-- equal, any without schema
update customers set credit = null, tags = '{}' where id = 1 returning credit, tags

-- equal, any without schema
update customers set tags = '{x,y}' where id = 2 returning tags

-- equal, any without schema
update customers set birthday = birthday + 1 where id = 1 returning birthday

-- equal, any without schema
update app_settings set value = 'false', updated_at = '2024-05-05' where key = 'enabled' returning value, updated_at

-- reported
update products set attrs = coalesce(attrs, '{}') || jsonb_build_object('seen', stock) where id in (1, 4) returning attrs->>'seen'

-- equal, any without schema
insert into customers (email, created_at, credit) values ('money@example.com', '2024-01-01', 10.005) returning credit

-- equal, any without schema
insert into orders (placed_at, total) values ('2024-01-01', 19.999) returning total

-- equal, any without schema
insert into employees (id, name, salary) values (20, 'Round', 10.6) returning salary
