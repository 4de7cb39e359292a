import { oncePer } from '../../core/once-per.ts';
import type { SourceFile } from '../../core/snapshot.ts';
import type { Span } from '../../core/span.ts';
import type { Project } from '../project.ts';
import { isEnvFile } from './env-files.ts';

/** A place that may read an environment variable. */
export interface VariableReader {
  readonly file: SourceFile;
  readonly span: Span;
}

/**
 * Prose and lists of names read nothing. Workflows define variables of their own, and what compose
 * files say of the database is taken out of them by the same switch.
 */
const readsNothing =
  /\.(?:md|rst|txt|lock|ini|gitignore|dockerignore)$|(?:^|\/)\.github\/|(?:^|[/.])(?:docker-)?compose[\w.-]*\.ya?ml$/i;

/**
 * The first place in each file of the project that names a variable, in any case (settings classes
 * compare names without it) or that takes all variables of its prefix. Env files are left out.
 * A name in a comment counts too: this is asked before something is removed.
 */
export function readersOf(project: Project, variable: string): readonly VariableReader[] {
  const name = new RegExp(
    `(?<![A-Za-z0-9_])${variable.replace(/\W/g, '\\$&')}(?![A-Za-z0-9_])`,
    'i',
  );
  const prefix = prefixForm(variable);
  return possibleReaders(project).flatMap((file) => {
    const match = name.exec(file.text) ?? prefix?.exec(file.text);
    if (!match) return [];
    return { file, span: { start: match.index, end: match.index + match[0].length } };
  });
}

/** The files whose text can name a database's variable or the prefix of some, found once. */
const possibleReaders: (project: Project) => readonly SourceFile[] = oncePer((project: Project) =>
  [...project.files.values()].filter(({ path, text }) => {
    return marker.test(text) && !isEnvFile(path) && !readsNothing.test(path);
  }),
);

const marker =
  /prefix|nested_delimiter|environ|process\.env|getenv|Settings|BaseModel|\$|ARG|ENV|(?:DB|DATABASE|SQL|PG|RDS)/;

/** Finds `env_prefix="DB_"` for a variable `DB_HOST`, and nested settings for `DB__HOST`. */
function prefixForm(variable: string): RegExp | undefined {
  if (variable.includes('__')) return /nested_delimiter/;
  const parts = variable.split('_').slice(0, -1);
  if (parts.length === 0) return undefined;
  const prefixes = parts.map((_, index) => `${parts.slice(0, index + 1).join('_')}_+`);
  return new RegExp(`prefix["']?\\s*[=:(]\\s*["'](?:${prefixes.join('|')})["']`, 'i');
}
