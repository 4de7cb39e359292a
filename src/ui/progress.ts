import type * as vscode from 'vscode';
import type { Progress } from '../core/ports.ts';

/** Hands the program's progress on to the editor's. */
export function progressIn(
  progress: vscode.Progress<{ message?: string; increment?: number }>,
): Progress {
  let reached = 0;
  return {
    report: (message, done, total) => {
      const percent = done !== undefined && total ? (done / total) * 100 : reached;
      progress.report({ message, increment: percent - reached });
      reached = percent;
    },
  };
}

/** An abort signal that follows a cancellation, and other events: a terminal that is closed. */
export function signalOf(
  token: vscode.CancellationToken,
  ...others: readonly vscode.Event<unknown>[]
): AbortSignal {
  const controller = new AbortController();
  for (const event of [token.onCancellationRequested, ...others]) {
    event(() => controller.abort());
  }
  return controller.signal;
}
