insert into users (username, email) values ('dan', 'd@x'); select id, username, is_admin, karma, created is not null from users where username = 'dan'

insert into users (id, username) values (null, 'eve'); select username from users where username = 'eve'

insert or ignore into users (username) values ('ann'); select count(*) from users

insert or replace into kv (key, value) values ('a', '9'); select * from kv where key = 'a'

replace into kv values ('z', 'new', 3); select * from kv order by key

insert or replace into todo (id, task, done) values (1, 'changed', 1); select * from todo where id = 1

insert into kv (key, value) values ('a', 'x') on conflict (key) do update set hits = hits + 1, value = excluded.value; select * from kv where key = 'a'

insert into kv (key) values ('a') on conflict do nothing; select count(*) from kv

insert into kv (key, hits) values ('b', 1) on conflict (key) do update set hits = kv.hits + excluded.hits where kv.hits < 5 returning hits

update todo set done = 1 - done where id = 1; select done from todo where id = 1

update todo set done = not done; select id, done from todo order by id

update users set is_admin = 1 where id = 2; select is_admin from users order by id

update users set is_admin = not is_admin; select is_admin from users order by id

update users set is_admin = (karma > 5) where karma is not null; select is_admin from users order by id

update posts set published = 0, views = views + 1 where published = 1; select id, published, views from posts order by id

update posts set created = datetime('now') where id = 1; select created is not null from posts where id = 1

update posts set created = '2024-05-05 05:05:05' where id = 4; select created from posts where id = 4

update todo set due = date('2024-01-31', '+1 day') where id = 3; select due from todo where id = 3

update posts set views = ifnull(views, 0) + 1; select views from posts order by id

update posts set (title, views) = ('t', 1) where id = 4; select title, views from posts where id = 4

update posts set views = (select count(*) from post_tags where post_id = posts.id); select views from posts order by id

delete from todo where done; select count(*) from todo

delete from todo; select count(*) from todo

delete from users where id = 1; select count(*) from posts

delete from posts where id in (select post_id from post_tags where tag = 'sql') returning id

delete from todo where id in (select id from todo order by id limit 1); select count(*) from todo

insert into todo (task, done) select title, published from posts where id < 3; select task, done from todo where id > 4 order by id

insert into todo (task, note) values ('n', 'twelve'); select note from todo where task = 'n'

insert into kv values ('n', 5, '7'); select * from kv where key = 'n'

insert into events (raw) values (x'0102'); select hex(raw) from events where day is null

insert into posts (author_id, title, published) values (1, 'x', 1), (1, 'y', 0); select published from posts where id > 4 order by id

insert into posts (author_id, title, body) values (1, "dq", "text"); select title, body from posts where id > 4

begin immediate; update kv set hits = 1; commit; select sum(hits) from kv

begin transaction; insert into tags values ('t', 1); rollback; select count(*) from tags

begin; savepoint s; delete from post_tags; rollback to s; release s; commit; select count(*) from post_tags

pragma foreign_keys = on; select 1

insert into todo (task) values ('last'); select last_insert_rowid()

-- reported
update or ignore kv set key = 'b' where key = 'a'; select count(*) from kv

delete from sqlite_sequence where name = 'users'; select 1

insert into appsettings (KEY, value) values ('size', '3') on conflict (key) do update set value = excluded.value returning settingid; select key, value from appsettings order by settingid

update APPSETTINGS set VALUE = 'light' where KEY = 'Theme'; select value from "AppSettings" order by value

delete from appsettings where settingid = 1; select count(*) from appsettings
