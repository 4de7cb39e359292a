import { significantTokens } from '../../sql/sqlite-tokens.ts';

/** The words of a statement in capitals, without comments and semicolons. */
export function statementWords(sql: string): readonly string[] {
  return significantTokens(sql)
    .filter(({ text }) => text !== ';')
    .map(({ text }) => text.toUpperCase());
}

/** Throws where something runnable follows the first statement, which would silently not run. */
export function refuseSecondStatement(rest: string): void {
  if (statementWords(rest).length > 0) {
    throw new RangeError('The supplied SQL string contains more than one statement');
  }
}
