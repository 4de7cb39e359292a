import type { StatementSource } from './statement-source.ts';

/** The second and later words of types of several words, by the first. */
const continuations: Readonly<Record<string, readonly string[]>> = {
  double: ['precision'],
  character: ['varying'],
  char: ['varying'],
  national: ['character', 'char', 'varying'],
  nchar: ['varying'],
  bit: ['varying'],
  interval: ['year', 'month', 'day', 'hour', 'minute', 'second', 'to'],
};

/**
 * The last token of the type name that starts at `first`: words, modifiers, time zone, array
 * bounds. https://www.postgresql.org/docs/18/datatype.html
 */
export function typeNameEnd(first: number, source: StatementSource): number {
  let last = first;
  while (source.value(last + 1) === '.') last += 2;
  const more = continuations[source.value(last)] ?? [];
  while (more.includes(source.value(last + 1))) last += 1;
  if (source.value(last + 1) === '(') last = source.partner(last + 1);
  last = timeZoneEnd(last, source);
  if (source.value(last + 1) === '%' && source.value(last + 2) === 'type') last += 2;
  return arrayEnd(last, source);
}

function timeZoneEnd(last: number, source: StatementSource): number {
  const word = source.value(last + 1);
  const isZone = ['with', 'without'].includes(word) && source.value(last + 2) === 'time';
  return isZone ? last + 3 : last;
}

function arrayEnd(from: number, source: StatementSource): number {
  let last = source.value(from + 1) === 'array' ? from + 1 : from;
  while (source.value(last + 1) === '[') last = source.partner(last + 1);
  return last;
}
