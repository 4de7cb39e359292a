/** How a migration file is written: with `exports`, with `export`, or with types. */
export type KnexDialect = 'commonjs' | 'module' | 'typescript';

/** The text of a Knex migration; the lines of its two functions are indented already. */
export function knexMigrationFile(
  dialect: KnexDialect,
  up: readonly string[],
  down: readonly string[],
): string {
  const [upHead, downHead] = heads[dialect];
  const end = ends[dialect];
  const imports = dialect === 'typescript' ? ["import type { Knex } from 'knex';", ''] : [];
  return [...imports, upHead, ...up, end, '', downHead, ...down, end, ''].join('\n');
}

/** The form of the file that Knex itself has made from its template. */
export function dialectOfMigration(path: string, template: string): KnexDialect {
  if (path.endsWith('.ts')) return 'typescript';
  return /^export\b/m.test(template) ? 'module' : 'commonjs';
}

/** A string of JavaScript. */
export function quoted(text: string): string {
  const escaped = text.replace(/\\/g, '\\\\').replaceAll("'", "\\'");
  return `'${escaped.replaceAll('\n', '\\n').replaceAll('\r', '\\r')}'`;
}

/** Strings, numbers, lists and flat objects as JavaScript. */
export function literalOf(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) return `[${value.map(literalOf).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const entries = Object.entries(value).map(([key, each]) => `${keyOf(key)}: ${literalOf(each)}`);
  return `{ ${entries.join(', ')} }`;
}

/** A property's name, in quotes where it needs them. */
export function keyOf(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name);
}

const heads: Readonly<Record<KnexDialect, readonly [string, string]>> = {
  commonjs: ['exports.up = async function (knex) {', 'exports.down = async function (knex) {'],
  module: ['export async function up(knex) {', 'export async function down(knex) {'],
  typescript: [
    'export async function up(knex: Knex): Promise<void> {',
    'export async function down(knex: Knex): Promise<void> {',
  ],
};

const ends: Readonly<Record<KnexDialect, string>> = {
  commonjs: '};',
  module: '}',
  typescript: '}',
};
