import { join } from 'node:path';
import type { HostPlace } from '../../src/adapters/sqlite/host-process.ts';

/** The child process as TypeScript: Node runs it as it is. */
export const hostPlace: HostPlace = {
  entry: join(import.meta.dirname, '../../src/host/sqlite-host.ts'),
};
