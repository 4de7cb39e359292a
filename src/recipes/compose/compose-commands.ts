import { notice } from '../../core/notice.ts';
import type { SourceFile } from '../../core/snapshot.ts';
import { rangeOf, type Span } from '../../core/span.ts';
import { engines } from '../../engines/index.ts';
import { lineEndAt, lineStartAt } from '../../formats/lines.ts';
import { dropsServer } from '../compose-edit/findings.ts';
import { stackDatabases } from '../facts/compose-database.ts';
import { isDatabaseScript } from '../facts/database-scripts.ts';
import { filesWhere, type Project } from '../project.ts';
import { type Finding, outcome, type Recipe } from '../recipe.ts';

interface CommandFinding extends Finding {
  readonly source: SourceFile;
  readonly service: string;
}

const pipeline = /(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$|(?:^|\/)\.gitlab-ci\.ya?ml$/;

/** Names commands of scripts and pipelines that start, or enter, a service which leaves the compose files. */
export const composeCommands: Recipe<CommandFinding> = {
  id: 'compose-commands',
  ecosystem: 'compose',
  title: 'Name commands that start the database service',
  detect(project: Project) {
    const services = Object.values(engines).flatMap((engine) =>
      stackDatabases(project, engine).flatMap(({ leaving }) =>
        [...leaving].map(({ name }) => name),
      ),
    );
    if (services.length === 0) return [];
    return filesWhere(project, (path) => isDatabaseScript(path) || pipeline.test(path)).flatMap(
      (source) => commandIn(source, [...new Set(services)]),
    );
  },
  rewrite({ source, service, span }, context) {
    if (!dropsServer(context)) return outcome({});
    const place = { path: source.path, range: rangeOf(source.text, span) };
    return outcome({ notices: [notice('compose-command-left', place, { service })] });
  },
};

/** The first such command of a file. */
function commandIn(source: SourceFile, services: readonly string[]): readonly CommandFinding[] {
  const { text, path } = source;
  const command =
    /\bdocker[ -]compose\b[^\n|;&]*?\s(up|start|restart|run|exec|logs|stop)\b([^\n|;&]*)/g;
  for (const match of text.matchAll(command)) {
    const span: Span = { start: match.index, end: match.index + match[0].trimEnd().length };
    const line = text.slice(lineStartAt(text, span.start), lineEndAt(text, span.start));
    const named = namedBy(match[1] ?? '', match[2] ?? '');
    const service = services.find((name) => named.includes(name));
    if (!service || /^\s*#/.test(line)) continue;
    return [{ path, span, label: `command for ${service} in ${path}`, source, service }];
  }
  return [];
}

/** The services that a command names: `exec` and `run` have one, and a command of its own behind it. */
function namedBy(verb: string, rest: string): readonly string[] {
  const words = rest.split(/\s+/).filter((word) => word !== '' && !word.startsWith('-'));
  return /^(?:exec|run)$/.test(verb) ? words.slice(0, 1) : words;
}
