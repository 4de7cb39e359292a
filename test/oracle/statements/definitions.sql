select c.id, x.n from customers c cross join lateral (select count(*) as n from orders o where o.customer_id = c.id) x order by c.id

select c.id, o.id, o.total from customers c left join lateral (select id, total from orders where customer_id = c.id order by placed_at desc limit 1) o on true order by c.id

select p.id, t.tag from products p, lateral jsonb_array_elements_text(p.attrs -> 'tags') as t(tag) where p.id = 1 order by 2

select e.id, s.total from events e, lateral (select e.amount_cents * 2 as total) s where e.id < 4 order by e.id

merge into products p using (values (1, 5), (2, 6)) as s(id, qty) on p.id = s.id when matched then update set stock = p.stock + s.qty; select id, stock from products order by id

merge into products p using (values (1, 'A', 'n1'), (90, 'B', 'n2')) as s(id, sku, name) on p.id = s.id when matched then update set name = s.name when not matched then insert (id, sku, name) values (s.id, s.sku, s.name); select id, name from products order by id

-- reported
merge into products p using (values (1, 7)) as s(id, qty) on p.id = s.id when matched then update set stock = s.qty returning merge_action(), p.id, p.stock

merge into app_settings a using (values ('limits', '1'::jsonb), ('zzz', '2')) s(k, v) on a.key = s.k when not matched then insert (key, value) values (s.k, s.v) when matched then do nothing; select key, value from app_settings order by key

insert into memberships (tenant_id, user_id, role) values (1, 1, 'admin'), (9, 9, 'member') on conflict on constraint memberships_pk do update set role = excluded.role where memberships.role <> 'owner' returning tenant_id, role

create table u (id int primary key, a int, b int, constraint u_ab_key unique (a, b)); insert into u values (1, 1, 1); insert into u values (2, 1, 1) on conflict on constraint u_ab_key do update set id = excluded.id; select id from u

-- reported
update orders o set note = c.email from customers c where c.id = o.customer_id and c.city = 'London' returning o.id, c.email, o.total * 2 as doubled

-- reported
delete from order_items i using products p where p.id = i.product_id and p.stock = 0 returning i.order_id, p.name

-- reported
insert into products (id, sku, name) values (80, 'x', 'y') returning *, upper(sku) as u, (select count(*) from products) as n

select id, total from orders order by total desc nulls last fetch first 2 rows with ties

select id, salary from employees where salary is not null order by salary desc fetch first 2 rows with ties

-- reported
select dept, salary from employees where salary is not null order by salary desc offset 1 rows fetch next 2 rows with ties

-- reported
select count(*) >= 0 from products tablesample system (50)

-- reported
select count(*) from products tablesample bernoulli (100) repeatable (42)

-- equal, any without schema
select distinct on (customer_id) customer_id, id, total from orders order by customer_id, total desc nulls last

select distinct on (lower(city)) lower(city) as c, id from customers where city is not null order by lower(city), id desc

select distinct on (date_trunc('month', placed_at)) id, placed_at from orders order by date_trunc('month', placed_at), placed_at desc

select distinct on (o.customer_id, o.status) o.customer_id, o.status, o.id from orders o where o.customer_id is not null order by o.customer_id, o.status, o.id desc

-- reported
select id from orders where status = 'new' order by id limit 1 for update skip locked

-- reported
update orders set status = 'working' where id = (select id from orders where status = 'new' order by placed_at limit 1 for update skip locked) returning id

-- reported
select id from customers where id = 1 for no key update nowait

-- reported
create table c2 (like customers including all); insert into c2 (email, created_at) values ('x', '2024-01-01'); select email, is_active, credit from c2

-- reported
create table p2 (like products); insert into p2 (id, sku, name, stock) values (1, 'a', 'b', 3); select id, stock from p2

-- reported
create table p3 (like products including defaults including constraints, extra int); insert into p3 (id, sku, name, extra) values (1, 'a', 'b', 3); select id, stock, extra from p3

-- reported
create table vehicles (id int primary key, wheels int); create table cars (doors int) inherits (vehicles); insert into cars values (1, 4, 5); select count(*) from vehicles

