with recursive t(id, boss_id, name) as (select id, boss_id, name from employees where boss_id is null union all select e.id, e.boss_id, e.name from employees e join t on e.boss_id = t.id) search depth first by id set ord select id, name from t order by ord

with recursive t(id, boss_id, name) as (select id, boss_id, name from employees where boss_id is null union all select e.id, e.boss_id, e.name from employees e join t on e.boss_id = t.id) search breadth first by id set ord select id, name from t order by ord

with recursive t as (select id, boss_id, name from employees where boss_id is null union all select e.id, e.boss_id, e.name from employees e join t on e.boss_id = t.id) search depth first by name set ord select id, name from t order by ord

with recursive t as (select id, boss_id, name, 0 as lvl from employees where boss_id is null union all select e.id, e.boss_id, e.name, lvl + 1 from employees e join t on e.boss_id = t.id) search breadth first by name, id set ord select id, lvl from t order by ord desc

-- reported
create table graph (f int, t int); insert into graph values (1,2),(2,3),(3,1),(1,4); with recursive s(f, t) as (select f, t from graph where f = 1 union all select g.f, g.t from graph g, s where g.f = s.t) cycle f, t set is_cycle using path select f, t, is_cycle from s order by path, f, t

create table graph (f int, t int); insert into graph values (1,2),(2,3),(3,1),(1,4); with recursive s(f, t) as (select f, t from graph where f = 1 union all select g.f, g.t from graph g, s where g.f = s.t) cycle f, t set is_cycle to 'Y' default 'N' using path select f, t, is_cycle from s where is_cycle = 'N' order by f, t

create table graph (f int, t int); insert into graph values (1,2),(2,3),(3,1),(1,4); with recursive s(n) as (select 1 union all select g.t from graph g join s on g.f = s.n) cycle n set looped using seen select n, looped from s order by n, looped

create table graph (f text, t text); insert into graph values ('a','b'),('b','c'),('c','a'); with recursive s as (select f, t, 1 as depth from graph where f = 'a' union all select g.f, g.t, s.depth + 1 from graph g join s on g.f = s.t) search depth first by f set ord cycle f set looped using seen select f, t, depth, looped from s order by ord

with recursive t(n) as (select 1 union all select n + 1 from t where n < 12) search depth first by n set ord select n from t order by ord

with recursive t(n) as (values (1), (2) union all select n + 2 from t where n < 12) search breadth first by n set ord select n from t order by ord limit 5

with recursive t as (select id, boss_id, hired from employees where boss_id is null union all select e.id, e.boss_id, e.hired from employees e join t on e.boss_id = t.id) search breadth first by hired set ord select id from t order by ord

select int4range(1, 10) @> 5

select int4range(1, 10) && int4range(9, 12), int4range(1,5) && int4range(5, 8)

select lower(int4range(1, 10)), upper('[1,10]'::int4range)

create table b (id int primary key, during daterange); insert into b values (1, '[2024-01-01,2024-01-10)'), (2, '[2024-02-01,2024-02-05]'), (3, null), (4, 'empty'); select id from b where during @> '2024-01-05'::date order by id

create table b (id int primary key, during daterange); insert into b values (1, '[2024-01-01,2024-01-10)'), (2, '[2024-02-01,2024-02-05]'), (3, null), (4, 'empty'); select id, lower(during), upper(during) from b order by id

create table b (id int primary key, during daterange); insert into b values (1, '[2024-01-01,2024-01-10)'), (2, '[2024-02-01,2024-02-05]'), (3, null), (4, 'empty'); select id from b where during && daterange('2024-01-09', '2024-02-02') order by id

-- reported
create table b (id int primary key, during tstzrange); insert into b values (1, '[2024-01-01 10:00+00,2024-01-01 12:00+00)'); select id from b where during @> timestamptz '2024-01-01 11:00+00'

create table b (id int primary key, price numrange); insert into b values (1, '[1.5,2.5)'); select id, upper_inc(price), lower_inc(price), isempty(price), lower_inf(price) from b

create table b (id int primary key, r int4range); insert into b values (1, '[1,5]'); select r from b

create table b (id int primary key, r int4range); insert into b values (1, '[1,5]'), (2, '(,5)'); select id from b where r @> 3 order by id

-- reported
select daterange('2024-01-01', '2024-02-01') * daterange('2024-01-15', '2024-03-01')

-- reported
select int4range(1, 5) + int4range(5, 9)

-- reported
select int4range(1, 5) -|- int4range(5, 9), int4range(1,5) << int4range(7, 9)

