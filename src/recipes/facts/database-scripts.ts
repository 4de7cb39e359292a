import { oncePer } from '../../core/once-per.ts';
import type { SourceFile } from '../../core/snapshot.ts';
import type { Span } from '../../core/span.ts';
import type { Engine } from '../../engines/engine.ts';
import { engines } from '../../engines/index.ts';
import { lineEndAt, lineStartAt } from '../../formats/lines.ts';
import { baseName, filesWhere, type Project } from '../project.ts';
import { isImageOf } from './compose-images.ts';
import { dockerfilesOf } from './dockerfiles.ts';

const scriptName =
  /\.(?:sh|bash|bat|ps1|mk)$|^(?:Makefile|GNUmakefile|makefile|justfile|Justfile|Procfile|Taskfile\.ya?ml|package\.json|Vagrantfile|Jenkinsfile|entrypoint|start|prestart|run|wait-for-.*)$/;

/** Whether a file is a script that people or containers run. */
export function isDatabaseScript(path: string): boolean {
  return scriptName.test(baseName(path));
}

/** The scripts and Dockerfiles of a project, in path order, but for images of the server itself. */
export const scriptsOf: (project: Project) => readonly SourceFile[] = oncePer(
  (project: Project) => {
    const images = dockerfilesOf(project)
      .filter(({ file }) => !file.stages.some(({ base }) => isServerImage(base)))
      .map(({ source }) => source);
    return [...filesWhere(project, isDatabaseScript), ...images];
  },
);

function isServerImage(image: string): boolean {
  return Object.values(engines).some(({ server }) => server && isImageOf(image, server.images));
}

/** A line of a script that concerns a server. */
export interface ScriptUse {
  readonly kind: 'waits' | 'runs';
  readonly program: string;
  readonly span: Span;
  /** The variable that the line stands under, where it is inside an `if` on one. */
  readonly condition?: string;
}

const waiting =
  /\b(pg_isready|wait-for-it(?:\.sh)?|wait-for-postgres(?:\.sh)?|wait[_-]for[_-](?:db|database|postgres\w*)(?:\.(?:sh|py))?|dockerize\s+-wait|nc\s+-\w*z\w*|\/dev\/tcp\/\S+)/;

/** Lines that wait for the engine's server or run its client programs; comments left out. */
export function scriptUses(text: string, engine: Engine): readonly ScriptUse[] {
  const { server } = engine;
  if (!server) return [];
  const client = new RegExp(`(?<![\\w./-])(${server.clientPrograms.join('|')})(?![\\w-])(?!:)`);
  const uses: ScriptUse[] = [];
  for (let at = 0; at < text.length; at = lineEndAt(text, at) + 1) {
    const start = lineStartAt(text, at);
    const line = text.slice(start, lineEndAt(text, at));
    if (/^\s*#|\becho\b.*(?:psql|createdb)/.test(line)) continue;
    const waits = waiting.exec(line) ?? /(?:until|while\s+!)\s.*\b(psql)\b/.exec(line);
    const runs = client.exec(line);
    const match = waits && concernsServer(text, line, engine) ? waits : runs;
    if (!match) continue;
    const condition = conditionAbove(text.slice(0, start), engine);
    uses.push({
      kind: match === waits ? 'waits' : 'runs',
      program: (match[1] ?? match[0]).trim(),
      span: { start: start + match.index, end: start + match.index + match[0].length },
      ...(condition !== undefined && { condition }),
    });
  }
  return uses;
}

/** `nc -z` and `wait-for-it` also wait for other servers. */
function concernsServer(text: string, line: string, engine: Engine): boolean {
  const port = engine.server?.defaultPort;
  if (/pg_isready|psql|postgres|wait[_-]for[_-]d/i.test(line)) return true;
  const names = new RegExp(
    `\\b${port}\\b|\\b(?:db|database|postgres\\w*)\\b|(?:POSTGRES|PG|DB|SQL|DATABASE)_?(?:HOST|SERVER|PORT)`,
    'i',
  );
  return names.test(line) || (/for-it|dockerize/.test(line) && names.test(text));
}

/** `if [ "$DATABASE" = "postgres" ]` that is still open at the end of a text. */
function conditionAbove(text: string, engine: Engine): string | undefined {
  const open: (string | undefined)[] = [];
  for (const line of text.split(/\r\n|\n|\r/)) {
    if (/^\s*if\b/.test(line)) {
      const [, name, value] = /\$\{?(\w+)\}?["']?\s*(?:=|==|-eq)\s*["']?(\w+)/.exec(line) ?? [];
      open.push(value && engine.selectorNames.includes(value.toLowerCase()) ? name : undefined);
    } else if (/^\s*fi\b/.test(line)) open.pop();
  }
  return open.find((name) => name !== undefined);
}