create table m (ts date not null, v int) partition by range (ts); create table m_2024 partition of m for values from ('2024-01-01') to ('2025-01-01'); insert into m values ('2024-03-01', 5); select v from m

create table l (k text, v int) partition by list (k); create table l_a partition of l for values in ('a'); create table l_default partition of l default; insert into l values ('a', 1), ('z', 2); select k, v from l order by k

create table h (id int, v int) partition by hash (id); create table h0 partition of h for values with (modulus 2, remainder 0); create table h1 partition of h for values with (modulus 2, remainder 1); insert into h values (1, 1), (2, 2); select sum(v) from h

-- portable
create table paid as select id, total from orders where paid; select id, total from paid order by id

create table empty_copy as select * from orders with no data; select count(*) from empty_copy

create table named (a, b) as select id, upper(status) from orders; select a, b from named order by a

-- reported
create temp table tmp_orders on commit drop as select id from orders where id < 3; select count(*) from tmp_orders

create table if not exists ctas as table products; select count(*) from ctas

select id, total into new_orders from orders where total > 50; select count(*) from new_orders

create unlogged table u1 (id int); insert into u1 values (1); select * from u1

create table t (id int primary key, a text); create index t_a on t (a); create view tv as select id, a from t; insert into t values (1, 'x'); alter table t alter column a set not null; insert into t values (2, 'y'); select id, a from tv order by id

create table t (id int primary key, a text); insert into t values (1, '5'); alter table t alter column a type integer using a::integer; select a + 1 from t

create table t (id int primary key, a int); insert into t values (1, 5); alter table t alter a type text; select a || 'x' from t

create table t (id int primary key, a int); insert into t values (1, 5); alter table t add constraint positive check (a > 0), add column b text default 'q' not null; select b from t

create table t (id int primary key, a int); insert into t values (1, 5); alter table t add constraint t_a_key unique (a); insert into t values (2, 5) on conflict (a) do nothing; select count(*) from t

create table t (id int, a int); insert into t values (1, 5); alter table t add primary key (id); insert into t values (1, 6) on conflict (id) do update set a = excluded.a; select a from t

create table t (id int primary key, a int check (a > 0)); insert into t values (1, 5); alter table t drop constraint t_a_check; insert into t values (2, -1); select count(*) from t

create table t (id int primary key, a int default 3); alter table t alter a drop default; insert into t (id) values (1); select a from t

create table t (id int primary key, a int); alter table t alter a set default 7; insert into t (id) values (1); select a from t

create table t (id int primary key, a int not null); alter table t alter a drop not null; insert into t (id) values (1); select count(*) from t

create table t (id int primary key, a int); insert into t values (1, 2); alter table t rename a to b; alter table t rename to t9; select b from t9

create table t (id int primary key, a int); insert into t values (1, 2); alter table t drop column a cascade; select * from t

create table t (id int primary key, p int); alter table t add constraint fk foreign key (p) references t (id) on delete cascade; insert into t values (1, null), (2, 1); delete from t where id = 1; select count(*) from t

create table t (id int primary key, p int references t (id)); alter table t drop constraint t_p_fkey; insert into t values (2, 1); select count(*) from t

create table t (id int primary key, a int); alter table t alter column id add generated by default as identity; insert into t (a) values (5) returning id

create table t (id int primary key, a timestamp); insert into t values (1, '2024-01-01 10:00'); alter table t alter a type date using a::date; select a from t

alter table customers add column if not exists nick varchar(10), drop column if exists nothing; insert into customers (email, created_at, nick) values ('n', '2024-01-01', 'nick') returning nick

-- portable
alter table customers drop column city; select count(*) from customers

-- reported
alter table products add column margin numeric(5,2) generated always as (price * 0.1) stored; select id, margin from products order by id

alter table orders rename constraint orders_customer_id_fkey to fk_customer; select count(*) from orders

alter table orders validate constraint orders_customer_id_fkey; select count(*) from orders

-- reported
alter table customers alter column email type text, alter column email set default 'none'; insert into customers (created_at) values ('2024-01-01') returning email

-- reported
alter table order_items drop constraint order_items_pkey; insert into order_items values (1, 1, 1, 1, 1); select count(*) from order_items

-- reported
alter table orders disable trigger all; select 1

-- reported
alter table products set schema public; select count(*) from products

