import { sharedFunctions } from './shared-functions.ts';

/** Functions of PostgreSQL that SQLite has too: those that go both ways, and more that go this way. */
const counts: Readonly<Record<string, readonly [number, number]>> = {
  ...sharedFunctions,
  json_array_length: [1, 1],
  ln: [1, 1],
  log: [1, 2],
  log10: [1, 1],
  mod: [2, 2],
  round: [1, 2],
  sqrt: [1, 1],
};

/** Whether a call means the same on both databases, as far as name and count of arguments say. */
export function isPortableCall(name: string, argumentCount: number): boolean {
  const [least, most] = counts[name] ?? [1, 0];
  return argumentCount >= least && argumentCount <= most;
}
