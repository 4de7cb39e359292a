create table notes (id int generated always as identity primary key, t text);
insert into notes (t) values ('x'), ('y') returning id

create table notes (id uuid primary key default gen_random_uuid(), t text);
insert into notes (t) values ('x');
select length(id::text), t from notes

create table t (a int check (a > 0), b text, constraint b_len check (char_length(b) < 5), unique (a, b));
insert into t values (1, 'x') on conflict (a, b) do nothing;
select * from t

create table t (a int, b int generated always as (a * 2) stored);
insert into t (a) values (4) returning b

create table if not exists orders (id int);
select count(*) from orders

create temp table scratch as select id, total from orders where paid;
select count(*) from scratch

create table copy as select status, count(*) from orders group by status;
select count from copy order by status

create unlogged table fast (id int primary key, v text);
insert into fast values (1, 'x') returning v

create table t (id int primary key, at timestamp default current_timestamp, d date default current_date);
insert into t (id) values (1);
select at is not null, d = current_date from t

create table t (id int primary key, s text collate "C" default 'x');
insert into t (id) values (1) returning s

create type color as enum ('red', 'green');
create table paint (id int primary key, c color not null default 'red');
insert into paint (id) values (1);
select c from paint

create domain email as text check (value like '%@%');
create table people (id int primary key, e email);
insert into people values (1, 'a@b');
select e from people

create index on orders (status);
select count(*) from orders

create index if not exists idx_orders_status on orders using btree (status desc nulls last, lower(note));
select count(*) from orders where status = 'paid'

create unique index uq_active on customers (lower(email)) where deleted_at is null;
insert into customers (email, created_at) values ('unique@example.com', '2024-01-01') on conflict (lower(email)) where deleted_at is null do nothing returning email

create index idx_inc on orders (customer_id) include (total) where paid;
select count(*) from orders

create view paid_orders as select id, total, placed_at::date as day from orders where paid;
select * from paid_orders order by id

create or replace view summary as select status, count(*), sum(total) as total from orders group by status;
select status, count, total from summary order by status

alter table orders add column channel text not null default 'web';
select distinct channel from orders

alter table orders add column if not exists channel varchar(10);
select count(*) from orders where channel is null

alter table orders rename column note to remark;
select remark from orders where id = 1

alter table orders rename to purchases;
select count(*) from purchases

alter table orders drop column note;
select * from orders where id = 1

alter table orders alter column status set not null;
select count(*) from orders

alter table products alter column stock drop not null;
insert into products (id, sku, name, stock) values (60, 'n', 'n', null) returning stock

alter table products add constraint positive_stock check (stock >= 0);
select count(*) from products

alter table products add constraint uq_name unique (name);
insert into products (id, sku, name) values (61, 'z', 'Lamp') on conflict (name) do nothing;
select count(*) from products

drop table audit_log;
select 1

drop view if exists nope; drop index if exists nope;
select 1

comment on table orders is 'All orders'; comment on column orders.note is 'Free text';
select 1

set search_path to public; set statement_timeout = 0; set client_encoding = 'UTF8';
select 1

create or replace function log_order() returns trigger language plpgsql as $$
begin
  insert into audit_log (table_name, row_id, old_value, new_value) values ('orders', new.id, old.status, new.status);
  return new;
end;
$$;
create trigger orders_log after update of status on orders for each row when (old.status is distinct from new.status) execute procedure log_order();
update orders set status = 'paid' where id in (1, 2);
select row_id, old_value, new_value from audit_log order by row_id

create function audit() returns trigger as $$
begin
  if tg_op = 'INSERT' then
    insert into audit_log (table_name, row_id, new_value) values (tg_table_name, new.id, 'created');
    return new;
  elsif tg_op = 'DELETE' then
    insert into audit_log (table_name, row_id, old_value) values (tg_table_name, old.id, 'deleted');
    return old;
  end if;
  return null;
end $$ language plpgsql;
create trigger audit_products after insert or delete on products for each row execute function audit();
insert into products (id, sku, name) values (70, 's', 'n'); delete from products where id = 70;
select table_name, row_id, old_value, new_value from audit_log order by id

create function no_negative() returns trigger as $$ begin if new.stock < 0 then raise exception 'negative stock'; end if; return new; end $$ language plpgsql;
create trigger check_stock before insert or update on products for each row execute function no_negative();
update products set stock = 1 where id = 1 returning stock

create function recount() returns trigger as $$ begin update products set stock = stock - new.quantity where id = new.product_id; return null; end $$ language plpgsql;
create trigger items_stock after insert on order_items for each row execute function recount();
insert into order_items values (6, 1, 1, 3, 10);
select stock from products where id = 1

