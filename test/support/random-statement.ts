import { random } from './random.ts';

type Type = 'int' | 'num' | 'text' | 'bool' | 'date' | 'ts' | 'json' | 'ints' | 'texts';

interface Source {
  readonly alias: string;
  readonly table: string;
}

/** The columns of the tables of test/oracle/statements/schema.sql, by type. */
const tables: Readonly<Record<string, Readonly<Partial<Record<Type, readonly string[]>>>>> = {
  customers: {
    int: ['id'],
    num: ['credit'],
    text: ['email', 'first_name', 'city'],
    bool: ['is_active'],
    date: ['birthday'],
    ts: ['deleted_at'],
    json: ['settings'],
    texts: ['tags'],
  },
  orders: {
    int: ['id', 'customer_id'],
    num: ['total'],
    text: ['status', 'note'],
    bool: ['paid'],
    date: ['shipped_on'],
    ts: ['placed_at'],
  },
  products: {
    int: ['id', 'stock'],
    num: ['price'],
    text: ['sku', 'name'],
    json: ['attrs'],
    ints: ['sizes'],
  },
  employees: { int: ['id', 'boss_id', 'salary'], text: ['name', 'dept'], date: ['hired'] },
};

const types: readonly Type[] = [
  'int',
  'num',
  'text',
  'bool',
  'date',
  'ts',
  'json',
  'ints',
  'texts',
];

const literals: Readonly<Record<Type, readonly string[]>> = {
  int: ['0', '1', '7', '-3', '42::int', '1000000'],
  num: ['0.5', '1.25', '-2.75', "'3.1'::numeric", '2::float8', '10.00::numeric(6,2)'],
  text: ["'a'", "''", "'it''s'", "E'x\\ny'", "'Zoë'", '$$q$$', "'7'::text"],
  bool: ['true', 'false', "'t'::boolean", 'null::boolean'],
  date: ["date '2024-02-29'", "'2024-01-31'::date", 'current_date'],
  ts: ["timestamp '2024-01-31 10:20:30.5'", "'2024-03-01'::timestamp", 'localtimestamp'],
  json: [`'{"a": {"b": 1}}'::jsonb`, "'[1, 2]'::jsonb", `'"x"'::jsonb`],
  ints: ['array[1, 2]', "'{3,4}'::int[]", 'array[1, null]'],
  texts: ["array['a', 'b']", '\'{x,"y z"}\'::text[]'],
};

/** Makes statements of PostgreSQL's grammar at random, the same ones for the same seed. */
export class RandomStatements {
  readonly #next: () => number;
  #aliases = 0;

  constructor(seed: number) {
    this.#next = random(seed);
  }

