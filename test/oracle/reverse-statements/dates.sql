select date('2024-01-31'), date('2024-01-31', '+1 day'), date('2024-01-31', '+1 month'), date('2024-03-31', '-1 month')

select date('2024-02-29', '+1 year'), date('2024-01-15', 'start of month', '+1 month', '-1 day'), date('2024-05-15', 'start of year')

select datetime('2024-01-31 10:20:30', '+90 minutes'), datetime('2024-01-31 10:20:30', 'start of day'), time('10:20:30', '+1 hour')

select date('2024-02-20', 'weekday 0'), date('2024-02-18', 'weekday 0'), date('2024-02-20', 'weekday 1', '-7 days')

select strftime('%Y', created), strftime('%m', created), strftime('%Y-%m', created) from posts where created is not null order by id

select strftime('%d.%m.%Y %H:%M', created), strftime('%j', created), strftime('%w', created), strftime('%W', created) from posts where id = 3

select strftime('%s', '2024-02-20'), strftime('%s', created) from posts where id = 1

select cast(strftime('%Y', created) as integer) as y, count(*) from users group by y order by y

select strftime('%Y-%m', created) as month, count(*) from posts where created is not null group by month order by month

select strftime('%Y-%m', created) as month, sum(views) from posts group by strftime('%Y-%m', created) order by month

select date(created), count(*) from posts group by date(created) order by 1

select julianday('2024-02-20') - julianday('2024-02-01'), julianday('2024-02-20 12:00:00')

select cast(julianday('2024-02-20') - julianday(birthday) as integer) from users where birthday is not null order by id

select unixepoch('2024-02-20'), unixepoch(created) from posts where id = 1

select datetime(at, 'unixepoch'), date(at, 'unixepoch') from events order by at

select id from posts where created >= '2024-02-01' and created < '2024-03-01' order by id

select id from posts where created > datetime('2024-02-01 00:00:00') order by id

select id from posts where date(created) = '2024-02-29'

select id from users where created between '2024-01-01' and '2024-02-01' order by id

select id from todo where due < date('2024-03-05') order by id

select id from todo where due < date('2024-03-05', '-3 days') order by id

select task, julianday(due) - julianday('2024-02-10') as days from todo where due is not null order by days

select count(*) from users where created < datetime('now', '-1 day')

select count(*) from users where created < datetime('now', 'localtime')

select count(*) from todo where due < date('now')

select count(*) from users where strftime('%Y', created) = strftime('%Y', 'now')

select strftime('%Y-%m-%d', 'now') = date('now'), current_date = date('now'), current_timestamp = datetime('now')

select username, birthday from users order by birthday

select username from users where birthday < '1990-01-01'

select strftime('%m-%d', birthday) from users where birthday is not null order by id

select created from users order by created

select max(created), min(created) from posts

select substr(created, 1, 7), substr(created, 1, 4) from posts where id = 1

select created || '' from posts where id = 1

select date(created, '+7 days') from posts where id = 1

select datetime(created, '+1 month') from posts where id = 1

select day, strftime('%W', day) from events order by day

select strftime('%H:%M:%S', at, 'unixepoch') from events order by at

select coalesce(created, 'never') from posts order by id

select strftime('%Y', 'now') - strftime('%Y', birthday) > 0 from users where birthday is not null order by id
