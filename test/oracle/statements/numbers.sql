select 7 / 2, -7 / 2, 7 % 3, -7 % 3, 7.0 / 2, 7 / 2.0

select 10 / 4::float, 10::float8 / 4, cast(10 as double precision) / 4

select salary / 12.0 as monthly from employees order by id

select round(salary / 12.0, 2) as monthly from employees order by id

select stock::float / 7 from products order by id

select 1 / 3.0, 2 / 3.0, 1.0 / 4

select round(1.005, 2), round(123.456, -1), round(123.456, 1), round(150, -2)

select floor(-2.5), ceil(-2.5), ceiling(2.1), floor(2.9)

select abs(-5), abs(-5.5), sign(-3), sign(0), sign(2.5)

select mod(7, 3), mod(-7, 3), mod(7.5, 2)

select power(2, 10), power(2, 0.5), 2 ^ 10, sqrt(16), |/ 25, ||/ 27, cbrt(27)

select pi(), degrees(pi()), radians(180), sin(0), cos(0), atan2(1, 1)

select 5 & 3, 5 | 3, 5 # 3, ~5, 1 << 4, 16 >> 2

select @ -5

select gcd(12, 18), lcm(4, 6), factorial(5)

select div(7, 2), div(-7, 2), 7.5 % 2

select 1::int, '42'::int, 42.7::int, 42.5::int, 43.5::int, -0.5::int, (-2.5)::int

select cast(total as int) from orders order by id

select total::int, total::bigint from orders order by id

select price::float8, price::real from products order by id

select '3.14'::numeric, '3.14'::float8, '1e3'::float8, ' 42 '::int

select 9223372036854775807, -9223372036854775808, 2147483648

select 1.10, 100.00, 1.500 * 2

select sum(total), avg(total), min(total), max(total), count(total) from orders

select sum(stock), avg(stock) from products

select sum(weight), avg(weight) from products

select sum(quantity * unit_price) from order_items

select round(sum(quantity * unit_price) * 0.19, 2) as tax from order_items

select greatest(1, 2, 3), least(1, null, 3), greatest(null, null)

select greatest(stock, id * 5), least(price, 20) from products order by id

select coalesce(price, 0) * stock as value from products order by id

select nullif(stock, 0) from products order by id

select stock > 5 and price < 100 as ok from products order by id

select (stock > 5)::int + (price > 20)::int as score from products order by id

select count(*) from products where price between 10 and 60

select random() between 0 and 1, floor(random() * 10) < 10

select id from products order by random() limit 0

select (price * 100)::int as cents from products order by id

select (price * 100)::bigint from products order by id

select amount_cents / 100.0 as amount from events where amount_cents < 10000 order by id

select round(amount_cents / 100.0, 2) as amount from events where amount_cents < 10000 order by id

select id % 2 = 0 as even from products order by id

select ceil(count(*) / 2.0)::int as pages from products

select ceil(count(*)::float / 2) as pages from products

select (count(*) + 1) / 2 as pages from products

select 100.0 * count(*) filter (where paid) / count(*) as pct from orders

select round(100.0 * count(*) filter (where paid) / count(*), 1) as pct from orders

select count(case when paid then 1 end)::float / count(*) as share from orders

select avg(case when paid then 1.0 else 0 end) as share from orders

select avg(paid::int) as share from orders

select bool_and(paid), bool_or(paid), every(paid) from orders

select min(paid::int), max(paid::int) from orders

select 1 = 1.0, 1 = '1', '1'::int = 1.0, 1::text = '1'

select id from orders where total > '50' order by id

select id from orders where id = '3'

select id from products where sku = 'SKU-001' and stock >= '10'

select 3 between 1 and 5, 3 not between 1 and 2, 3 between symmetric 5 and 1

select null = null, null is null, 1 <> null, not null

select 1 is distinct from null, null is not distinct from null

select true and null, false and null, true or null, not true

select true::text, false::text, (1 = 1)::text

select true = 't'::boolean, 'yes'::boolean, 'off'::boolean, '1'::boolean, 1::boolean

