/** One measured thing with the floor that it is held against. */
export interface Measured {
  readonly what: string;
  readonly median: number;
  /** Milliseconds of the floor, where there is one. */
  readonly floor?: number;
  readonly promise: string;
}

/** The median of several runs of each, taken in turns so that both see the same machine. */
export async function inTurns(
  rounds: number,
  ...works: readonly (() => Promise<unknown> | unknown)[]
): Promise<readonly number[]> {
  const times = works.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, work] of works.entries()) {
      const started = performance.now();
      await work();
      times[index]?.push(performance.now() - started);
    }
  }
  return times.map(median);
}

/** The middle one of some values. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** A line a measurement, with the ratio to its floor. */
export function printMeasured(rows: readonly Measured[]): void {
  for (const { what, median: time, floor, promise } of rows) {
    const ratio =
      floor === undefined
        ? ''
        : `, floor ${floor.toFixed(1)} ms, ratio ${(time / floor).toFixed(2)}`;
    console.log(`${what}: ${time.toFixed(1)} ms${ratio} (promised: ${promise})`);
  }
}