-- reported
alter index if exists nothing rename to something; select 1

-- reported
create index i on products (name); alter index i rename to j; drop index j; select 1

alter table products replica identity full; alter table products set (fillfactor = 70); alter table products cluster on products_pkey; alter table products owner to current_user; select 1

do $$ begin insert into products (id, sku, name) values (60, 'do', 'do'); end $$; select name from products where id = 60

do $$ begin if not exists (select 1 from products where id = 61) then insert into products (id, sku, name) values (61, 'do', 'do'); end if; end $$; select name from products where id = 61

do $$ begin create type color as enum ('red', 'green'); exception when duplicate_object then null; end $$; create table t (c color); insert into t values ('red'); select c from t

-- reported
do $$ declare r record; begin for r in select id from products loop update products set stock = stock + 1 where id = r.id; end loop; end $$; select id, stock from products order by id

-- reported
do $$ declare n int; begin select count(*) into n from products; if n > 3 then update products set stock = 0; end if; end $$; select sum(stock) from products

-- reported
do $$ begin for i in 1..3 loop insert into products (id, sku, name) values (100 + i, 's' || i, 'n'); end loop; end $$; select id from products where id > 100 order by id

-- reported
do $$ begin perform 1; raise notice 'hello %', 1; end $$; select 1

-- reported
do $$ begin if exists (select 1 from information_schema.tables where table_name = 'products') then alter table products add column z int; end if; end $$; select count(*) from products

create function audit() returns trigger language plpgsql as $$ begin insert into audit_log (table_name, row_id, old_value, new_value) values (tg_table_name, new.id, old.name, new.name); return new; end $$; create trigger t after update on products for each row execute function audit(); update products set name = 'N' where id = 1; select table_name, row_id, old_value, new_value from audit_log

create function audit() returns trigger language plpgsql as $$ begin if tg_op = 'INSERT' then insert into audit_log (table_name, row_id, new_value) values ('p', new.id, new.name); return new; elsif tg_op = 'UPDATE' then insert into audit_log (table_name, row_id, old_value, new_value) values ('p', new.id, old.name, new.name); return new; elsif tg_op = 'DELETE' then insert into audit_log (table_name, row_id, old_value) values ('p', old.id, old.name); return old; end if; return null; end $$; create trigger t after insert or update or delete on products for each row execute function audit(); insert into products (id, sku, name) values (50, 'a', 'b'); update products set name = 'c' where id = 50; delete from products where id = 50; select row_id, old_value, new_value from audit_log order by id

create function chk() returns trigger language plpgsql as $$ begin if new.stock < 0 then raise exception 'stock of % is negative', new.id; end if; return new; end $$; create trigger t before insert or update on products for each row execute function chk(); insert into products (id, sku, name, stock) values (51, 'a', 'b', 1); select stock from products where id = 51

-- reported
create function norm() returns trigger language plpgsql as $$ begin new.email := lower(new.email); new.city = coalesce(new.city, 'unknown'); return new; end $$; create trigger t before insert or update on customers for each row execute function norm(); insert into customers (id, email, created_at) values (60, 'ABC@X', '2024-01-01'); select email, city from customers where id = 60

-- reported
create function norm() returns trigger language plpgsql as $$ begin if new.city is null then new.city := 'none'; elsif new.city = 'x' then new.city := 'y'; else new.city := upper(new.city); end if; return new; end $$; create trigger t before update on customers for each row execute function norm(); update customers set city = 'x' where id = 1; update customers set city = 'oslo' where id = 2; select id, city from customers order by id

create function keep() returns trigger language plpgsql as $$ begin if old.status = 'paid' then raise exception 'paid orders stay' using errcode = 'P0001'; end if; return old; end $$; create trigger t before delete on orders for each row execute function keep(); delete from orders where id = 6; select count(*) from orders

-- reported
create function touch() returns trigger language plpgsql as $$ begin if new is distinct from old then new.note = 'changed'; end if; return new; end $$; create trigger t before update on orders for each row execute function touch(); update orders set total = 1 where id = 1; select note from orders where id = 1

