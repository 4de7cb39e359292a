select date '2024-02-28' + 1, date '2024-03-01' - 1, date '2024-03-01' - date '2024-02-01'

select placed_at + interval '1 day' from orders order by id

select placed_at - interval '2 hours 30 minutes' as earlier from orders order by id

select placed_at + interval '1 month' as next from orders order by id

select placed_at::date + 30 as due from orders order by id

select shipped_on + interval '1 week' from orders order by id

select id from orders where placed_at > timestamp '2024-02-01' - interval '1 month' order by id

select id from orders where placed_at >= '2024-02-01' and placed_at < '2024-03-01' order by id

select id from orders where placed_at::date = '2024-03-10' order by id

select date_trunc('year', placed_at), date_trunc('quarter', placed_at) from orders order by id

select date_trunc('week', placed_at) as week, count(*) from orders group by 1 order by 1

select date_trunc('hour', occurred_at) as h, count(*) from events group by h order by h

select date_trunc('minute', placed_at), date_trunc('second', placed_at) from orders order by id

select date_trunc('month', date '2024-02-15') + interval '1 month' - interval '1 day' as last_day

select extract(year from placed_at), extract(month from placed_at), extract(day from placed_at) from orders order by id

select extract(hour from placed_at), extract(minute from placed_at), extract(second from placed_at) from orders order by id

select extract(epoch from placed_at) from orders order by id

select extract(epoch from occurred_at)::bigint as at from events order by id

select extract(week from placed_at) as w, extract(isodow from placed_at) as d, extract(doy from placed_at) as y from orders order by id

select extract(quarter from placed_at) as q, count(*) from orders group by q order by q

select date_part('year', birthday) as y from customers order by id

select extract(isoyear from date '2024-12-30'), extract(week from date '2024-12-30'), extract(decade from date '2024-01-01'), extract(century from date '2024-01-01')

select extract(epoch from (timestamp '2024-01-02' - timestamp '2024-01-01')) / 3600 as hours

select to_char(placed_at, 'YYYY-MM-DD'), to_char(placed_at, 'HH24:MI:SS'), to_char(placed_at, 'DD/MM/YY') from orders order by id

select to_char(placed_at, 'Mon YYYY') as m, to_char(placed_at, 'Day') from orders order by id

select to_char(placed_at, 'FMDay, DD FMMonth YYYY') from orders order by id

select to_char(placed_at, 'Dy DD Mon') from orders order by id

select to_char(placed_at, 'IYYY-IW') as week, count(*) from orders group by 1 order by 1

select to_char(placed_at, 'YYYY"Q"Q') as q, sum(total) from orders group by 1 order by 1

select to_char(placed_at, 'HH12:MI AM') from orders order by id