create table parts (id int, made date) partition by range (made);
create table parts_2024 partition of parts for values from ('2024-01-01') to ('2025-01-01');
insert into parts values (1, '2024-05-05');
select id from parts

do $$ begin if not exists (select 1 from app_settings where key = 'boot') then insert into app_settings (key, value, updated_at) values ('boot', '1', '2024-01-01'); end if; end $$;
select value from app_settings where key = 'boot'

create table t (id int primary key, v text); insert into t values (1, 'a'); alter table t alter column v set not null; alter table t add column n int; update t set n = 5;
select * from t

create table tree (id int primary key, parent_id int references tree (id), name text);
insert into tree values (1, null, 'root'), (2, 1, 'leaf');
select t.name, p.name from tree t left join tree p on p.id = t.parent_id order by t.id

create table a (id int primary key); create table b (id int primary key, a_id int not null references a on delete cascade);
insert into a values (1), (2); insert into b values (1, 1), (2, 2); delete from a where id = 1;
select id from b

-- reported
create table notes (id serial primary key, body text not null, created_at timestamptz default now());
insert into notes (body) values ('a'), ('b') returning id, body

-- reported
create table notes (id bigserial primary key, slug varchar(20) unique, done boolean default false, score numeric(5,2) default 0.0, tags text[] default array[]::text[], meta jsonb default '{}'::jsonb);
insert into notes (slug) values ('x') returning id, done, score, tags, meta

-- reported
create table copy (like orders including all);
insert into copy (placed_at) values ('2024-01-01') returning status

-- reported
create index idx_gin on customers using gin (settings jsonb_path_ops);
select count(*) from customers

-- reported
create materialized view mv as select status, count(*) as n from orders group by status;
select * from mv order by status

-- reported
alter table orders add column flagged boolean default false, add column weight numeric(6,2);
select flagged, weight from orders where id = 1

-- reported
alter table orders alter column status set default 'open';
insert into orders (placed_at) values ('2024-01-01') returning status

-- reported
alter table orders alter column total type numeric(14,4);
select total from orders where id = 1

-- reported
drop table if exists nope, audit_log cascade;
select 1

-- reported
create schema if not exists shop; create table shop.things (id serial primary key, n text);
insert into shop.things (n) values ('a') returning id, n

-- reported
create extension if not exists "uuid-ossp"; create extension if not exists pgcrypto;
select 1

-- reported
create sequence invoice_no start 100;
select 1

-- reported
grant select on orders to public; revoke all on orders from public;
select 1

-- reported
create or replace function touch() returns trigger as $$ begin new.updated_at = '2030-01-01 00:00:00'; return new; end; $$ language plpgsql;
create trigger touch_settings before update on app_settings for each row execute function touch();
update app_settings set value = '1' where key = 'retries';
select updated_at from app_settings where key = 'retries'

-- reported
create function fill_slug() returns trigger as $$ begin if new.note is null then new.note := lower(new.status) || '-' || new.id; end if; return new; end $$ language plpgsql;
create trigger slug before insert on orders for each row execute function fill_slug();
insert into orders (id, placed_at, status) values (80, '2024-01-01', 'NEW');
select note from orders where id = 80

create view active_customers as select id, email, city from customers where is_active;
update active_customers set city = 'Rome' where id = 1;
select city from customers where id = 1

create view active_customers as select id, email, city from customers where is_active;
delete from active_customers where id = 4;
select count(*) from customers

-- reported
alter table orders enable row level security; create policy p on orders using (customer_id = 1);
select count(*) from orders

-- reported
create table line (id int primary key, qty int not null, price numeric(8,2) not null, total numeric(10,2) generated always as (qty * price) stored);
insert into line (id, qty, price) values (1, 3, 2.5) returning total

-- reported
create table acc (id int primary key, owner text, balance numeric(12,2) not null default 0 check (balance >= 0));
insert into acc values (1, 'a', 100), (2, 'b', 0); update acc set balance = balance - 25.5 where id = 1; update acc set balance = balance + 25.5 where id = 2;
select * from acc order by id

-- reported
create table dep (id serial, a int, b int, primary key (a, b), foreign key (a) references products (id) on update cascade on delete set null deferrable initially deferred);
insert into dep (a, b) values (1, 1);
select a, b from dep

-- portable, any without schema
alter table memberships drop constraint memberships_role_check;
update memberships set role = 'guest' where user_id = 2 returning role

-- reported
create function stamp() returns trigger as $$ begin new.updated_at = now(); return new; end $$ language plpgsql;
create trigger stamp before update on app_settings for each row execute function stamp();
update app_settings set value = '9' where key = 'retries';
select updated_at > '2024-06-01' from app_settings where key = 'retries'