create function cnt() returns trigger language plpgsql as $$ begin update products set stock = stock - new.quantity where id = new.product_id; return null; end $$; create trigger t after insert on order_items for each row when (new.quantity > 0) execute function cnt(); insert into order_items values (7, 3, 1, 2, 1); select stock from products where id = 1

create function skip() returns trigger language plpgsql as $$ begin if new.name = 'skip' then return null; end if; return new; end $$; create trigger t before insert on products for each row execute function skip(); insert into products (id, sku, name) values (62, 'k', 'skip'), (63, 'l', 'keep'); select id from products where id > 60

-- reported
create function slug() returns trigger language plpgsql as $$ declare s text; begin s := lower(replace(new.name, ' ', '-')); new.sku := s || '-' || new.id; return new; end $$; create trigger t before insert on products for each row execute function slug(); insert into products (id, sku, name) values (64, 'k', 'Big Red'); select sku from products where id = 64

-- reported
create function st() returns trigger language plpgsql as $$ begin insert into audit_log (table_name) values (tg_op); return null; end $$; create trigger t after update on products for each statement execute function st(); update products set stock = 1; select count(*) from audit_log

create function u() returns trigger language plpgsql as $$ begin if (new.total <> old.total) then insert into audit_log (table_name, row_id) values ('orders', new.id); end if; return new; end $$; create trigger t after update of total on orders for each row execute function u(); update orders set total = 5 where id in (1, 2); select row_id from audit_log order by row_id

create function j() returns trigger language plpgsql as $$ begin insert into audit_log (table_name, row_id, old_value) values (tg_table_name, old.id, row_to_json(old)::text); return old; end $$; create trigger t after delete on memberships for each row execute function j(); select 1

create view v as select id, name from products; create function vi() returns trigger language plpgsql as $$ begin insert into products (id, sku, name) values (new.id, 'v' || new.id, new.name); return new; end $$; create trigger t instead of insert on v for each row execute function vi(); insert into v values (65, 'via'); select sku from products where id = 65

-- reported
create function tot() returns trigger language plpgsql as $$ begin case when tg_op = 'DELETE' then update orders set note = 'del' where id = old.order_id; else update orders set note = 'ins' where id = new.order_id; end case; return null; end $$; create trigger t after insert or delete on order_items for each row execute function tot(); delete from order_items where order_id = 1; select note from orders where id = 1

-- reported
create function add(a int, b int) returns int language sql immutable as $$ select a + b $$; select add(1, 2)

-- reported
create function big(c numeric) returns boolean as 'select c > 100' language sql; select id from orders where big(total) order by id

-- reported
create procedure bump() language sql as $$ update products set stock = stock + 1 $$; call bump(); select sum(stock) from products

-- reported
create sequence s start 5 increment 2; select nextval('s'), nextval('s')

-- reported
create sequence inv_no; create table inv (no int default nextval('inv_no'), x int); insert into inv (x) values (1), (2); select no from inv order by no

-- reported
create materialized view mv as select status, count(*) n from orders group by status; refresh materialized view mv; select n from mv where status = 'paid'

create unique index on customers (lower(email)); insert into customers (email, created_at) values ('NEW@x', '2024-01-01') on conflict (lower(email)) do nothing; select count(*) from customers

create unique index ux on customers (email) nulls not distinct; select 1

-- reported
create table t (a int, b int, unique nulls not distinct (a, b)); insert into t values (1, null); select count(*) from t

create table t (id uuid primary key default gen_random_uuid(), a int); insert into t (a) values (1); select length(id::text) from t

create table t (a varchar(3)); insert into t values ('abc'); select a from t

-- reported
create table t (a money); insert into t values (12.5); select a::numeric from t

-- reported
create table t (ip inet, mac macaddr); insert into t values ('10.0.0.1', '08:00:2b:01:02:03'); select ip from t

-- reported
create table t (p point); insert into t values ('(1,2)'); select p[0] from t

-- reported
create table t (b bit(3), v bit varying(5)); insert into t values (b'101', b'11'); select b from t

-- reported
create table t (x xml); insert into t values ('<a/>'); select x::text from t

-- reported
create table t (i interval); insert into t values ('1 day 2 hours'); select i from t

