import type { SqliteSource } from './sqlite-source.ts';

/** A part of an expression that an operator makes, by its tokens, both ends included. */
export interface OperatorPart {
  readonly operator: string;
  readonly first: number;
  readonly last: number;
  /** The operator that it is an operand of, and on which side. */
  readonly parent?: string;
  readonly side?: 'left' | 'right';
}

/** How tight SQLite's operators bind, the tightest highest. https://sqlite.org/lang_expr.html#operators */
const levels: Readonly<Record<string, number>> = {
  '||': 6,
  '->': 6,
  '->>': 6,
  '*': 5,
  '/': 5,
  '%': 5,
  '+': 4,
  '-': 4,
  '&': 3,
  '|': 3,
  '<<': 3,
  '>>': 3,
  '<': 2,
  '<=': 2,
  '>': 2,
  '>=': 2,
  '=': 1,
  '==': 1,
  '<>': 1,
  '!=': 1,
  IS: 1,
  IN: 1,
  LIKE: 1,
  GLOB: 1,
  MATCH: 1,
  REGEXP: 1,
  BETWEEN: 1,
  ISNULL: 1,
  NOTNULL: 1,
};

const alone = new Set(['ISNULL', 'NOTNULL']);

/** Words that no operand begins with, so that a sign behind them is one of its own. */
const notOperands = new Set(
  `ADD ALL ALTER AND AS ASC BEGIN BY CHECK COLLATE COLUMN CONSTRAINT CREATE CROSS DEFAULT DELETE DESC DISTINCT DO
  DROP ELSE EXCEPT FILTER FROM FULL GROUP HAVING INDEX INNER INSERT INTERSECT INTO JOIN KEY LEFT LIMIT NATURAL
  NOTHING NULLS OFFSET ON OR ORDER OUTER OVER PARTITION PRIMARY REFERENCES RETURNING RIGHT SELECT SET TABLE THEN
  UNION UNIQUE UPDATE USING VALUES VIEW WHEN WHERE WINDOW WITH`.split(/\s+/),
);

interface Operand {
  readonly last: number;
  readonly operator?: string;
}

/** Every operator of a statement with the tokens of what it makes, as SQLite reads them. */
export function operatorParts(source: SqliteSource): readonly OperatorPart[] {
  return new ExpressionReader(source).parts;
}

class ExpressionReader {
  readonly parts: OperatorPart[] = [];
  readonly #source: SqliteSource;

  constructor(source: SqliteSource) {
    this.#source = source;
    this.#readAll(0, source.tokens.length - 1);
  }

  #readAll(first: number, last: number): void {
    for (let at = first; at <= last; ) {
      at = this.#startsOperand(at) ? this.#expression(at, 1, last).last + 1 : at + 1;
    }
  }

  #startsOperand(at: number): boolean {
    const { kind } = this.#source.tokens[at] ?? {};
    const word = this.#source.word(at);
    if (kind === 'punctuation') return word === '(' || word === '~' || word === '-' || word === '+';
    return kind !== 'word' || !(notOperands.has(word) || word === 'NOT' || word in levels);
  }

  /** Reads what binds at least as tight as a level, from a token on. */
  #expression(first: number, level: number, end: number): Operand {
    let left: Operand = this.#operand(first, end);
    for (;;) {
      const found = this.#operatorAt(left.last + 1, end);
      if (!found || found.level < level) return left;
      const { operator, last } = found;
      const hasRight = !alone.has(operator) && last < end;
      const right = hasRight ? this.#expression(last + 1, found.level + 1, end) : undefined;
      this.#add(left, first, { parent: operator, side: 'left' });
      if (right) this.#add(right, last + 1, { parent: operator, side: 'right' });
      left = { last: right?.last ?? last, operator };
    }
  }

  #add({ operator, last }: Operand, first: number, place: Pick<OperatorPart, 'parent' | 'side'>) {
    if (operator !== undefined) this.parts.push({ operator, first, last, ...place });
  }

  #operatorAt(at: number, end: number) {
    const negated = this.#source.word(at) === 'NOT' ? 1 : 0;
    const operator = this.#source.word(at + negated);
    const level = Object.hasOwn(levels, operator) ? levels[operator] : undefined;
    if (level === undefined || at + negated > end) return undefined;
    const isNot = operator === 'IS' && this.#source.word(at + 1) === 'NOT' ? 1 : 0;
    const from = this.#source.has('DISTINCT FROM', at + 1 + isNot) ? 2 : 0;
    return { operator, level, last: at + negated + isNot + from };
  }

  /** One operand with what stands behind it: `a.b`, `f(...)`, `x COLLATE nocase`. */
  #operand(first: number, end: number): Operand {
    const word = this.#source.word(first);
    if (word === '~' || word === '-' || word === '+') {
      const inner = this.#operand(Math.min(first + 1, end), end);
      const operator = word === '~' ? '~' : inner.operator;
      return { last: inner.last, ...(operator && { operator }) };
    }
    let last = word === 'CASE' ? this.#caseEnd(first, end) : first;
    for (let next = this.#extended(last, end); next > last; next = this.#extended(last, end)) {
      last = next;
    }
    return { last };
  }

  /** The last token of an operand with one more piece of it; the same where there is none. */
  #extended(last: number, end: number): number {
    if (this.#source.word(last) === '(') return this.#group(last, end);
    const next = this.#source.word(last + 1);
    if (next === '.' || next === 'COLLATE') return Math.min(last + 2, end);
    return next === '(' && this.#isCall(last) ? last + 1 : last;
  }

  #isCall(at: number): boolean {
    const { kind } = this.#source.tokens[at] ?? {};
    return kind === 'word' || kind === 'name';
  }

  #group(open: number, end: number): number {
    const close = Math.min(this.#source.partner(open), end);
    this.#readAll(open + 1, close - 1);
    return Math.max(close, open);
  }

  #caseEnd(first: number, end: number): number {
    let depth = 0;
    for (let at = first; at <= end; at += 1) {
      if (this.#source.word(at) === 'CASE') depth += 1;
      if (this.#source.word(at) === 'END') depth -= 1;
      if (depth > 0) continue;
      this.#readAll(first + 1, at - 1);
      return at;
    }
    return end;
  }
}
