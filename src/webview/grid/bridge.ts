import type { GridRequest, GridState, ToGrid, ToHost } from '../../data/grid/protocol.ts';
import { vscodeApi } from '../shared/vscode-api.ts';

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** Asks the extension and hands its messages on. */
export class Bridge {
  readonly #api = vscodeApi<GridState>();
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;

  constructor(receive: (message: ToGrid) => void) {
    window.addEventListener('message', ({ data }: MessageEvent<ToGrid>) => {
      if (data.kind === 'answer') this.#take(data.id)?.resolve(data.value);
      else if (data.kind === 'failed') this.#take(data.id)?.reject(new Error(data.message));
      else receive(data);
    });
  }

  get state(): GridState | undefined {
    return this.#api.getState();
  }

  remember(state: GridState): void {
    this.#api.setState(state);
  }

  ready(): void {
    this.#post({ kind: 'ready' });
  }

  /** The answer; an aborted signal cancels and never answers. */
  ask<T>(request: GridRequest, signal?: AbortSignal): Promise<T> {
    const id = ++this.#lastId;
    return new Promise<T>((resolve, reject) => {
      this.#waiting.set(id, { resolve: (value) => resolve(value as T), reject });
      signal?.addEventListener('abort', () => {
        if (this.#take(id)) this.#post({ kind: 'cancel', id });
      });
      this.#post({ kind: 'request', id, request });
    });
  }

  #take(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    return waiting;
  }

  #post(message: ToHost): void {
    this.#api.postMessage(message);
  }
}
