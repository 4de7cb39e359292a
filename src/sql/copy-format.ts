import type { CopyStmt, Node } from 'libpg-query';
import { as } from './tree.ts';

/** How the data of a COPY is written. */
export interface CopyFormat {
  readonly kind: 'text' | 'csv';
  readonly delimiter: string;
  /** The text that stands for NULL; in CSV only without quotes. */
  readonly nullText: string;
  readonly hasHeader: boolean;
  readonly quote: string;
  readonly escape: string;
}

const known = new Set([
  'delimiter',
  'encoding',
  'escape',
  'format',
  'freeze',
  'header',
  'null',
  'quote',
]);

/**
 * The format of a COPY's data; `undefined` for the binary one and for options that change single
 * columns. https://www.postgresql.org/docs/18/sql-copy.html
 */
export function copyFormat({ options = [] }: CopyStmt): CopyFormat | undefined {
  const given = new Map<string, string>();
  for (const item of options) {
    const { defname = '', arg } = as('DefElem', item) ?? {};
    if (!known.has(defname)) return undefined;
    given.set(defname, optionText(arg));
  }
  const kind = given.get('format') ?? 'text';
  if (kind !== 'text' && kind !== 'csv') return undefined;
  const quote = given.get('quote') ?? '"';
  return {
    kind,
    delimiter: given.get('delimiter') ?? (kind === 'csv' ? ',' : '\t'),
    nullText: given.get('null') ?? (kind === 'csv' ? '' : '\\N'),
    hasHeader: /^(?:true|on|1|match)$/i.test(given.get('header') ?? 'off'),
    quote,
    escape: given.get('escape') ?? quote,
  };
}

/** An option without a value is switched on. */
function optionText(arg: Node | undefined): string {
  if (!arg) return 'true';
  const flag = as('Boolean', arg);
  if (flag) return String(flag.boolval ?? false);
  return as('String', arg)?.sval ?? String(as('Integer', arg)?.ival ?? '');
}
