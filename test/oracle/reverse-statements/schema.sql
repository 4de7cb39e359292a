PRAGMA foreign_keys = ON;
CREATE TABLE users (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  username TEXT UNIQUE NOT NULL,
  email VARCHAR(120),
  password_hash TEXT,
  is_admin BOOLEAN NOT NULL DEFAULT 0,
  karma INTEGER DEFAULT 0,
  created TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
  birthday DATE
);
CREATE TABLE posts (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  author_id INTEGER NOT NULL,
  title TEXT NOT NULL,
  body TEXT NOT NULL DEFAULT "",
  views INT DEFAULT 0,
  rating REAL,
  price DECIMAL(10,2),
  published INTEGER CHECK (published IN (0, 1)) DEFAULT 0,
  meta TEXT,
  created DATETIME,
  FOREIGN KEY (author_id) REFERENCES users (id) ON DELETE CASCADE
);
CREATE INDEX idx_posts_author ON posts (author_id);
CREATE UNIQUE INDEX [idx posts title] ON posts (author_id, title COLLATE NOCASE);
CREATE TABLE tags (name TEXT PRIMARY KEY, weight REAL) WITHOUT ROWID;
CREATE TABLE post_tags (
  post_id INTEGER REFERENCES posts (id) ON DELETE CASCADE,
  tag TEXT REFERENCES tags (name),
  PRIMARY KEY (post_id, tag)
);
CREATE TABLE todo (
  id INTEGER PRIMARY KEY,
  task TEXT NOT NULL,
  done INTEGER NOT NULL DEFAULT 0,
  priority INTEGER,
  due TEXT,
  note
);
CREATE TABLE kv (key TEXT PRIMARY KEY, value TEXT, hits INTEGER DEFAULT 0);
CREATE TABLE events (day TEXT, kind TEXT, amount INTEGER, at INTEGER, payload TEXT, raw BLOB);
INSERT INTO users VALUES
  (1, 'ann', 'ann@example.com', 'x', 1, 10, '2024-01-15 10:20:30', '1990-05-17'),
  (2, 'Bob', 'BOB@example.com', NULL, 0, NULL, '2024-02-29 23:59:59', NULL),
  (3, 'cid', NULL, 'z', 0, 7, '2023-12-31 00:00:00', '1985-12-31');
INSERT INTO posts (id, author_id, title, body, views, rating, price, published, meta, created) VALUES
  (1, 1, 'Hello', 'First post', 10, 4.5, 9.99, 1, '{"lang": "en", "n": 3, "tags": ["a", "b"]}', '2024-01-16 08:00:00'),
  (2, 1, 'Second', '', 0, NULL, 20, 0, NULL, '2024-02-01 12:30:00'),
  (3, 2, 'hello world', 'A 100% test_case', 7, 3.25, 0.5, 1, '{"lang": "de", "n": 12}', '2024-02-29 23:00:00'),
  (4, 3, 'Draft', 'Back\slash', NULL, 2, NULL, 0, '[1, 2, 3]', NULL);
INSERT INTO tags VALUES ('sql', 1.5), ('web', NULL), ('Art', 0.25);
INSERT INTO post_tags VALUES (1, 'sql'), (1, 'web'), (3, 'sql'), (3, 'Art');
INSERT INTO todo (task, done, priority, due, note) VALUES
  ('buy milk', 0, 2, '2024-03-01', 'n'),
  ('Write report', 1, 1, '2024-02-15', NULL),
  ('call mum', 0, NULL, NULL, '12'),
  ('zz top', 1, 3, '2024-03-10', 'x');
INSERT INTO kv VALUES ('a', '1', 1), ('b', 'two', 2), ('c', NULL, 0), ('10', '7 days', 5);
INSERT INTO events VALUES
  ('2024-01-01', 'buy', 10, 1704067200, '{"sku": "A1"}', x'00ff'),
  ('2024-01-02', 'buy', 5, 1704153600, NULL, NULL),
  ('2024-01-02', 'sell', 0, 1704157200, '{"sku": "B2"}', x'6162'),
  ('2024-02-10', 'sell', NULL, 1707523200, NULL, NULL);
CREATE TABLE "AppSettings" ("settingId" INTEGER PRIMARY KEY, "Key" TEXT NOT NULL UNIQUE, value TEXT);
INSERT INTO "AppSettings" VALUES (1, 'Theme', 'dark'), (2, 'lang', 'de');
