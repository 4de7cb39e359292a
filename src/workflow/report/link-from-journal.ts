import type { LinkTo } from './markdown.ts';

/** Links of a report that lies in its journal's folder, three folders below the workspace. */
export const linkFromJournal: LinkTo = (path, line) =>
  `../../../${path}${line === undefined ? '' : `#L${line}`}`;