  statement(): string {
    this.#aliases = 0;
    return this.#choose<() => string>([
      () => this.#query(3),
      () => this.#query(3),
      () => this.#query(3),
      () => this.#withQuery(),
      () => `${this.#simpleQuery(2)} ${this.#setOperator()} ${this.#simpleQuery(2)}`,
      () => this.#insert(),
      () => this.#update(),
      () => this.#delete(),
      () => this.#definition(),
    ])();
  }

  #below(limit: number): number {
    return Math.floor(this.#next() * limit);
  }

  #choose<T>(items: readonly T[]): T {
    return items[this.#below(items.length)] as T;
  }

  #maybe(text: () => string, chance = 0.5): string {
    return this.#next() < chance ? text() : '';
  }

  #list(count: number, item: () => string): string {
    return Array.from({ length: 1 + this.#below(count) }, item).join(', ');
  }

  #source(): Source {
    this.#aliases += 1;
    return { alias: `t${this.#aliases}`, table: this.#choose(Object.keys(tables)) };
  }

  #query(depth: number): string {
    const first = this.#source();
    const sources = [first];
    let from = `${first.table} ${this.#maybe(() => 'as ')}${first.alias}`;
    if (this.#next() < 0.4) {
      const second = this.#source();
      sources.push(second);
      const kind = this.#choose(['join', 'left join', 'full join', 'inner join', 'right join']);
      from += ` ${kind} ${second.table} ${second.alias} on ${first.alias}.id = ${second.alias}.id`;
    }
    const { table, alias } = first;
    from += this.#maybe(() => this.#extraSource(table, alias), 0.2);
    const where = this.#maybe(() => ` where ${this.#value('bool', sources, depth)}`);
    if (this.#next() < 0.3) return this.#grouped(from, where, sources);
    const targets = this.#list(4, () => this.#target(sources, depth));
    const distinct = this.#maybe(
      () => this.#choose(['distinct ', `distinct on (${alias}.id) `]),
      0.15,
    );
    const order = distinct
      ? ` order by ${distinct === 'distinct ' ? '1' : `${alias}.id, ${alias}.id desc`}`
      : this.#maybe(() => ` order by ${this.#list(2, () => this.#sort(sources))}`);
    return `select ${distinct}${targets} from ${from}${where}${order}${this.#limit()}`;
  }

  #extraSource(table: string, alias: string): string {
    const name = `s${this.#aliases}`;
    const items = [
      `, generate_series(1, ${this.#below(5)}) ${name}`,
      `, lateral (select ${alias}.id + 1 as n) ${name}`,
      ` cross join (values (1, 'a'), (2, 'b')) as ${name}(n, w)`,
      `, unnest(array[1, 2]) with ordinality as ${name}(v, n)`,
    ];
    const { ints, texts, json } = tables[table] ?? {};
    if (ints || texts) items.push(`, unnest(${alias}.${(ints ?? texts)?.[0]}) as ${name}`);
    if (json) items.push(`, jsonb_each_text(${alias}.${json[0]}) ${name}`);
    return this.#choose(items);
  }

  #grouped(from: string, where: string, sources: readonly Source[]): string {
    const key = this.#value(this.#choose<Type>(['text', 'int', 'date', 'bool']), sources, 1);
    const targets = this.#list(
      3,
      () => `${this.#aggregate(sources)}${this.#maybe(() => ` as a${this.#below(9)}`)}`,
    );
    const having = this.#maybe(() => ` having ${this.#aggregate(sources)} is not null`, 0.3);
    return `select ${key} as k, ${targets} from ${from}${where} group by ${this.#choose(['1', 'k'])}${having} order by ${this.#choose(['1', '1 desc', 'k nulls first'])}`;
  }

  #aggregate(sources: readonly Source[]): string {
    const value = (type: Type) => this.#value(type, sources, 1);
    const call = this.#choose([
      'count(*)',
      `count(distinct ${value('text')})`,
      `sum(${value('int')})`,
      `avg(${value('num')})`,
      `max(${value('ts')})`,
      `string_agg(${value('text')}, ',' order by ${value('int')})`,
      `array_agg(${value('int')})`,
      `json_agg(${value('text')} order by ${value('text')})`,
      `bool_or(${value('bool')})`,
      `jsonb_object_agg(${value('text')}, ${value('num')})`,
    ]);
    const isPlain = !call.includes('order by') && !call.includes('distinct');
    return `${call}${isPlain ? this.#maybe(() => ` filter (where ${value('bool')})`, 0.2) : ''}`;
  }

  #target(sources: readonly Source[], depth: number): string {
    if (this.#next() < 0.1) return `${this.#choose(sources).alias}.*`;
    if (this.#next() < 0.15) return `${this.#window(sources)} as w${this.#below(9)}`;
    const value = this.#value(this.#choose(types), sources, depth);
    return `${value}${this.#maybe(() => ` as c${this.#below(9)}`)}`;
  }

  #window(sources: readonly Source[]): string {
    const call = this.#choose([
      'row_number()',
      'rank()',
      `sum(${this.#value('num', sources, 1)})`,
      `lag(${this.#value('text', sources, 1)}, 1)`,
      `first_value(${this.#value('int', sources, 1)})`,
      'count(*)',
    ]);
    const partition = this.#maybe(() => `partition by ${this.#value('text', sources, 1)} `);
    return `${call} over (${partition}order by ${this.#sort(sources)})`;
  }

  #sort(sources: readonly Source[]): string {
    // Never a constant, which would be the number of a column.
    const type = this.#choose<Type>(['int', 'text', 'num', 'date']);
    const value = `coalesce(${this.#value(type, sources, 1)}, ${this.#leaf(type, sources)})`;
    const place = this.#maybe(() =>
      this.#choose([' desc', ' asc', ' nulls first', ' desc nulls last']),
    );
    return `${value}${place}`;
  }

  #limit(): string {
    return this.#maybe(
      () =>
        this.#choose([
          ' limit 3',
          ' limit 2 offset 1',
          ' offset 1',
          ' fetch first 2 rows only',
          ' limit all',
        ]),
      0.3,
    );
  }

  #setOperator(): string {
    return this.#choose(['union', 'union all', 'except', 'intersect']);
  }

  /** Of one column, so that two of them can be put together. */
  #simpleQuery(depth: number): string {
    const source = this.#source();
    const value = this.#value('text', [source], depth);
    return `select ${value} as v from ${source.table} ${source.alias}`;
  }

  #withQuery(): string {
    const inner = this.#simpleQuery(1);
    if (this.#next() < 0.3)
      return `with recursive r(n) as (select 1 union all select n + 1 from r where n < ${2 + this.#below(5)}) select n, ${this.#value('num', [], 2)} from r order by n`;
    const kind = this.#maybe(() => this.#choose(['materialized ', 'not materialized ']), 0.3);
    return `with q as ${kind}(${inner}) select v, count(*) from q group by v order by ${this.#choose(['count', 'v desc', '2'])}`;
  }

  #insert(): string {
    const [text, int, num] = (['text', 'int', 'num'] as const).map((type) =>
      this.#value(type, [], 1),
    );
    const conflict = this.#maybe(() =>
      this.#choose([
        ' on conflict do nothing',
        ' on conflict (id) do update set name = excluded.name, stock = products.stock + 1',
        ' on conflict (sku) do update set price = excluded.price where products.price is null',
      ]),
    );
    const returning = this.#maybe(() => ' returning id, price');
    const values = this.#choose([
      `values (${900 + this.#below(99)}, ${text}, 'n', ${num}, ${int})`,
      `select id + 500, sku || '-x', name, price, ${int} from products where ${this.#value('bool', [], 1)}`,
    ]);
    return `insert into products (id, sku, name, price, stock) ${values}${conflict}${returning}`;
  }

  #update(): string {
    const alias = { alias: 'orders', table: 'orders' };
    const column = this.#choose(['status', 'note']);
    const set = `${column} = ${this.#value('text', [alias], 2)}, paid = ${this.#value('bool', [alias], 1)}`;
    const where = ` where ${this.#value('bool', [alias], 2)}`;
    const from = this.#maybe(() => ' from customers c', 0.3);
    const join = from ? ' and c.id = orders.customer_id' : '';
    return `update orders set ${set}${from}${where}${join}${this.#maybe(() => ' returning id')}`;
  }

  #delete(): string {
    const where = this.#value('bool', [{ alias: 'o', table: 'orders' }], 2);
    const using = this.#maybe(() => ' using customers c', 0.3);
    return `delete from orders o${using} where ${where}${using ? ' and c.id = o.customer_id' : ''}`;
  }

  #definition(): string {
    const column = (index: number) => `c${index} ${this.#columnType()}`;
    const columns = [0, 1, 2].map(column).join(', ');
    return this.#choose([
      `create table made (id ${this.#choose(['serial primary key', 'int primary key', 'bigint generated always as identity', 'uuid primary key default gen_random_uuid()'])}, ${columns})`,
      `create view made as ${this.#query(2)}`,
      `create ${this.#maybe(() => 'unique ')}index made on orders (${this.#choose(['status', 'lower(status), id', 'total desc', 'placed_at'])})${this.#maybe(() => ' where paid')}`,
      `alter table orders add column made ${this.#columnType()}`,
      `create temp table made as ${this.#simpleQuery(2)}`,
    ]);
  }

  #columnType(): string {
    const [type, ...fallbacks] = this.#choose([
      ['int', 'default 0', 'not null default 1'],
      ['numeric(8,2)', 'default 1.5', 'check (true)'],
      ['text', "default 'x'", "not null default ''"],
      ['boolean', 'default false', 'not null default true'],
      ['timestamptz', 'default current_timestamp'],
      ['jsonb', "default '{}'"],
      ['int[]', "default '{}'"],
      ['varchar(10)', "default 'a'"],
      ['date', "default '2024-01-01'"],
    ]);
    return `${type}${this.#maybe(() => ` ${this.#choose(fallbacks)}`)}`;
  }

  #value(type: Type, sources: readonly Source[], depth: number): string {
    if (depth <= 0 || this.#next() < 0.25) return this.#leaf(type, sources);
    const inner = (other: Type) => this.#value(other, sources, depth - 1);
    return this.#choose(this.#productions(type, inner, sources))();
  }

  #leaf(type: Type, sources: readonly Source[]): string {
    const columns = sources.flatMap(({ alias, table }) =>
      (tables[table]?.[type] ?? []).map((name) => `${alias}.${name}`),
    );
    return columns.length > 0 && this.#next() < 0.7
      ? this.#choose(columns)
      : this.#choose(literals[type]);
  }

  #productions(
    type: Type,
    inner: (type: Type) => string,
    sources: readonly Source[],
  ): readonly (() => string)[] {
    const common = [
      () => `coalesce(${inner(type)}, ${inner(type)})`,
      () => `case when ${inner('bool')} then ${inner(type)} else ${inner(type)} end`,
      () => `(${inner(type)})`,
    ];
    const own: Readonly<Record<Type, readonly (() => string)[]>> = {
      int: [
        () => `(${inner('int')} ${this.#choose(['+', '-', '*'])} ${inner('int')})`,
        () => `${inner('int')} / 3`,
        () => `length(${inner('text')})`,
        () => `${inner('num')}::int`,
        () => `abs(${inner('int')})`,
        () => `extract(${this.#choose(['year', 'month', 'day', 'dow'])} from ${inner('ts')})::int`,
        () => `(${inner('date')} - ${inner('date')})`,
        () => `(${inner('bool')})::int`,
        () => `greatest(${inner('int')}, ${inner('int')})`,
        () => `strpos(${inner('text')}, 'a')`,
        () => `coalesce(array_length(${inner('ints')}, 1), 0)`,
        () => `nullif(${inner('int')}, 0)`,
        () => `(select count(*) from orders o where o.id > ${inner('int')})::int`,
      ],
      num: [
        () => `(${inner('num')} ${this.#choose(['+', '-', '*'])} ${inner('int')})`,
        () => `round(${inner('num')}::numeric, ${this.#below(3)})`,
        () => `${inner('int')} / 2.0`,
        () => `${inner('int')}::numeric / 7`,
        () => `floor(${inner('num')})`,
        () => `${inner('num')}::numeric(10,2)`,
        () => `power(${inner('int')}, 2)`,
        () => `extract(epoch from ${inner('ts')})`,
      ],
      text: [
        () => `${inner('text')} || ${inner('text')}`,
        () => `upper(${inner('text')})`,
        () => `substring(${inner('text')} from 1 for 2)`,
        () => `left(${inner('text')}, 2)`,
        () => `lpad(${inner('text')}, 4, '0')`,
        () => `split_part(${inner('text')}, '@', 1)`,
        () => `concat(${inner('text')}, ${inner('int')})`,
        () => `${inner('int')}::text`,
        () => `to_char(${inner('ts')}, 'YYYY-MM-DD')`,
        () => `replace(${inner('text')}, 'a', 'b')`,
        () => `trim(both ' ' from ${inner('text')})`,
        () => `${inner('json')} ->> 'a'`,
        () => `array_to_string(${inner('texts')}, ',')`,
        () => `nullif(${inner('text')}, '')`,
        () => `format('%s-%s', ${inner('text')}, ${inner('int')})`,
      ],
      bool: [
        () => `${inner('int')} ${this.#choose(['=', '<>', '<', '>='])} ${inner('int')}`,
        () => `${inner('text')} = ${inner('text')}`,
        () => `(${inner('bool')} and ${inner('bool')})`,
        () => `(${inner('bool')} or not ${inner('bool')})`,
        () => `${inner('text')} ${this.#choose(['like', 'ilike', 'not like'])} 'a%'`,
        () => `${inner(this.#choose(types))} is ${this.#maybe(() => 'not ')}null`,
        () => `${inner('int')} between 1 and ${inner('int')}`,
        () => `${inner('int')} in (1, 2, ${inner('int')})`,
        () => `${inner('int')} = any(${inner('ints')})`,
        () => `${inner('ts')} > ${inner('ts')}`,
        () => `${inner('texts')} @> array['a']`,
        () => `${inner('json')} ? 'a'`,
        () => `exists (select 1 from products p where p.id = ${inner('int')})`,
        () => `${inner('text')} is distinct from ${inner('text')}`,
        () => `${inner('bool')} is true`,
      ],
      date: [
        () => `${inner('ts')}::date`,
        () => `${inner('date')} + ${this.#below(40)}`,
        () => `(date_trunc('month', ${inner('ts')}))::date`,
      ],
      ts: [
        () =>
          `${inner('ts')} + interval '${1 + this.#below(9)} ${this.#choose(['days', 'hours', 'months', 'minutes'])}'`,
        () =>
          `date_trunc('${this.#choose(['hour', 'day', 'week', 'month', 'year'])}', ${inner('ts')})`,
        () => `${inner('date')}::timestamp`,
        () => `${inner('date')} - interval '1 week'`,
      ],
      json: [
        () => `(${inner('json')} -> 'a')`,
        () => `jsonb_build_object('a', ${inner('text')}, 'n', ${inner('int')})`,
        () => `jsonb_set(${inner('json')}, '{a}', '1')`,
        () => `to_jsonb(${inner('text')})`,
        () => `(${inner('json')} #> '{a,b}')`,
      ],
      ints: [
        () => `array[${inner('int')}, ${inner('int')}]`,
        () => `array_append(${inner('ints')}, ${inner('int')})`,
        () => `(${inner('ints')} || ${inner('ints')})`,
        () => 'array(select id from employees order by id)',
      ],
      texts: [
        () => `string_to_array(${inner('text')}, ',')`,
        () => `array_remove(${inner('texts')}, 'a')`,
        () => `array[${inner('text')}]`,
      ],
    };
    return sources.length > 0 ? [...own[type], ...own[type], ...common] : own[type];
  }
}