-- reported
create function norm() returns trigger language plpgsql as $$ begin if new.city is null then new.city := 'none'; elsif new.city = 'x' then new.city := 'y'; else new.city := upper(new.city); end if; return new; end $$; create trigger t before update on customers for each row execute function norm(); update customers set city = 'x' where id = 1; update customers set city = 'oslo' where id = 2; select id, city from customers order by id

-- reported
create function touch() returns trigger language plpgsql as $$ begin if new is distinct from old then new.note = 'changed'; end if; return new; end $$; create trigger t before update on orders for each row execute function touch(); update orders set total = 1 where id = 1; update orders set total = total where id = 2; select id, note from orders where id < 3 order by id

-- reported
create function norm() returns trigger language plpgsql as $$ begin if tg_op = 'INSERT' then new.city := coalesce(new.city, 'new'); else new.city := coalesce(new.city, old.city); end if; return new; end $$; create trigger t before insert or update on customers for each row execute function norm(); insert into customers (id, email, created_at) values (70, 'x', '2024-01-01'); update customers set city = null where id = 1; select id, city from customers where id in (1, 70) order by id

-- reported
create function norm() returns trigger language plpgsql as $$ begin new.first_name := trim(new.first_name); new.last_name := upper(new.first_name); return new; end $$; create trigger t before update on customers for each row execute function norm(); update customers set first_name = ' a ' where id = 1; select last_name from customers where id = 1

create function audit() returns trigger language plpgsql as $$ begin if (tg_op = 'DELETE') then insert into audit_log (table_name, row_id, old_value) values (tg_table_name, old.id, old.status); return old; elsif (tg_op = 'UPDATE') then if new.status <> old.status then insert into audit_log (table_name, row_id, old_value, new_value) values (tg_table_name, new.id, old.status, new.status); end if; return new; else insert into audit_log (table_name, row_id, new_value) values (tg_table_name, new.id, new.status); return new; end if; end $$; create trigger t after insert or update or delete on orders for each row execute function audit(); update orders set status = 'sent' where id = 1; update orders set status = status where id = 2; insert into orders (id, status, placed_at) values (50, 'new', '2024-01-01'); delete from orders where id = 50; select row_id, old_value, new_value from audit_log order by id

create function guard() returns trigger language plpgsql as $$ begin if tg_op = 'UPDATE' and old.status = 'paid' and new.status <> 'paid' then raise exception 'order % is paid', old.id; end if; if new.total < 0 then raise exception using message = 'negative'; end if; return new; end $$; create trigger t before insert or update on orders for each row execute function guard(); update orders set note = 'ok' where id = 1; select note from orders where id = 1

-- reported
create table p (id serial primary key, code text default 'x', g int generated always as (length(code)) stored, unique (code)); insert into p (code) values ('aa'), ('b'); alter table p add column extra numeric(5,2) not null default 1.5; alter table p drop constraint p_code_key; alter table p rename column code to label; insert into p (label) values ('aa'); select id, label, g, extra from p order by id

-- reported
create table p (id int primary key, a int, b int); insert into p values (1, 2, 3); alter table p drop column a, add column c int default 4, alter column b set default 9; insert into p (id) values (2); select * from p order by id

create table p (id int primary key, a text); insert into p values (1, '2024-01-05'); alter table p alter a type date using a::date; alter table p alter a type timestamp; select a from p

-- reported
create table p (id int primary key, a int); insert into p values (1, 1); alter table p alter a type boolean using a = 1; select id from p where a

-- reported
create table p (id int primary key, tags text); insert into p values (1, 'a,b'); alter table p alter tags type text[] using string_to_array(tags, ','); select tags[2] from p

create table p (id int, q int); alter table p add constraint pk primary key (id), add constraint chk check (q > 0) not valid; insert into p values (1, 1); select count(*) from p

create table p (id int primary key, d jsonb default '{}'); alter table p alter d set default '{"a": 1}'; insert into p (id) values (1); select d ->> 'a' from p

-- reported
alter table customers alter column feeling drop default, alter column feeling type text; insert into customers (email, created_at) values ('zz', '2024-01-01') returning feeling

alter table orders add column if not exists tags text[] not null default '{}'; update orders set tags = array['a'] where id = 1; select id, cardinality(tags) from orders order by id limit 2

