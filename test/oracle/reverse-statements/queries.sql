select p.id, title, body, p.created, author_id, username from posts p join users u on p.author_id = u.id order by p.created desc

select * from todo order by due

select id, task from todo where not done order by priority desc, id

select id, task from todo where done order by id

select count(*) from posts where published

select id from posts where published = 1 and views > 5 order by id

select username from users where is_admin

select username, is_admin from users order by is_admin desc, username

select sum(is_admin), sum(published) from users, posts

select sum(published = 1), sum(views > 5) from posts

select count(*) filter (where published) from posts

select author_id, sum(case when published then 1 else 0 end) as n from posts group by author_id order by author_id

select author_id, count(*) as n from posts group by author_id having n > 1

select author_id, count(*) n from posts group by 1 order by n desc, author_id

select author_id as who from posts where who = 1 order by id

select title, max(views) from posts

select author_id, title, max(views) from posts where views is not null group by author_id order by author_id

select author_id, id, min(created) from posts group by author_id order by author_id

select distinct author_id from posts order by author_id

select `id`, [title] from `posts` where [id] = 1

select id from posts limit 1, 2

select id from posts order by id limit 2 offset 1

select id from posts order by id limit -1 offset 2

select * from (select id, title from posts) where id > 2 order by id

select count(*) from (select distinct author_id from posts)

select u.username, count(p.id) from users u left join posts p on p.author_id = u.id group by u.id order by u.id

select username from users where username like 'A%'

select title from posts where title like '%HELLO%' order by id

select id from posts where body like '%100\%%' escape '\'

select id from posts where body like '%\%'

select id from posts where created like '2024-02%' order by id

select id from posts where id like '1%'

select title from posts where title glob 'H*'

select title from posts where title glob '*[Ww]orld'

select username from users where username = 'BOB' collate nocase

select username from users order by username collate nocase

select name from tags order by name

select name from tags where weight is null or weight is not 1.5 order by name

select id from posts where views is 10

select id from users where karma is not null order by id

select id from posts where rating isnull

select id from posts where rating notnull order by id

select id from posts where rating not null order by id

select id from posts where id in (1, 3) order by id

select id from posts where id in () order by id

select id from posts where author_id not in (select id from users where is_admin = 1) order by id

select key from kv where key = 10

select key from kv where value = 1

select key, value + 1 from kv where key = 'a'

select key || value from kv order by key

select id || ': ' || title from posts order by id

select 'post ' || views || ' views' from posts order by id

-- reported
select coalesce(rating, 'none') from posts order by id

select coalesce(views, 0) + 1 from posts order by id

select ifnull(karma, 0) from users order by id

select ifnull(email, 'no mail') from users order by id

select iif(views > 5, 'hot', 'cold') from posts order by id

select case when views then 'seen' else 'new' end from posts order by id

select case published when 1 then 'yes' when 0 then 'no' end from posts order by id

select max(views, 5), min(views, 5) from posts order by id

select max(1, 2, 3), min('b', 'a')

select views / 3, views / 3.0, views % 3 from posts where views is not null order by id

select 7 / 2, 7 / 2.0, -7 / 2, 7 % -3

select 1 / 0, 1.0 / 0, 5 % 0

select price / 2 from posts where id = 1

-- reported
select price / 3 from posts where id = 2

select price * views from posts where id in (1, 3) order by id

select round(rating), round(rating, 1) from posts where rating is not null order by id

select avg(views), sum(views), total(views), count(views) from posts

select avg(rating), min(rating), max(rating) from posts

select group_concat(name) from (select name from tags order by name)

select group_concat(name, '; ') from (select name from tags order by name desc)

select author_id, group_concat(title, '|') from posts where id <> 3 group by author_id order by author_id

select group_concat(distinct author_id) from posts where author_id = 1

select u.username, group_concat(t.tag order by t.tag) from users u join posts p on p.author_id = u.id join post_tags t on t.post_id = p.id group by u.id order by u.id

select exists(select 1 from users where username = 'ann')

select not exists (select 1 from users where id = 99)

select 1 where 1

select 1 union select 2 union all select 2 order by 1

with recursive n(i) as (select 1 union all select i + 1 from n where i < 5) select i, i * i from n

with recursive d(day) as (select date('2024-02-27') union all select date(day, '+1 day') from d where day < '2024-03-01') select day from d

select row_number() over (order by views desc), id from posts order by id

select id, sum(views) over (partition by author_id order by id) from posts order by id

select id, lag(title) over (order by id), first_value(title) over (order by id desc) from posts order by id

select rowid, username from users order by rowid

select oid from posts where _rowid_ = 3