-- reported
select 5 <@ int4range(1, 10), int4range(2,3) <@ int4range(1,10)

select '[3,7)'::int4range = int4range(3, 7)

create table b (id int primary key, during daterange not null); insert into b values (1, daterange('2024-01-01', null)); select id from b where upper_inf(during)

-- reported
create table b (id int, nums int4multirange); insert into b values (1, '{[1,3),[5,7)}'); select id from b where nums @> 6

create view active as select id, email, city from customers where is_active; update active set city = 'Rome' where id = 2; select id, city from customers order by id

create view active as select id, email, city from customers where is_active; delete from active where id = 4; select id from customers order by id

create view product_names as select id, sku, name from products; insert into product_names (id, sku, name) values (70, 'Z', 'zed'); select id, sku, name, stock from products where id = 70

-- reported
create view product_names (pid, code, title) as select id, sku, name from products; insert into product_names values (70, 'Z', 'zed'); update product_names set title = 'zzz' where pid = 70; select name from products where id = 70

-- reported
create view cheap as select id, sku, name, price from products where price < 50 with check option; insert into cheap values (71, 'Q', 'q', 10); select count(*) from cheap

-- reported
create view v as select id, upper(name) as uname, stock from products; update v set stock = 99 where id = 1; select stock from products where id = 1

create view v as select id, sku, name, stock from products; insert into v values (72, 'K', 'k', 3) returning id, stock

create view v as select id, sku, name, stock from products; update v set stock = stock + 1 where stock > 5 returning id, stock

-- reported
create view v as select o.id, c.email from orders o join customers c on c.id = o.customer_id; create rule v_upd as on update to v do instead update orders set note = new.email where id = new.id; select count(*) from v

-- reported
create extension if not exists citext; create table t (id int primary key, email citext unique); insert into t values (1, 'Ada@X.org'); select id from t where email = 'ada@x.ORG'

-- portable
create table t (w int, h int, area int generated always as (w * h) stored); insert into t (w, h) values (2, 3); update t set w = 5; select area from t

-- portable
create table t (first text, last text, full_name text generated always as (first || ' ' || last) stored); insert into t values ('A', 'B'); select full_name from t

create table t (a int, b int generated always as (a / 2) stored); insert into t values (7), (-7); select b from t order by a

-- reported
create table t (a text, b tsvector generated always as (to_tsvector('english', a)) stored); select count(*) from t

create table t (a jsonb, b text generated always as (a ->> 'x') stored); insert into t values ('{"x": "y"}'); select b from t

create domain zip as text check (value ~ '^\d{5}$'); create table t (id int, z zip); insert into t values (1, '12345'); select z from t

-- reported
create domain pct as numeric(5,2) default 0 not null check (value between 0 and 100); create table t (id int, p pct); insert into t (id) values (1); select p from t

-- reported
create domain email_address as text check (position('@' in value) > 1); alter domain email_address add constraint short check (length(value) < 100); create table t (e email_address); insert into t values ('a@b'); select e from t

-- equal, any without schema
select id, feeling from customers order by feeling desc nulls last, id

-- equal, any without schema
select id from customers where feeling < 'happy' order by id

-- equal, any without schema
select id from customers where feeling between 'sad' and 'ok' order by id

-- equal, any without schema
select max(feeling), min(feeling) from customers

select unnest(enum_range(null::mood)) as m

-- equal, any without schema
select feeling, count(*) from customers group by feeling order by feeling

-- reported
select enum_first(null::mood), enum_last(null::mood)

-- reported
alter type mood add value 'ecstatic' after 'happy'; select 1

-- reported
create type address as (street text, city text); create table t (id int primary key, addr address); insert into t values (1, row('Main', 'Oslo')); select (addr).city from t

-- reported
create type address as (street text, city text); create table t (id int primary key, addr address); insert into t values (1, ('Main', 'Oslo')); update t set addr.city = 'Bergen'; select (addr).city, (addr).street from t

-- reported
create type address as (street text, city text); create table t (id int primary key, addr address); insert into t values (1, '(Main,Oslo)'); select addr from t

select id, tags[1] from customers order by id

select id, tags[1:2] from customers order by id

select id, sizes[2:] from products order by id

select sizes[array_upper(sizes, 1)] from products order by id

update products set sizes[1] = 99 where id = 1 returning sizes

update products set sizes = array_append(sizes, 4) where id = 1 returning sizes, cardinality(sizes)

update products set sizes = array_remove(sizes, 2), stock = array_length(sizes, 1) where id = 1 returning sizes, stock

select t.tag, t.n from customers c, unnest(c.tags) with ordinality as t(tag, n) where c.id = 1 order by t.n

