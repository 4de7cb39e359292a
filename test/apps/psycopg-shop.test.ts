import assert from 'node:assert/strict';
import { ask } from '../support/application.ts';
import { requirePython } from '../support/python-venv.ts';
import { startPostgres, type TestPostgres } from '../support/start-postgres.ts';
import {
  fixtureTree,
  type SwitchedApplication,
  switchedApplication,
} from '../support/switched-application.ts';

const tree = fixtureTree('psycopg-shop');
const commands = {
  setUp: ['-m', 'shop.setup'],
  serve: ['-m', 'uvicorn', 'shop.main:app', '--port', '{port}'],
};

interface Row {
  readonly [column: string]: unknown;
}

/** Everything that the application does, without what differs from run to run. */
async function questions(url: string): Promise<unknown> {
  const post = (path: string, body: unknown) => ask<Row>(`${url}${path}`, body);
  const get = <T = readonly Row[]>(path: string) => ask<T>(`${url}${path}`);
  const ada = { email: 'ada@example.org', name: 'Ada Ünal', settings: { news: true, size: 2 } };
  const customer = await post('/customers', ada);
  const again = await post('/customers', ada);
  const unknown = await post('/orders', { customer_id: 9999, lines: [] });
  const lines = [
    { product: 'Lamp', quantity: 2, price: '19.90' },
    { product: 'Bulb', price: '3.10' },
  ];
  const labels = ['gift', 'it’s "urgent"'];
  const order = await post('/orders', { customer_id: customer.json.id, lines, labels });
  const place = `/orders/${order.json.id}`;
  const found = await get<Row>(place);
  const labelled = await get('/orders/labelled/gift');
  const unpaid = await get(`/orders/unpaid?customer_id=${customer.json.id}&before=2999-01-01`);
  const states = await ask<readonly Row[]>(`${url}/orders/states`, [order.json.id]);
  const payments = [await post(`${place}/payment`, {}), await post(`${place}/payment`, {})];
  const search = await get('/customers?part=ADA');
  const removed = await fetch(`${url}/customers/${customer.json.id}`, { method: 'DELETE' });
  const gone = await get<Row>(place);
  return {
    customer: [customer.status, named(customer.json, 'created_at')],
    again: again.status,
    unknown: unknown.status,
    order: [order.status, named(order.json, 'id', 'placed_at', 'due', 'customer_id')],
    found: named(found.json, 'id', 'placed_at', 'due', 'customer_id'),
    counts: [labelled.json.length, unpaid.json.length, unpaid.json[0]?.total],
    states: states.json.map(({ paid }) => paid),
    payments: payments.map(({ json }) => json),
    search: search.json.map((row) => named(row, 'created_at')),
    removed: removed.status,
    gone: gone.status,
  };
}

/** A row with only the form of the values that differ from run to run. */
function named(row: Row, ...varying: readonly string[]): Row {
  const shape = (value: unknown) => String(value).replace(/\d/g, '0').replace(/[a-f]/g, '0');
  const forms = varying.map((name) => [name, shape(row[name]).slice(0, 10)]);
  return { ...row, ...Object.fromEntries(forms) };
}

describe('the shop on psycopg', function () {
  this.timeout(600_000);
  let postgres: TestPostgres;
  let app: SwitchedApplication;
  let onServer: unknown;

  before(async function () {
    const python = await requirePython(this, tree['requirements.txt'] ?? '');
    postgres = await startPostgres();
    await postgres.createDatabase('shop');
    await postgres.createDatabase('again');
    app = await switchedApplication(tree, python, commands);
  });
  after(async () => {
    app?.remove();
    await postgres?.stop();
  });

  it('works on PostgreSQL before', async () => {
    onServer = await app.ask({ DATABASE_URL: postgres.url('shop') }, questions);
    const { customer, again, removed, gone } = onServer as Record<string, unknown>;
    assert.deepEqual(
      [(customer as readonly unknown[])[0], again, removed, gone],
      [201, 409, 204, 404],
    );
  });

  it('does the same on SQLite', async () => {
    await app.switch('apply', '--to', 'sqlite', '--no-tasks');
    assert.deepEqual(await app.ask({ DATABASE_URL: app.fileUrl }, questions), onServer);
  });

  it('is taken back to the byte, and works as before', async () => {
    await app.switch('revert');
    app.assertUnchanged();
    assert.deepEqual(await app.ask({ DATABASE_URL: postgres.url('again') }, questions), onServer);
  });
});