select to_char(occurred_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') from events order by id

select to_char(occurred_at, 'YYYY-MM-DD HH24:MI:SS.MS') from events order by id

select to_date('2024-05-06', 'YYYY-MM-DD'), to_date('06.05.2024', 'DD.MM.YYYY')

select to_timestamp(1704067200), to_timestamp(0)

select to_timestamp('2024-05-06 07:08:09', 'YYYY-MM-DD HH24:MI:SS')

select to_timestamp(amount_cents) from events where amount_cents between 0 and 5000 order by id

select make_interval(days => 10) = interval '10 days'

select placed_at + make_interval(days => 3) from orders order by id

select justify_hours(interval '27 hours') = interval '1 day 3 hours'

select interval '1 day' = interval '24 hours', interval '90 minutes' > interval '1 hour'

select occurred_at at time zone 'UTC', occurred_at at time zone 'utc' from events order by id

select timestamp '2024-01-01 12:00:00' at time zone 'UTC'

select timestamptz '2024-01-01 12:00:00+02', timestamptz '2024-01-01 12:00:00-05:30'

select cast(placed_at as date), cast('2024-01-01' as date), cast('2024-01-01' as timestamp) from orders order by id limit 1

select '2024-01-31'::date + interval '1 month', '2024-03-31'::date - interval '1 month'

select '2024-02-29'::date + interval '1 year', '2023-02-28'::timestamp + interval '1 year'

select count(*) from orders where placed_at > now() - interval '30 days'

select count(*) from customers where created_at < current_timestamp and created_at >= current_date - 100000

select count(*) from customers where created_at > now() - interval '1 year' * 50

select current_date - 7 < current_date, current_date + interval '1 day' > current_date

select extract(year from age(timestamp '2024-03-01', birthday)) as years from customers where birthday is not null order by id

select date_part('day', timestamp '2024-03-10' - timestamp '2024-03-01')

select (date '2024-03-10' - date '2024-03-01') / 7 as weeks

select id from customers where birthday < date '2000-01-01' order by birthday

select id from customers where to_char(birthday, 'MM-DD') = '02-29'

select max(placed_at), min(placed_at) from orders

select max(placed_at)::date - min(placed_at)::date as span from orders

select status, max(placed_at) as last from orders group by status order by last desc

select id, shipped_on is not null and shipped_on - placed_at::date <= 2 as fast from orders order by id

select date_bin('15 minutes', placed_at, timestamp '2024-01-01') from orders order by id

select to_char(d, 'YYYY-MM-DD') as day from generate_series(date '2024-02-27', date '2024-03-01', interval '1 day') as d

select d::date as month from generate_series('2024-01-01'::date, '2024-04-01'::date, '1 month'::interval) as g(d)

select h from generate_series(timestamp '2024-01-01 00:00', timestamp '2024-01-01 06:00', interval '2 hours') h

select date '2024-01-01' = timestamp '2024-01-01 00:00:00', date '2024-01-01' < timestamp '2024-01-01 00:00:01'

select id from orders where shipped_on > placed_at order by id

select id, case when extract(dow from placed_at) in (0, 6) then 'weekend' else 'weekday' end from orders order by id

select id from events where seen_at between '10:00' and '19:00' order by id

select extract(hour from seen_at) as h from events order by id

select duration from events where id = 1

select placed_at::text from orders order by id

select 'at ' || placed_at from orders order by id

select coalesce(shipped_on, placed_at::date) as day from orders order by id

select coalesce(shipped_on::text, 'pending') from orders order by id

select greatest(shipped_on, date '2024-02-01') from orders order by id

select least(placed_at, timestamp '2024-01-31') from orders order by id

update orders set placed_at = placed_at + interval '1 day' where id = 1 returning placed_at

update orders set shipped_on = placed_at::date + 2 where shipped_on is null returning id, shipped_on

update orders set shipped_on = current_date where id = 2 returning shipped_on = current_date

select tstz from (values (timestamptz '2024-01-01 00:00+00')) v(tstz)

select extract(epoch from timestamp '2024-01-01 00:00:00.5')

select date_trunc('day', occurred_at at time zone 'UTC') as day, count(*) from events group by 1 order by 1

select count(distinct date_trunc('day', placed_at)) from orders

select count(distinct placed_at::date) as days from orders

select id, lag(placed_at) over (order by placed_at) as prev from orders order by placed_at

select to_char(date '2024-01-05', 'D'), to_char(date '2024-01-05', 'DDD'), to_char(date '2024-01-05', 'MM'), to_char(date '2024-01-05', 'MONTH')

select date_trunc('month', shipped_on)::date as month from orders where shipped_on is not null order by id

select make_date(2024, 2, 29), make_time(8, 15, 0), make_timestamp(2024, 1, 2, 3, 4, 5.5)

select generate_series(date '2024-01-01', date '2024-01-03', interval '1 day')::date as d

select time '10:00' + interval '90 minutes', time '10:00' < time '9:59'

select seen_at, seen_at + interval '1 hour' from events order by id

select date '2024-01-01' + time '08:30'

select id from orders where date(placed_at) = date '2024-02-29'

select (date_trunc('month', placed_at) + interval '1 month - 1 day')::date as month_end from orders order by id

select local_time::timestamp(0), local_time::date from events order by id

select shipped_on - placed_at::date as days from orders order by id

select extract(epoch from (placed_at - timestamp '2024-01-01')) / 86400 as days from orders order by id

select extract(day from placed_at - timestamp '2024-01-01') as days from orders where placed_at > '2024-01-01' order by id

select placed_at + (2 || ' days')::interval from orders order by id

select o.placed_at + i.quantity * interval '1 day' as due from orders o join order_items i on i.order_id = o.id order by o.id, i.line

select occurred_at::date, occurred_at::time from events order by id

select placed_at::time as t from orders order by id

-- reported
select (now() - interval '1 day') < now(), current_date > date '2020-01-01', localtimestamp > timestamp '2020-01-01'

-- reported
select count(*) from orders where placed_at < now()

-- reported
select date_trunc('month', current_date) <= current_date, date_trunc('day', now()) <= now()

-- reported
select age(timestamp '2024-03-01', timestamp '2024-01-15') > interval '1 month'

-- reported
select (placed_at, placed_at + interval '1 day') overlaps (timestamp '2024-02-01', timestamp '2024-02-02') from orders order by id

-- reported
select isfinite(date '2024-01-01')

-- reported
select id from events where duration > interval '1 hour' order by id

-- reported
select shipped_on::text, occurred_at::text from orders, events where orders.id = 1 and events.id = 1

-- reported
insert into orders (customer_id, status, placed_at) values (1, 'new', now()) returning status

select avg(shipped_on - placed_at::date) from orders where shipped_on is not null

select id, extract(epoch from placed_at - lag(placed_at) over (order by placed_at)) as gap from orders order by placed_at

-- equal, any without schema
select id from orders where placed_at between '2024-01-01' and '2024-02-01' order by id

-- equal, any without schema
select id from orders where date_trunc('day', placed_at) = '2024-03-10' order by id

-- reported, any without schema
select extract(epoch from duration) from events order by id

-- reported, any without schema
select sum(extract(epoch from duration)) from events

-- equal, any without schema
insert into orders (customer_id, status, placed_at, shipped_on) values (1, 'x', '2024-05-05 10:00', '2024-05-06') returning placed_at, shipped_on

-- equal, any without schema
insert into orders (customer_id, status, placed_at) values (1, 'x', '2024-05-05T10:00:00Z') returning placed_at

-- equal, any without schema
insert into events (occurred_at) values ('2024-05-05 10:00:00+02:00') returning occurred_at