select c.id, t.tag from customers c left join lateral unnest(c.tags) as t(tag) on true order by c.id, t.tag

select * from unnest(array['a','b'], array[1,2,3]) as u(x, y)

select x, ord from unnest(array[30, 10, 20]) with ordinality as u(x, ord) order by x

select array_agg(name order by id) filter (where stock > 5) from products

select array_position(sizes, 20), array_positions(array[1,2,1], 1) from products where id = 2

select array(select id from products order by id desc)

select id from products where sizes @> array[10] or 3 = any(sizes) order by id

select id from products where sizes && array[1, 7] order by id

select array_to_string(sizes, ',', '*') from products order by id

-- reported
select string_to_array('a,b,,c', ',', '')

select array_cat(array[1], array[2,3]), array_prepend(0, array[1])

select status, customer_id, sum(total) from orders group by grouping sets ((status), (customer_id), ()) order by status nulls last, customer_id nulls last

select status, paid, count(*), grouping(status, paid) from orders group by cube (status, paid) order by 4, 1, 2

-- equal, any without schema
select dept, percentile_cont(0.5) within group (order by salary) from employees group by dept order by dept

-- reported
select percentile_cont(array[0.25, 0.5, 0.75]) within group (order by salary) from employees

select percentile_disc(0.9) within group (order by salary) from employees

select mode() within group (order by status) from orders

select string_agg(distinct status, ',' order by status desc) from orders

-- portable
select string_agg(name, '; ' order by salary desc nulls last, name) filter (where dept = 'eng') from employees

-- reported
select rank(6500) within group (order by salary) from employees

select to_char(placed_at, 'YYYY-MM-DD HH24:MI:SS') from orders order by id

select to_char(placed_at, 'Mon DD, YYYY HH12:MI AM') from orders order by id

select to_char(placed_at, 'FMDay, FMDD FMMonth YYYY'), to_char(placed_at, 'IYYY-IW'), to_char(placed_at, 'Q') from orders order by id

-- reported
select to_char(1234567.891, 'FM9,999,990.00'), to_char(12, '0000'), to_char(-5, 'S99')

-- reported
select to_char(total, 'L999D99') from orders where id = 1

-- reported, any without schema
select extract(epoch from duration) from events order by id

-- reported, any without schema
select extract(hour from duration), date_part('day', duration) from events order by id

select extract(epoch from (shipped_on - placed_at)) from orders where id = 1

select extract(dow from placed_at), extract(isodow from placed_at), extract(doy from placed_at), extract(week from placed_at) from orders order by id

-- reported
select age(timestamp '2024-03-10', timestamp '2023-01-31')

-- reported
select age(birthday) is not null from customers order by id

select extract(year from age(date '2024-03-10', birthday)) from customers order by id

select timestamp '2024-01-31' + make_interval(months => 1, days => 2)

-- reported
select placed_at + make_interval(days => id::int) from orders order by id

-- reported
select make_interval(hours => 3)

-- reported
select placed_at at time zone 'UTC' at time zone 'Europe/Berlin' from orders order by id

select occurred_at at time zone 'UTC' from events order by id

-- reported
select occurred_at at time zone 'America/New_York' from events order by id

-- reported
select to_tsvector('english', 'The quick foxes') @@ to_tsquery('english', 'fox & quick')

-- reported
select id from products where to_tsvector('simple', name) @@ plainto_tsquery('simple', 'red') order by id

-- reported
select ts_rank(to_tsvector(name), to_tsquery('chair')) from products

select id from customers where first_name similar to '(A|B)%' order by id

select 'abc' similar to '[a-c]+', 'abd' not similar to '%(c|e)'

select id from customers where email ~* '^[a-c].*@example\.com$' order by id

select id from customers where email !~ 'example' order by id

select format('%s-%s', id, name), format('%I = %L', 'my col', 'it''s') from products order by id

select format('%2$s %1$s', 'a', 'b'), format('%-5s|%5s|', 'ab', 'cd'), format('100%%')

-- reported
select regexp_replace(sku, '[^0-9]', '', 'g') from products order by id

-- reported
select regexp_matches('foo123bar', '([a-z]+)(\d+)')

-- reported
select regexp_split_to_array('a, b,c', ',\s*')

-- reported
select regexp_split_to_table('a b c', '\s+')

-- reported
select substring(sku from '[0-9]+') from products order by id

-- reported
select regexp_count('banana', 'an'), regexp_like('abc', '^A', 'i'), regexp_substr('abc12', '\d+'), regexp_instr('abc12', '\d')

