create table t (id integer primary key, a text); insert into t (a) values ('x'), ('y'); select id, a from t order by id

create table if not exists t (id integer primary key autoincrement not null, name varchar(80) not null unique, flag bool default 1); insert into t (name) values ('n'); select * from t

create table "order" (id integer primary key, "group" text, total numeric default 0.0); insert into "order" ("group") values ('g'); select * from "order"

create table user (id integer primary key, name text); insert into user (name) values ('u'); select name from user

create table t (a, b, c); insert into t values ('1', 'x', null); select * from t

create table t (a int unsigned, b bigint(20), c double, d nvarchar(10), e tinyint(1) default 0, f clob); insert into t values (1, 2, 1.5, 'd', 1, 'f'); select * from t

create table t (a integer, b integer generated always as (a * 2) virtual, c text as ('x' || a) stored); insert into t (a) values (4); select * from t

create table t (a text collate nocase unique); insert into t values ('Ann'); select count(*) from t where a = 'ANN'

create table t (id integer primary key, at text default (datetime('now')), d text default current_date, n text default 'it''s', u text default "dq"); insert into t (id) values (1); select length(at), length(d), n, u from t

create table t (a integer not null on conflict ignore, unique (a) on conflict replace); insert into t values (1); select * from t

create table t (x real check (x > 0), y text check (length(y) < 5), z integer check (z in (0, 1)), constraint c check (x < 10 and y)); insert into t values (1, '3', 1); select * from t

create table a (id integer primary key); create table b (id integer primary key, a_id integer references a on delete set null, foreign key (a_id) references a (id)); insert into a values (1); insert into b values (1, 1); delete from a; select a_id from b

create table b (id integer primary key, a_id integer references a (id)); create table a (id integer primary key); insert into a values (1); insert into b values (1, 1); select * from b

create table t (id integer primary key, a text); insert into t values (5, 'x'); insert into t (a) values ('y'); select id from t order by id

create table t2 as select id, title from posts where id < 3; select * from t2 order by id

create temp table tt (a int); insert into tt values (1); select * from tt

create view if not exists v as select id, title from posts where published; select id from v order by id

create view v as select author_id, count(*) n, group_concat(title) g from posts group by author_id; select author_id, n from v order by author_id

create index i on posts (lower(title)); select 1

create index i on posts (created desc, views) where published = 1; select 1

create unique index if not exists i on kv (key, value collate nocase); select 1

create index i on posts (views + 1); select 1

drop index idx_posts_author; select 1

alter table todo add column color text default 'red'; select color from todo where id = 1

alter table todo add extra integer not null default 0; select extra from todo where id = 1

alter table todo rename to tasks; select count(*) from tasks

alter table todo rename column task to title; select title from todo where id = 1

alter table todo drop column note; select * from todo where id = 1

drop table if exists post_tags; select 1

drop view if exists nope; select 1

create table t (id integer primary key, n int, updated datetime); create trigger t_up after update on t for each row begin update t set updated = current_timestamp where id = old.id; end; insert into t (n) values (1); update t set n = 2; select n, updated is not null from t

create table log (what text, at text default current_timestamp); create trigger a1 after insert on todo begin insert into log (what) values ('new ' || new.task); end; create trigger a2 after delete on todo begin insert into log (what) values ('gone ' || old.id); end; insert into todo (task) values ('t'); delete from todo where task = 't'; select what from log order by what

create trigger no_admin before delete on users when old.is_admin begin select raise(abort, 'no 100% way'); end; delete from users where id = 2; select count(*) from users

create trigger pos before insert on events for each row begin select case when new.amount < 0 then raise(abort, 'negative') end; end; insert into events (amount) values (3); select count(*) from events where amount = 3

create view v as select id, task from todo; create trigger vi instead of insert on v begin insert into todo (task) values (new.task); end; insert into v (task) values ('via view'); select task from todo where task = 'via view'

create trigger cnt after insert on post_tags begin update posts set views = coalesce(views, 0) + 1 where id = new.post_id; end; insert into post_tags values (2, 'sql'); select views from posts where id = 2

-- reported
create virtual table f using fts5(title, body)

explain query plan select * from posts; select 1

analyze; select 1

create table ranks (id integer primary key desc, name text, n int, unique (n desc, name asc)); insert into ranks values (3, 'a', 1), (1, 'b', 2); select * from ranks order by id

create table "SettingLog" (id integer primary key, "settingId" int references appsettings(settingid)); insert into settinglog (settingid) values (2); select id, settingid from settinglog

create index ix_settings on appsettings (key, value); select key from appsettings order by key