select "username" from "users" where "username" = "ann"

select id from posts where title = "Hello"

select p.* from posts p where (p.author_id, p.id) in (select author_id, max(id) from posts group by author_id) order by p.id

select count(distinct tag) from post_tags

select cast(views as text), cast(rating as integer), cast('12abc' as integer), cast(value as integer) from posts, kv where posts.id = 1 and key = '10'

select cast(value as real) from kv where key <> 'x' order by key

select cast(rating as text) from posts where id = 1

select typeof(views), typeof(title), typeof(rating), typeof(null) from posts where id = 1

select id from posts where author_id = 1 == published order by id

select id, '1' || id + 2, 2 * ('1' || views) from posts order by id

select id, views & 3 || 1, ~ views + 1, - id || 'x' from posts order by id

select id, author_id = 1 = published, views < 3 < 2, id > 1 = 1, id is null = 0 from posts order by id

select id, published = 1 in (0, 1), title = 'x' like '0', id in (1, 2) = published from posts order by id

select id from posts where title || '!' = 'x' || '!' or id + 1 = 2 and not id = 3 = published order by id

select case when id > 1 then '1' else '2' end || views + 1 from posts order by id

select p.*, max(p.id) from posts p where p.created is not null group by p.author_id order by p.author_id

select distinct author_id from posts order by author_id = 1, author_id

select distinct username from users order by id

select distinct u.username, u.karma from users u join posts p on p.author_id = u.id order by u.id desc limit 2

select id from posts where published in (0, 4) order by id

select id from posts where published > 0 and published < 2 order by id

select id, published + 1, -published from posts order by id

select abs(-5), abs(views - 20) from posts where id = 1

select 3 & 5, 3 | 4, 1 << 4, 1 << 40, ~5

select 2000000000 * 2

select length(x'00ff00'), hex(raw) from events order by at

select length(title), upper(title), lower(title), length(12345) from posts where id = 1

select substr(title, 2), substr(title, -3), substr(title, -3, 2), substr(title, 1, 1), substr(title, 0, 3) from posts where id = 1

select trim('  a '), ltrim('xxa', 'x'), rtrim('axx', 'x'), trim('xax', 'x'), replace('abc', 'b', 'z')

select instr(title, 'l'), instr(views, '0') from posts where id = 1

select printf('%05.2f', 3.14159), printf('%d items', 3), format('%s-%03d', 'a', 7), printf('%,d', 1234567), printf('%x', 255)

select quote('it''s'), quote(12), quote(null)

select char(72, 105), unicode('H'), hex('Hi')

select 'it''s', 'a\b', 'tab	x'

select nullif(views, 0) from posts order by id

select likely(views > 5) from posts where id = 1

select json_extract(meta, '$.lang') from posts where meta is not null and id <> 4 order by id

select id from posts where json_extract(meta, '$.n') > 5

select id from posts where json_extract(meta, '$.lang') = 'en'

select meta ->> '$.lang', meta ->> 'lang' from posts where id = 1

select meta -> '$.tags' from posts where id = 1

select json_array_length(meta, '$.tags') from posts where id = 1

select json_extract(meta, '$.tags[0]') from posts where id = 1

select json_array(1, 'a', null), json_object('id', id, 'title', title) from posts where id = 1

select json_group_array(name) from (select name from tags order by name)

select json_group_array(json_object('id', id, 't', title)) from (select id, title from posts order by id limit 2)

select value from json_each('[1, 2, 3]')

select p.id, j.value from posts p, json_each(p.meta, '$.tags') j where p.id = 1 order by j.key

select id from posts where exists (select 1 from json_each(meta, '$.tags') where value = 'a')

select key, value from json_each('{"a": "x", "b": "y"}') order by key

select id from users where id in (select value from json_each('[1,3]')) order by id

select json_set(meta, '$.n', 5), json_remove(meta, '$.tags', '$.n') from posts where id = 1

select json_valid('{"a":1}'), json_valid('nope')

select json_type(meta), json_type(meta, '$.n') from posts where id = 1

select random() is not null, abs(random() % 10) < 10, length(hex(randomblob(8)))

select title from posts order by random() limit 0

select sqlite_version() is not null

-- reported
select name from sqlite_master where type = 'table' order by name

-- reported
select changes()

select settingid, KEY, "Value" from appsettings order by settingId

select n.k from (select key as k, "settingid" from "AppSettings") n where n.settingId = 1

select s.k from (select key k, settingid from APPSETTINGS where value <> 'x') s order by s."settingid"

select APPSETTINGS.key from appSettings where exists (select 1 from AppSettings b where b.settingid = appsettings.settingid + 1)
