import type { WorkspaceSnapshot } from '../core/snapshot.ts';
import { type DatabaseUrl, parseDatabaseUrl } from '../engines/url.ts';
import type { Recipe } from '../recipes/recipe.ts';
import { detect } from './detect.ts';

/** A URL that a workspace supplies to its programs. */
export interface ConnectionUrl {
  readonly url: DatabaseUrl;
  /** Without password: for showing and remembering. */
  readonly place: string;
  /** The project's folder. */
  readonly root: string;
  /** The whole URL, with the workspace's own password or this one. For connecting, not for showing. */
  withPassword(password?: string): string;
}

/** Profiles whose databases are not those that a developer works on. */
const otherProfiles = ['test', 'production'];

/** The development URLs of a workspace, each place once, in path and text order. */
export function connectionUrls(
  snapshot: WorkspaceSnapshot,
  recipes: readonly Recipe[],
): readonly ConnectionUrl[] {
  const found = new Map<string, ConnectionUrl>();
  for (const { project, findings } of detect(snapshot, recipes).projects) {
    for (const { finding } of findings) {
      const { connection, path, span } = finding;
      const isForeign = otherProfiles.includes(connection?.profile ?? '');
      if (!connection?.url || connection.role === 'serves' || isForeign) continue;
      const text = snapshot.files.get(path)?.text.slice(span.start, span.end) ?? '';
      const known = connectionUrl(connection.url, text, project.root);
      if (!found.has(known.place)) found.set(known.place, known);
    }
  }
  return [...found.values()];
}

function connectionUrl(url: DatabaseUrl, text: string, root: string): ConnectionUrl {
  const place = urlText(url, '');
  return {
    url,
    place,
    root,
    withPassword: (password) => urlText(url, password ?? passwordIn(text)),
  };
}

function urlText({ engine, user, host, port, database, query }: DatabaseUrl, password: string) {
  const [scheme] = engine.schemes;
  const account = user ? `${user}${password ? `:${password}` : ''}@` : '';
  const server = port ? `${host}:${port}` : host;
  return `${scheme}://${account}${server}/${database}${query ? `?${query}` : ''}`;
}

/** The password of the URL that stands in a text; as written, so encoded where it has to be. */
function passwordIn(text: string): string {
  const match = /\w+(?:\+\w+)?:\/\/[^:@/\s'"]*:([^@/\s'"]*)@/.exec(text);
  const whole = match?.[0];
  return whole && parseDatabaseUrl(`${whole}host/x`) ? (match?.[1] ?? '') : '';
}
