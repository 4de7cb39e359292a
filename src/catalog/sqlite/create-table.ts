import { isKeyword, nameOf, type SqliteToken, significantTokens } from '../../sql/sqlite-tokens.ts';
import type { Check } from '../model.ts';

/** What a CREATE TABLE says that no pragma tells. Names are as written. */
export interface CreateTable {
  readonly columns: readonly CreateColumn[];
  readonly checks: readonly Check[];
  readonly foreignKeys: readonly CreateForeignKey[];
  readonly autoincrement: boolean;
}

export interface CreateColumn {
  readonly name: string;
  /** The expression of a generated column. */
  readonly generated?: string;
  readonly collation?: string;
}

export interface CreateForeignKey {
  readonly name?: string;
  readonly columns: readonly string[];
  readonly deferred: boolean;
}

const tableConstraints = ['CONSTRAINT', 'PRIMARY', 'UNIQUE', 'CHECK', 'FOREIGN'];

/**
 * Reads a CREATE TABLE as SQLite stores it; strings, quoted names and comments are opaque. Text
 * that is no such statement (`CREATE TABLE ... AS` is stored as a plain one) gives an empty result.
 */
export function parseCreateTable(sql: string): CreateTable {
  const scan = new ConstraintScan(sql);
  for (const item of bodyItems(significantTokens(sql))) scan.readItem(item);
  return scan.result();
}

/** The items between the outer parentheses, at their commas. */
function bodyItems(tokens: readonly SqliteToken[]): readonly (readonly SqliteToken[])[] {
  const open = tokens.findIndex(({ text }) => text === '(');
  if (open < 0 || !isKeyword(tokens[0], 'CREATE')) return [];
  const items: SqliteToken[][] = [[]];
  let depth = 0;
  for (const token of tokens.slice(open)) {
    if (token.text === ')' && --depth === 0) break;
    if (token.text === ',' && depth === 1) items.push([]);
    else if (depth > 0) items.at(-1)?.push(token);
    if (token.text === '(') depth++;
  }
  return items.filter((item) => item.length > 0);
}

/** Walks the constraints of one item after the other. */
class ConstraintScan {
  readonly #sql: string;
  readonly #columns: { name: string; generated?: string; collation?: string }[] = [];
  readonly #checks: Check[] = [];
  readonly #foreignKeys: { name?: string; columns: readonly string[]; deferred: boolean }[] = [];
  #autoincrement = false;
  /** What the last CONSTRAINT clause named; good for the next constraint. */
  #name: string | undefined;
  #tokens: readonly SqliteToken[] = [];
  #at = 0;

  constructor(sql: string) {
    this.#sql = sql;
  }

  result(): CreateTable {
    return {
      columns: this.#columns,
      checks: this.#checks,
      foreignKeys: this.#foreignKeys,
      autoincrement: this.#autoincrement,
    };
  }

  readItem(tokens: readonly SqliteToken[]): void {
    this.#tokens = tokens;
    this.#at = 0;
    this.#name = undefined;
    const [first] = tokens;
    if (!first) return;
    if (!tableConstraints.some((keyword) => isKeyword(first, keyword))) {
      this.#columns.push({ name: nameOf(first) });
      this.#at = 1;
    }
    while (this.#at < tokens.length) this.#readClause();
  }

  #readClause(): void {
    const token = this.#tokens[this.#at++];
    if (token?.text === '(') {
      this.#at--;
      this.#group();
      return;
    }
    if (token?.kind !== 'word') return;
    this.#readKeyword(token.text.toUpperCase());
  }

  #readKeyword(keyword: string): void {
    const column = this.#columns.at(-1);
    if (keyword === 'CONSTRAINT') this.#name = this.#nextName();
    else if (keyword === 'CHECK')
      this.#checks.push({ ...this.#takeName(), expression: this.#group() });
    else if (keyword === 'AS' && column) column.generated = this.#group();
    else if (keyword === 'COLLATE' && column) column.collation = this.#nextName() ?? '';
    else if (keyword === 'AUTOINCREMENT') this.#autoincrement = true;
    else if (keyword === 'FOREIGN') this.#readForeignKey();
    else if (keyword === 'REFERENCES') this.#readReference();
    else if (keyword === 'DEFERRED') this.#deferLast();
    else if (['PRIMARY', 'UNIQUE', 'DEFAULT', 'NULL'].includes(keyword)) this.#name = undefined;
  }

  #readForeignKey(): void {
    this.#at++;
    const columns = significantTokens(this.#group())
      .filter(({ text }) => text !== ',')
      .map(nameOf);
    this.#foreignKeys.push({ ...this.#takeName(), columns, deferred: false });
    while (this.#at < this.#tokens.length) {
      if (isKeyword(this.#tokens[this.#at++], 'REFERENCES')) break;
    }
  }

  /** A column's own REFERENCES; a FOREIGN KEY's has been stepped over. */
  #readReference(): void {
    const column = this.#columns.at(-1);
    if (!column) return;
    this.#foreignKeys.push({ ...this.#takeName(), columns: [column.name], deferred: false });
  }

  #deferLast(): void {
    const last = this.#foreignKeys.at(-1);
    if (last) last.deferred = true;
  }

  #takeName(): { name?: string } {
    const name = this.#name;
    this.#name = undefined;
    return name === undefined ? {} : { name };
  }

  #nextName(): string | undefined {
    const token = this.#tokens[this.#at++];
    return token && nameOf(token);
  }

  /** The text inside of the parentheses that come next, and steps over them. */
  #group(): string {
    const open = this.#tokens[this.#at];
    if (open?.text !== '(') return '';
    let depth = 0;
    for (; this.#at < this.#tokens.length; this.#at++) {
      const token = this.#tokens[this.#at];
      if (token?.text === '(') depth++;
      if (token?.text === ')' && --depth === 0) {
        this.#at++;
        return this.#sql.slice(open.end, token.start).trim();
      }
    }
    return this.#sql.slice(open.end).trim();
  }
}