alter table order_items add constraint one_line unique (order_id, product_id); insert into order_items values (1, 9, 1, 1, 1) on conflict on constraint one_line do nothing; select count(*) from order_items

-- portable
alter table products rename to goods; alter table goods rename column name to title; select title from goods where id = 1

create table k (a int, b int, primary key (a)); alter table k drop constraint k_pkey, add primary key (a, b); insert into k values (1, 1), (1, 2); select count(*) from k

-- reported
create table k (id bigint generated always as identity (start with 10), v text); insert into k (v) values ('a') returning id

create table k (id int generated by default as identity primary key, v text); insert into k (v) values ('a'), ('b'); alter table k alter id restart with 50; insert into k (v) values ('c'); select id from k order by id

create table k (id int primary key, v text collate "C" default upper('a') || 'b'); insert into k (id) values (1); select v from k

-- reported
create table k (a timestamptz default now(), b date default current_date, c uuid default gen_random_uuid(), d text default current_user); insert into k (d) values ('x'); select d from k

-- reported
select count(*) from (select 1 from orders for share) x

select array_agg(x order by x desc) from unnest(array[3,1,2]) x

select sum(x) over (order by x rows between 1 preceding and 1 following) from generate_series(1, 4) x

select x, lead(x) over (order by x) from generate_series(1, 3) as x order by x

select string_agg(x::text, '-' order by x) from generate_series(1, 4) x

select date_trunc('day', placed_at)::date as day, count(*) from orders group by 1 order by 1

select coalesce(settings ->> 'theme', 'none') as t, count(*) from customers group by 1 order by 1

select jsonb_build_object('id', id, 'tags', tags) from customers where id = 1

-- portable
select row_number() over (partition by status order by placed_at desc) as rn, id from orders order by id

select percentile_disc(0.5) within group (order by total) from orders

select to_char(date '2024-03-05', 'DD.MM.YYYY'), to_char(timestamp '2024-03-05 07:08', 'HH24:MI')

-- reported
select regexp_replace('a1b2', '\d', 'x'), substring('foobar' from 'o.b')

select * from (values (1, null), (2, 'b')) as t(id, v) where v is not distinct from null

select id from orders where status = any ('{paid,new}') order by id

select id from orders where id = any (array[1, 2]) and not (id = all (array[1])) order by id

select extract(epoch from interval '1 day 2 hours')

select interval '1 day' + interval '2 hours' > interval '25 hours'

-- reported
select now() - interval '1 day' < now()

select placed_at + interval '1 month' * 2 from orders where id = 3

select total::int, total::text, round(total) from orders where id = 1

-- portable
select 'a' || null || 'b', concat('a', null, 'b'), null || 'x'

select 10 / 4, 10 / 4.0, 10 % 4, -10 / 4, 2 ^ 3 ^ 2

-- reported, any without schema
insert into customers (email, created_at, is_active) values ('new@x', now(), 'no') returning is_active

update customers set tags = array_remove(tags, 'vip'), settings = settings || '{"n": 1}' where id = 1 returning tags, settings ->> 'n'

delete from customers c where not exists (select 1 from orders o where o.customer_id = c.id) returning id

with t as (update orders set note = 'x' where id = 1 returning id) select * from t

-- reported
create table k (id int generated always as identity (start with 10 increment by 5) primary key, v text); insert into k (v) values ('a') returning id

create table k (id int generated by default as identity primary key, v text); insert into k (v) values ('a'), ('b'); alter table k alter id restart with 50; insert into k (v) values ('c'); select id from k order by id

-- reported
create table p (id int primary key, code varchar(5) not null, n int); create index p_n on p (n) where n > 0; create table c (id int primary key, p_id int references p (id) on delete cascade); create view pv as select id, code from p; create function bump() returns trigger language plpgsql as $$ begin update c set id = id where p_id = new.id; insert into audit_log (table_name, row_id) values ('p', new.id); return null; end $$; create trigger p_audit after update on p for each row execute function bump(); insert into p values (1, 'a', 1), (2, 'b', 2); insert into c values (1, 1), (2, 2); alter table p alter column n type bigint using n * 2, alter column n set not null; update p set n = n + 5 where id = 1; delete from p where id = 2; select (select count(*) from c), (select count(*) from pv), (select count(*) from audit_log), n from p
