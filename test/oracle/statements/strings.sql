select length(last_name), char_length(last_name), octet_length(last_name) from customers order by id

select position('@' in email) from customers order by id

select strpos(email, '@') as at from customers order by id

select substring(email from 1 for 3) from customers order by id

select substring(email, position('@' in email) + 1) as domain from customers order by id

select left('hello', -2), right('hello', 2), right('hello', -2), left('hello', 0), left('hi', 10)

select left(name, 3) as l, right(name, 3) as r from products order by id

select trim(both 'x' from 'xxhixx'), trim(leading 'x' from 'xxhi'), trim(trailing from 'hi  '), btrim('--a--', '-'), ltrim('  a'), rtrim('abcc', 'c')

select replace(name, ' ', '_') as slug from products order by id

select lower(replace(name, ' ', '-')) as slug from products order by id

select translate('hello world', 'lo', '01')

select reverse('abc')

select repeat('ab', 3), repeat('x', 0)

select lpad('7', 3, '0'), rpad('ab', 5, '.'), lpad('abcdef', 3), lpad('x', 4), rpad('abc', 2, 'x')

select ascii('A'), chr(65), chr(8364)

select string_to_array('a,b,,c', ','), string_to_array('a,b', ',')

select unnest(string_to_array('x y z', ' ')) as word

select concat('a', null, 1, true), concat_ws('-', 'a', null, 'b')

select 'Order ' || id || ' is ' || status as line from orders order by id

select first_name || ' ' || last_name from customers order by id

select 'on ' || birthday from customers order by id

select 'price ' || price::text from products order by id

select format('%s-%s', id, status) from orders order by id

select quote_literal('it''s'), quote_ident('my col'), quote_nullable(null)

select starts_with(email, 'bob') from customers order by id

select email from customers where starts_with(email, 'eve') order by id

select email ^@ 'bob' from customers order by id

select overlay('abcdef' placing 'XX' from 2 for 3)

select encode('hello'::bytea, 'hex'), encode('\x00ff'::bytea, 'hex')

select decode('68656c6c6f', 'hex')

select length(raw), octet_length(raw) from events order by id

select to_hex(255), to_hex(4096)

select 'abc' like 'A%', 'abc' like 'a%', 'abc' ilike 'A%', 'abc' not like 'b%'

select 'a_c' like 'a\_c', 'abc' like 'a\_c', '50%' like '50\%'

select id from products where name like 'R%' order by id

select id from products where name not ilike '%red%' order by id

select id from products where sku ilike 'sku-00_' order by id

select id from customers where last_name like 'l%' order by id

select id from customers where first_name ~ '^[A-E]' order by id

select id from customers where email ~* '^ADA' order by id

select id from customers where email !~ '^[a-z]' order by id

select id from products where sku ~ '^SKU-[0-9]{3}$' order by id

select id from customers where email ~ '@example\.com$' order by id

select string_agg(first_name, ',' order by id) from customers

select string_agg(distinct city, ',' order by city) from customers

select string_agg(coalesce(city, 'none'), '; ' order by id desc) from customers

select string_agg(name || ':' || stock, E'\n' order by id) from products

select string_agg(id::text, ',' order by id) from orders

select E'tab\there', E'it\'s', E'\u00e9', E'new\nline'

select U&'\00e9t\00e9'

select $$it's$$, $tag$a $$ b$tag$

select 'adjacent '
  'strings'

select 'it''s', '', ' '

select '' = '' as same, '' is null as is_null, length('')

select coalesce('', 'x'), nullif('', '')

select 'a' < 'B', 'a' < 'b', 'Z' < 'a'

select name from products order by name

select name from products order by lower(name)

select max(name), min(name) from products

select lower(city) as city, count(*) from customers where city is not null group by lower(city) order by 1

select distinct lower(city) from customers where city is not null order by 1

select char_length(trim(name)) from products order by id

select 'x'::char(3) || 'y', 'ab'::varchar(1), cast('abcdef' as varchar(3))

select country || '!' from customers order by id

select length(country) from customers order by id

select country = 'GB' as gb, country in ('FR', 'CH') as other from customers order by id

select cast(id as text) || '/' || cast(total as text) from orders order by id

select cast(id as varchar) from orders order by id

select id::varchar(10) from orders order by id

select num_nonnulls(first_name, last_name, city) from customers order by id

select bit_length('abc')

select string_agg(word, ' ') from (values ('a'), ('b')) v(word)

select upper(first_name) as name from customers where upper(first_name) like 'A%' order by 1

select strpos('hello', 'l'), strpos('hello', 'z'), position('' in 'abc')

select replace(replace(email, '@', ' at '), '.', ' dot ') from customers order by id

select 'abc' collate "C" < 'abd' collate "C"

select name collate "C" from products order by name collate "C"

select '10' < '9', '10'::int < '9'::int

select length(null), upper(null), null || 'x'

select string_to_array(email, '@') from customers order by id

select (string_to_array(email, '@'))[1] as user_part from customers order by id

select array_to_string(array['a', null, 'b'], ','), array_to_string(array[1, 2, 3], '-')

select btrim(note) = '' as blank from orders order by id

select substr('hello', 0, 3), substring('hello' from 0 for 3), substr('hello', -1, 4)

select split_part('a,b,c', ',', 1), split_part('a,b,c', ',', 3), split_part('a,b,c', ',', 4), split_part('a,b,c', ',', -1)

select format('%I.%I', 'my table', 'col'), format('%L', 'it''s')

select encode(raw, 'hex') from events order by id

select substring('foobar' from 4), substring('foobar', 4), substring('foobar' for 3)

select to_char(1234.5, '9,999.99'), to_char(5, '000'), to_char(-3.14159, 'FM990.00')

select case when note like '%' || E'\n' || '%' then 'multi' else 'single' end from orders where note is not null order by id

select email from customers where email like '%' || 'example' || '%' order by email

select 'abc' similar to '(a|b)%'

-- reported
select substring(sku from '[0-9]+') from products order by id

-- reported
select initcap('hello world-of SQL'), initcap(name) from products order by id

-- reported
select md5('hello')

-- reported
select regexp_replace('a1b22c', '\d+', '#', 'g')

-- reported
select regexp_replace('  many   spaces ', '\s+', ' ', 'g')

-- reported
select regexp_matches('abc123', '[0-9]+')

-- reported
select (regexp_match('abc123', '([a-z]+)([0-9]+)'))[2]

-- reported
select regexp_split_to_array('a, b,c', ',\s*')

-- reported
select regexp_count('banana', 'a')

-- reported
select to_number('1,234.50', '9,999.99')

-- reported
select sha256('abc'::bytea)

-- reported
select id from orders where note like 'ü%' or note ilike 'ÜBER%'

-- equal, any without schema
select 'a' || 1 || 'b', 'total: ' || total from orders order by id

-- equal, any without schema
select 'is ' || is_active from customers order by id

-- equal, any without schema
select format('Hello %s, you owe %s', first_name, credit) from customers where id = 1

-- equal, any without schema
select concat(id, ':', is_active) from customers order by id