select int4range(1, 10) @> 5, int4range(1, 10) @> 10, 1 <@ int4range(1, 10)

select int4range(1, 10) && int4range(9, 12), int4range(1,5) && int4range(5, 8), int4range(3,3) && int4range(1,9)

select lower(int4range(1, 10)), upper('[1,10]'::int4range), lower_inf('(,5)'::int4range), isempty(int4range(4,4))

create table b (id int primary key, during daterange); insert into b values (1, '[2024-01-01,2024-01-10)'), (2, '[2024-02-01,2024-02-05]'), (3, null), (4, 'empty'), (5, '(,2024-01-06)'), (6, '[2024-01-05,)'); select id from b where during @> '2024-01-05'::date order by id

create table b (id int primary key, during daterange); insert into b values (1, '[2024-01-01,2024-01-10)'), (2, '[2024-02-01,2024-02-05]'), (3, null), (4, 'empty'), (5, '(,2024-01-06)'), (6, '[2024-01-05,)'); select id, lower(during), upper(during), isempty(during), lower_inf(during), upper_inf(during), lower_inc(during), upper_inc(during) from b order by id

create table b (id int primary key, during daterange); insert into b values (1, '[2024-01-01,2024-01-10)'), (2, '[2024-02-01,2024-02-05]'), (3, null), (4, 'empty'), (5, '(,2024-01-06)'), (6, '[2024-01-05,)'); select id from b where during && daterange('2024-01-09', '2024-02-02') order by id

create table b (id int primary key, during daterange); insert into b values (1, '[2024-01-01,2024-01-10)'), (2, '[2024-02-01,2024-02-05]'), (3, null), (4, 'empty'), (5, '(,2024-01-06)'), (6, '[2024-01-05,)'); select a.id, c.id from b a join b c on a.during && c.during where a.id < c.id order by 1, 2

create table b (id int primary key, during daterange); insert into b values (1, '[2024-01-01,2024-01-10)'), (2, '[2024-02-01,2024-02-05]'); select id, during from b where not during && '[2024-01-05,2024-01-06]' order by id

-- reported
create table b (id int primary key, during tstzrange); insert into b values (1, '[2024-01-01 10:00+00,2024-01-01 12:00+00)'), (2, '["2024-01-01 11:00:00+01","2024-01-01 12:00:00+01"]'); select id from b where during @> timestamptz '2024-01-01 11:00+00' order by id

create table b (id int primary key, price numrange); insert into b values (1, '[1.5,2.5)'), (2, '(1.5,9]'), (3, '[10,20]'); select id, upper_inc(price), lower_inc(price), isempty(price), lower(price), upper(price) from b order by id

create table b (id int primary key, price numrange); insert into b values (1, '[1.5,2.5)'), (2, '(1.5,9]'), (3, '[10,20]'); select id from b where price @> 1.5 or price @> 9.0 order by id

create table b (id int primary key, price numrange); insert into b values (1, '[1.5,2.5)'), (2, '(2.5,9]'), (3, '[9,20]'); select a.id, c.id from b a, b c where a.id < c.id and a.price && c.price order by 1, 2

create table b (id int primary key, r int4range); insert into b values (1, '[1,5]'), (2, '(3,9)'), (3, '[4,4)'); select id, r from b order by id

create table b (id int primary key, r int4range); insert into b values (1, '[1,5]'), (2, '(,5)'); select id from b where r @> 3 order by id

create table b (id int primary key, a date not null, z date); insert into b values (1, '2024-01-01', '2024-02-01'), (2, '2024-03-01', null); select id from b where daterange(a, z) @> date '2024-03-05' order by id

create table b (id int primary key, a timestamp not null, z timestamp); insert into b values (1, '2024-01-01', '2024-02-01'), (2, '2024-03-01', null); select id, lower(tsrange(a, z)), upper(tsrange(a, z)) from b where tsrange(a, z) && tsrange('2024-01-15', '2024-03-02') order by id

create table b (id int primary key, during daterange not null); insert into b values (1, daterange('2024-01-01', null)); select id from b where upper_inf(during)

create table b (id int primary key, during daterange); insert into b values (1, '[2024-01-01,2024-01-10)'); update b set during = daterange(lower(during), '2024-05-01'); select during from b

create table b (id int primary key, r int4range default '[1,3]'); insert into b (id) values (1); select r from b

-- reported
select int4range(1, 5) + int4range(5, 9)

-- reported
select int4range(1, 5) -|- int4range(5, 9)

-- reported
select int4range(2,3) <@ int4range(1,10)

