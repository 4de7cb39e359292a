-- portable, any without schema
select json_array(1, 'a', true)

select json_array(1, null), json_array(1, null null on null)

-- equal, any without schema
select attrs is json, '{' is json, '[1]' is json array from (select '{"a":1}'::text as attrs) t

-- equal, any without schema
select any_value(status) from orders where status = 'paid'

-- reported
select t.* from customers c, json_table(c.settings, '$.flags[*]' columns (f text path '$')) t

select daterange('2024-01-01', '2024-02-01') @> date '2024-01-15'

select int4range(1, 10) && int4range(5, 20)

select lower(int4range(1, 10))

-- reported
select '10.0.0.1'::inet << '10.0.0.0/8'::inet

-- reported
select point(1, 2) <-> point(3, 4)

-- reported
select '{"a": 1}'::jsonb @@ '$.a == 1'

-- reported
select 'fat & rat'::tsquery

-- reported
select array_dims(array[1, 2])

-- reported
select generate_subscripts(array['a', 'b'], 1)

-- reported
select bit '101' & bit '110', b'101'::int

-- reported
select cast('2024-01-01' as timestamptz) at time zone 'Europe/Berlin'

-- reported
select timezone('America/New_York', occurred_at) from events

-- reported
select pg_size_pretty(pg_total_relation_size('orders'))

-- reported
select nextval('orders_id_seq')

-- reported
select currval('orders_id_seq')

-- reported
select lastval()

-- reported
select txid_current() is not null

-- reported
select pg_advisory_lock(1)

-- reported
select pg_sleep(0)

-- reported
select obj_description('orders'::regclass)

-- reported
listen channel

-- reported
notify channel, 'payload'

-- reported
lock table orders in exclusive mode

-- reported
explain select * from orders

-- portable, any without schema
analyze orders

-- reported
copy orders to stdout

-- reported
create role bob

-- reported
create publication p for table orders

-- reported
create cast (int as text) with inout

-- reported
create operator === (leftarg = int, rightarg = int, function = int4eq)

-- reported
create aggregate my_sum (int) (sfunc = int4pl, stype = int)

-- reported
create statistics s on id, status from orders

-- equal, any without schema
create rule r as on delete to orders do instead nothing

-- reported
create procedure p() language plpgsql as $$ begin null; end $$

-- reported
create function f(a int) returns int language sql as $$ select a + 1 $$

-- reported
declare c cursor for select * from orders

-- reported
create table t (r int4range, exclude using gist (r with &&))

-- reported
create table t (a int) inherits (orders)

-- equal, any without schema
start transaction read only; commit

-- reported
select * from orders for no key update of orders nowait

-- reported
select xmlelement(name a, 'x')

-- reported
select xpath('/a', '<a/>')

-- equal, any without schema
select row(1, 2) < row(1, 3), row(1, null) is null

-- portable, any without schema
select (1, 2) = (1, 2)

-- reported
select c.* from customers c, json_populate_record(null::customers, '{}') x limit 0

-- reported
select width_bucket(5, array[1, 3, 5])

-- reported
select current_setting('timezone')

-- reported
show timezone

-- reported
select count(*) from pg_class

select json_object('a': 1, 'b': 'x')

select json_object('id' value id, 'name' value name) from products order by id

select json_objectagg(name: stock) from products where id < 3

select json_arrayagg(name order by id) from products

select json_value(settings, '$.theme') from customers order by id

select json_query(settings, '$.limits') from customers order by id

select json_exists(settings, '$.theme') from customers order by id
