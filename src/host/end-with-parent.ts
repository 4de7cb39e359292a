import { Worker } from 'node:worker_threads';

/** How often the parent is looked for; milliseconds. */
const interval = 2000;

/**
 * Ends this process when its parent is gone, also while a statement keeps its main thread busy and
 * no event arrives there.
 */
export function endWithParent(): void {
  const watch = `setInterval(() => {
    if (process.ppid !== ${process.ppid}) process.kill(process.pid, 'SIGKILL');
  }, ${interval});`;
  new Worker(watch, { eval: true }).unref();
}
