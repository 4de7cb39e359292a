import { type FSWatcher, watch } from 'node:fs';
import { basename, dirname } from 'node:path';

/** Between two looks where file events are silent, as for a log on macOS; in milliseconds. */
const lookEvery = 1000;

/** Events come in swarms; a look waits this long for more, in milliseconds. */
const settleAfter = 100;

/**
 * Notices commits of any program while somebody listens: by file events and by looking at the
 * file's fingerprint. A connection with `PRAGMA data_version` would tell as well, but it would have
 * to stay open, and then the application could not tidy up its -wal file.
 */
export class ChangeWatch {
  readonly #path: string;
  readonly #fingerprint: () => Promise<string>;
  readonly #listeners = new Set<() => void>();
  #events: FSWatcher | undefined;
  #timer: NodeJS.Timeout | undefined;
  #last: string | undefined;
  #looking = false;

  constructor(path: string, fingerprint: () => Promise<string>) {
    this.#path = path;
    this.#fingerprint = fingerprint;
  }

  /** Calls back after each change; the result ends that. */
  add(listener: () => void): () => void {
    this.#listeners.add(listener);
    if (this.#listeners.size === 1) this.#start();
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.stop();
    };
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#events?.close();
    this.#events = undefined;
    this.#listeners.clear();
  }

  #start(): void {
    this.#last = undefined;
    // At once: what is read from now on is not older than what changes are told by.
    void this.#look();
    try {
      const name = basename(this.#path);
      this.#events = watch(dirname(this.#path), { persistent: false }, (_event, file) => {
        if (file === null || file.startsWith(name)) this.#schedule(settleAfter);
      });
      this.#events.on('error', () => this.#events?.close());
    } catch {
      // No events for this folder, such as on some network drives: looking alone is enough.
    }
  }

  #schedule(delay: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#look(), delay);
    this.#timer.unref();
  }

  async #look(): Promise<void> {
    if (this.#looking || this.#listeners.size === 0) return;
    this.#looking = true;
    // A missing or broken file has a fingerprint too, so that its coming back is a change.
    const now = await this.#fingerprint().catch((error: unknown) => String(error));
    this.#looking = false;
    if (this.#listeners.size === 0) return;
    const changed = this.#last !== undefined && this.#last !== now;
    this.#last = now;
    if (changed) for (const listener of [...this.#listeners]) listener();
    this.#schedule(lookEvery);
  }
}
