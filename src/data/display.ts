import type { Value } from './value.ts';

/** A value as people read it: text itself, numbers exactly, bytes as hex, NULL as nothing. */
export function displayText(value: Value): string {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  if ('integer' in value) return value.integer;
  return 'real' in value ? value.real : value.blob;
}
