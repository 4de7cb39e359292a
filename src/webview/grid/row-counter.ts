import type { CountAnswer } from '../../data/grid/protocol.ts';

type Ask = (how: 'capped' | 'exact', signal: AbortSignal) => Promise<CountAnswer>;

/**
 * Counts the rows of what is shown, one counting at a time. Once the reader has asked for all of
 * them, they are counted exactly until something else is shown.
 */
export class RowCounter {
  last: CountAnswer | undefined;
  readonly #ask: Ask;
  readonly #counted: (answer: CountAnswer) => void;
  readonly #failed: (error: unknown) => void;
  #how: 'capped' | 'exact' = 'capped';
  #running: AbortController | undefined;
  #stale = false;

  constructor(ask: Ask, counted: (answer: CountAnswer) => void, failed: (error: unknown) => void) {
    this.#ask = ask;
    this.#counted = counted;
    this.#failed = failed;
  }

  /** Other rows are shown from now on: what was counted says nothing of them. */
  reset(): void {
    this.stop();
    this.#how = 'capped';
    this.last = undefined;
  }

  stop(): void {
    this.#running?.abort();
    this.#running = undefined;
  }

  /** Counts all rows, however long that takes. */
  async countAll(): Promise<void> {
    this.stop();
    this.#how = 'exact';
    await this.count();
  }

  /** Counts; where that is under way, once more after it. */
  async count(): Promise<void> {
    this.#stale = true;
    if (this.#running) return;
    const running = new AbortController();
    this.#running = running;
    try {
      while (this.#stale) {
        this.#stale = false;
        const answer = await this.#ask(this.#how, running.signal);
        if (running.signal.aborted) return;
        this.last = answer;
        this.#counted(answer);
      }
    } catch (error) {
      if (!running.signal.aborted) this.#failed(error);
    } finally {
      if (this.#running === running) this.#running = undefined;
    }
  }
}
