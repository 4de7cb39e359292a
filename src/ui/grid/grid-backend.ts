import type { GridRequest, GridSetup, ToGrid } from '../../data/grid/protocol.ts';

/** What stands behind a grid: a table, or a result in memory. */
export interface GridBackend {
  readonly title: string;
  /** What the grid is told when it begins; a query that was asked for is in it once. */
  setup(): GridSetup;
  /** Answers with what the protocol says of the request. */
  answer(request: GridRequest, signal: AbortSignal): Promise<unknown>;
  /** Tells the grid of changes; the result ends that. */
  onMessage(listener: (message: ToGrid) => void): () => void;
}
