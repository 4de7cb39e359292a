import type { Node } from 'libpg-query';
import { integerValue } from './call-rule.ts';
import { quoteLiteral } from './cast.ts';
import { as } from './tree.ts';

/**
 * The statements after which a table's AUTOINCREMENT column counts on with a number.
 * https://sqlite.org/autoinc.html#the_autoincrement_keyword
 */
export function countFrom(table: string, next: number): readonly string[] {
  const name = quoteLiteral(table);
  return [
    `delete from sqlite_sequence where name = ${name}`,
    `insert into sqlite_sequence (name, seq) values (${name}, ${next - 1})`,
  ];
}

/** The number of an option such as START WITH; `undefined` where it is not given. */
export function counterOption(
  options: readonly Node[] | undefined,
  name: string,
): number | undefined {
  const option = options?.map((item) => as('DefElem', item)).find((item) => item?.defname === name);
  const { arg } = option ?? {};
  if (!arg) return undefined;
  const plain = as('Integer', arg);
  return plain ? (plain.ival ?? 0) : Number(as('Float', arg)?.fval ?? integerValue(arg));
}
