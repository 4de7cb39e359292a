import { oncePer } from '../../core/once-per.ts';
import type { SourceFile } from '../../core/snapshot.ts';
import { type DotenvDocument, parseDotenv } from '../../formats/dotenv.ts';
import { baseName, filesWhere, type Project } from '../project.ts';

/** An env file of a project, read. */
export interface EnvFile {
  readonly source: SourceFile;
  readonly path: string;
  readonly document: DotenvDocument;
  /** What its name says of where it is used; `undefined` for everyday use. */
  readonly profile: EnvProfile | undefined;
  /** Whether it is used in production, or shows what is: `.env.prod-sample`. */
  readonly isForProduction: boolean;
}

export type EnvProfile = 'test' | 'production' | 'example';

/** Endings of files that are about an env file and none themselves. */
const otherKinds =
  /\.(?:py|pyi|[cm]?[jt]sx?|ya?ml|json|md|rst|sh|toml|html?|j2|tpl|lock|sql|ini)$/i;
const envName = /^(?:\.?(?:dot)?env(?:[.\-_].*)?|.*\.env(?:[.\-_].*)?|\.envrc|\.flaskenv)$/i;

/** Whether a path is that of an env file: `.env`, `.env.example`, `env.sample`, `prod.env`... */
export function isEnvFile(path: string): boolean {
  const name = baseName(path);
  return envName.test(name) && !otherKinds.test(name);
}

/** The project's env files, in path order. */
export const envFilesOf: (project: Project) => readonly EnvFile[] = oncePer((project: Project) =>
  filesWhere(project, isEnvFile).map(envFileOf),
);

const envFileOf: (source: SourceFile) => EnvFile = oncePer((source: SourceFile) => ({
  source,
  path: source.path,
  document: parseDotenv(source.text),
  profile: profileOf(source.path),
  isForProduction: profilesIn(source.path).includes('production'),
}));

/** The words of a file name, of its folder and of a variable that say what it is for. */
const profileWords: readonly (readonly [EnvProfile, RegExp])[] = [
  ['test', /^(?:test|tests|testing|pytest|ci|e2e)$/],
  ['example', /^(?:example|examples|sample|dist|template|tmpl|default|defaults)$/],
  ['production', /^(?:prod|production|live|staging)$/],
];

/** What a name says of its use; its words are parted by points, dashes, underscores, slashes. */
export function profileOf(name: string): EnvProfile | undefined {
  return profilesIn(name)[0];
}

function profilesIn(name: string): readonly EnvProfile[] {
  const words = name.toLowerCase().split(/[./_-]+/);
  return profileWords.flatMap(([profile, form]) =>
    words.some((word) => form.test(word)) ? profile : [],
  );
}
