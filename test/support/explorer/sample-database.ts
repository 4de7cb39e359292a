import { DatabaseSync } from 'node:sqlite';

/** A small shop: every kind of thing that the explorer shows, with rows that look like a real one's. */
export function writeSampleDatabase(path: string): void {
  const database = new DatabaseSync(path);
  database.exec(`
    CREATE TABLE customers (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      email TEXT NOT NULL UNIQUE COLLATE NOCASE,
      name TEXT NOT NULL,
      country TEXT NOT NULL DEFAULT 'DE' CHECK (length(country) = 2),
      vip INTEGER NOT NULL DEFAULT 0 CHECK (vip IN (0, 1)),
      preferences TEXT CHECK (preferences IS NULL OR json_valid(preferences)),
      photo BLOB,
      created_at DATETIME NOT NULL
    );
    CREATE TABLE products (
      sku TEXT PRIMARY KEY, title TEXT NOT NULL, price_cents INTEGER NOT NULL,
      price REAL GENERATED ALWAYS AS (price_cents / 100.0) VIRTUAL
    ) WITHOUT ROWID;
    CREATE TABLE orders (
      id INTEGER PRIMARY KEY,
      customer_id INTEGER NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
      status TEXT NOT NULL DEFAULT 'open',
      note TEXT,
      placed_at DATETIME NOT NULL
    );
    CREATE TABLE order_items (
      order_id INTEGER NOT NULL REFERENCES orders,
      sku TEXT NOT NULL REFERENCES products,
      quantity INTEGER NOT NULL,
      PRIMARY KEY (order_id, sku)
    );
    CREATE TABLE "odd ""names""" ("<img src=x onerror=alert(1)>" TEXT, "a;b--" INTEGER, big INTEGER);
    CREATE INDEX orders_by_customer ON orders (customer_id, placed_at DESC);
    CREATE INDEX open_orders ON orders (status) WHERE status = 'open';
    CREATE VIEW revenue AS
      SELECT c.name, sum(p.price_cents * i.quantity) / 100.0 AS total
      FROM customers c JOIN orders o ON o.customer_id = c.id
      JOIN order_items i ON i.order_id = o.id JOIN products p ON p.sku = i.sku GROUP BY c.id;
    CREATE TRIGGER orders_closed AFTER UPDATE OF status ON orders BEGIN SELECT 1; END;
    CREATE VIRTUAL TABLE product_search USING fts5(title);
  `);
  database.exec('BEGIN');
  fill(database);
  database.exec('COMMIT');
  database.close();
}

const firstNames = [
  'Ada',
  'Björn',
  'Chloé',
  'Dmitri',
  'Elif',
  'Fatima',
  'Grace',
  'Hiroshi',
  'Inês',
  'Jürgen',
];
const lastNames = [
  'Okafor',
  'Lindqvist',
  'Moreau',
  'Petrov',
  'Yılmaz',
  'Haddad',
  'Hopper',
  'Tanaka',
  'Costa',
  'Weiß',
];
const countries = ['DE', 'FR', 'SE', 'JP', 'PT', 'US'];
const goods = [
  'Notebook',
  'Fountain Pen',
  'Desk Lamp',
  'Paper Clip',
  'Stapler',
  'Globe',
  'Ruler',
  'Ink',
];
const states = ['open', 'paid', 'shipped', 'returned'];

function fill(database: DatabaseSync): void {
  const product = database.prepare(
    'INSERT INTO products (sku, title, price_cents) VALUES (?, ?, ?)',
  );
  goods.forEach((title, at) => {
    product.run(`SKU-${100 + at}`, title, 250 + at * 375);
  });
  fillCustomers(database);
  fillOrders(database);
  database
    .prepare(`INSERT INTO "odd ""names""" VALUES (?, ?, ?)`)
    .run('<img src=x onerror="document.title=1">', 'text in a number column', 9007199254740993n);
}

function fillCustomers(database: DatabaseSync): void {
  const customer = database.prepare(
    'INSERT INTO customers (email, name, country, vip, preferences, photo, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  for (let at = 0; at < 500; at++) {
    const name = `${firstNames[at % 10]} ${lastNames[(at * 7 + Math.floor(at / 10)) % 10]}`;
    customer.run(
      `user${at}@example.org`,
      name,
      countries[at % 6] ?? 'DE',
      at % 9 === 0 ? 1 : 0,
      at % 4 === 0
        ? null
        : JSON.stringify({ theme: at % 2 ? 'dark' : 'light', mails: at % 3 === 0 }),
      at % 5 === 0 ? new Uint8Array([0x89, 0x50, 0x4e, 0x47, at % 256]) : null,
      1_700_000_000 + at * 86_400,
    );
  }
}

function fillOrders(database: DatabaseSync): void {
  const order = database.prepare(
    'INSERT INTO orders (customer_id, status, note, placed_at) VALUES (?, ?, ?, ?)',
  );
  const item = database.prepare('INSERT INTO order_items VALUES (?, ?, ?)');
  for (let at = 0; at < 12_000; at++) {
    const note = at % 7 === 0 ? 'Leave at the door.\nRing twice.' : at % 11 === 0 ? '' : null;
    order.run((at % 500) + 1, states[at % 4] ?? 'open', note, 1_710_000_000 + at * 600);
    item.run(at + 1, `SKU-${100 + (at % 8)}`, 1 + (at % 5));
  }
}