select id from orders where tsrange(placed_at, placed_at + interval '1 day') @> timestamp '2024-01-15 20:00'

-- reported
create table b (id int, nums int4multirange); insert into b values (1, '{[1,3),[5,7)}'); select id from b where nums @> 6

-- reported
create table b (room int, during daterange, exclude using gist (during with &&)); insert into b values (1, '[2024-01-01,2024-01-10)'); select count(*) from b

create extension hstore; select 'a=>1, b=>2'::hstore -> 'a'

create extension hstore; create table h (id int primary key, attrs hstore); insert into h values (1, 'a=>1, b=>NULL'), (2, '"x y"=>"q"'), (3, ''); select id, attrs -> 'a', attrs -> 'x y' from h order by id

create extension hstore; create table h (id int primary key, attrs hstore); insert into h values (1, 'a=>1, b=>NULL'), (2, '"x y"=>"q"'), (3, ''); select id from h where attrs ? 'b' order by id

create extension hstore; create table h (id int primary key, attrs hstore); insert into h values (1, 'a=>1, b=>NULL'); update h set attrs = attrs || 'c=>3' where id = 1; select attrs -> 'c', attrs -> 'a' from h where id = 1

create extension hstore; create table h (id int primary key, attrs hstore); insert into h values (1, 'a=>1, b=>NULL'), (2, ''); select id, attrs @> 'a=>1', attrs @> 'b=>NULL' from h order by id

create extension hstore; create table h (id int primary key, attrs hstore); insert into h values (1, 'a=>1, b=>2'); select key, value from h, each(attrs) order by key

create extension hstore; create table h (id int primary key, attrs hstore); insert into h values (1, 'a=>1, b=>2'); select skeys(attrs) from h order by 1

create extension hstore; create table h (id int primary key, attrs hstore); insert into h values (1, 'a=>1, b=>2'); update h set attrs = delete(attrs, 'a'); select attrs -> 'a', attrs -> 'b' from h

create extension hstore; create table h (id int primary key, attrs hstore); insert into h values (1, hstore('k', 'v')); select attrs -> 'k' from h

create extension hstore; create table h (id int primary key, attrs hstore); insert into h values (1, 'a=>1, b=>2'); select id from h where attrs ?& array['a', 'b']

create extension hstore; create table h (id int primary key, attrs hstore); insert into h values (1, 'a=>1, b=>2'); select hstore_to_json(attrs), akeys(attrs), avals(attrs) from h

-- reported
create extension hstore; create table h (id int primary key, attrs hstore default 'a=>1'); create index on h using gin (attrs); insert into h (id) values (1); select exist(attrs, 'a'), defined(attrs, 'b') from h

create extension hstore; create table h (id int primary key, attrs hstore); insert into h values (1, 'a=>1'); select h.id, e.key from h cross join lateral each(h.attrs) as e(key, value) where e.value = '1'

create extension hstore; create table h (id int primary key, attrs hstore); insert into h values (1, 'n=>10'); select id from h where (attrs -> 'n')::int > 9

-- reported
create extension hstore; create table h (id int primary key, attrs hstore, more hstore); insert into h values (1, 'n=>10', 'm=>1'); select attrs || more from h

-- reported
create type address as (street text, city text); create table t (id int primary key, addr address); insert into t values (1, row('Main', 'Oslo')); select (addr).city from t

-- reported
create type address as (street text, city text); create table t (id int primary key, addr address); insert into t values (1, ('Main', 'Oslo')); update t set addr.city = 'Bergen'; select (addr).city, (addr).street from t

-- reported
create type address as (street text, city text); create table t (id int primary key, addr address); insert into t values (1, '(Main,Oslo)'); select (addr).city from t

-- reported
create type address as (street text, nr int); create table t (id int primary key, addr address); insert into t (id, addr) values (1, row('Main', 10)::address), (2, null); select id from t where (addr).nr > 9

-- reported
create type address as (street text, nr int); create table t (id int primary key, addr address); insert into t (id, addr) values (1, row('Main', 10)); update t set addr = ('High', 3) where id = 1; select (t.addr).street from t

alter table orders rename constraint orders_customer_id_fkey to fk_customer; select count(*) from orders

-- reported
create index i on products (name); alter index i rename to j; drop index j; select 1

alter type mood rename to feeling_kind; create table f (m feeling_kind); insert into f values ('ok'); select m from f

select id from employees where name ilike '%A%' order by name using <

-- reported
select current_time is not null, localtime is not null

-- reported
create extension if not exists "uuid-ossp"; select length(uuid_generate_v4()::text)

alter table products replica identity full; select 1