select true > false, true <> false

select x, x * x from generate_series(1, 3) as x

select sum(x) from generate_series(1, 100) x

select x from generate_series(10, 1, -3) x

select generate_series(1, 3) as n

select n, (array['a','b','c'])[n] from generate_series(1, 3) n

-- reported
select money '12.50' is not null

select 12345678901234567890::numeric > 1

select round(total) from orders order by id

select sum(total)::float8 / nullif(sum(quantity), 0) from orders o join order_items i on i.order_id = o.id

select 5 / 2 as a, 5 / 2 * 1.0 as b, 5 * 1.0 / 2 as c, 5 / (2 * 1.0) as d

select salary * 1.1 as raised from employees order by id

select (salary * 1.1)::int as raised from employees order by id

select salary + coalesce(null, 100), salary - 1 from employees order by id

select -salary, +salary, - (salary + 1) from employees order by id

select 1 + 2 * 3 - 4 / 2, (1 + 2) * 3, 2 * -3, 10 - -3

select 2 * 3 || 'x', 1 + 2 || 'y'

select 7 / 2 * 2.0, (7 / 2)::float8, 7::numeric / 2

select trunc(2.7), trunc(-2.7), trunc(2.789, 2), trunc(123.4, -1)

select exp(1), ln(10), log(100), log(2, 8), log10(1000)

select 1e10, 1.5e3, 1e-3, .5, 5., 0x1F, 0b101, 0o17, 1_000_000

select to_char(1234567.891, 'FM9,999,999.00'), to_char(0.5, 'FM0.00'), to_char(42, 'FM0000')

select to_char(price, 'FM990.00') from products order by id

select to_char(price, 'FM999,990.00') as p from products order by id

select id, total::numeric(10,1) from orders order by id

select 0.1 + 0.2, 0.1 + 0.2 = 0.3, 1.10 + 2.20

-- reported
select (salary::numeric / 12)::numeric(10,2) as monthly from employees order by id

select round(2.5), round(3.5), round(-2.5), round(2.5::float8), round(0.5::float8)

-- reported
select 2.5::float8::int, 3.5::float8::int, 'true'::boolean::int

-- reported
select weight::int, weight::numeric(6,1) from products order by id

-- reported
select avg(stock)::int, avg(stock)::numeric(10,1) from products

-- reported
select round(avg(unit_price), 2) as a, round(stddev(unit_price), 4) as s, round(variance(unit_price), 4) as v from order_items

-- reported
select stddev_pop(stock), stddev_samp(stock), var_pop(stock), var_samp(stock) from products

-- reported
select round(corr(quantity, unit_price)::numeric, 6) from order_items

-- reported
select width_bucket(5.35, 0.024, 10.06, 5)

-- reported
select setseed(0.5)

-- reported
select price::text, stock::text, weight::text from products order by id

-- reported
select bit_and(stock), bit_or(stock) from products

-- reported
select '12.34'::decimal(10,1), 12.345::numeric(5,2), '7'::numeric

-- reported
select numeric '1.10' = 1.1, 1.0::text, 1.50::numeric::text

-- reported
select min_scale(1.500), scale(1.50), trim_scale(1.500)

-- portable, any without schema
select salary / 12 as monthly from employees order by id

-- equal, any without schema
select total / 2 as half from orders order by id

-- equal, any without schema
select total / 3 from orders where id = 5

-- portable, any without schema
select 100 / nullif(stock, 0) as r from products order by id

-- portable, any without schema
select case when stock = 0 then 0 else 100 / stock end from products order by id

-- equal, any without schema
select to_char(stock, '999') from products order by id

-- portable, any without schema
select amount_cents / 100 as units, amount_cents % 100 as cents from events order by id

-- portable, any without schema
select ratio * 2, ratio / 2 from events order by id

-- equal, any without schema
select (id - 1) / 2 as page, count(*) from products group by page order by page

-- portable, any without schema
select sum(salary) / count(salary) as mean from employees

-- portable, any without schema
select salary * 10 / 100 as bonus from employees order by id
