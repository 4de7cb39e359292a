import { oncePer } from '../../core/once-per.ts';
import { baseName, type Project } from '../project.ts';
import { type EnvFile, envFilesOf } from './env-files.ts';

/**
 * The env file that decides a variable where the application is run for development, of all that
 * have a line for it, live or as a comment. Files of tests and of production decide nothing here;
 * one for copying does where there is no other.
 */
export function fileInEffect(project: Project, variable: string): EnvFile | undefined {
  const files = envFilesOf(project).filter(({ profile, isForProduction, document }) => {
    const hasLine = document.entries.some(({ key }) => key === variable);
    return hasLine && profile !== 'test' && !isForProduction;
  });
  return firstInEffect(project, files);
}

/** The one of these files that comes before the others. */
export function firstInEffect(project: Project, files: readonly EnvFile[]): EnvFile | undefined {
  const [only, second] = files;
  if (!second) return only;
  const named = namedFiles(project);
  const rank = (file: EnvFile) => rankOf(file, named.has(file));
  return files.toSorted((a, b) => rank(a) - rank(b) || depth(a) - depth(b))[0];
}

/** A file beside `.env` for one's own machine comes first if code reads it; containers' come last. */
function rankOf({ path, profile }: EnvFile, isNamed: boolean): number {
  const name = baseName(path);
  const isOwn = /^\.env\.(?:.+\.)?local$/.test(name);
  const order = [
    isOwn && isNamed,
    name === '.env',
    isNamed,
    isOwn || /^\.env\.dev(?:elop(?:ment)?)?$/.test(name),
    profile !== 'example' && !/docker|container|compose/i.test(name),
    profile !== 'example',
  ];
  const found = order.indexOf(true);
  return found < 0 ? order.length : found;
}

function depth({ path }: EnvFile): number {
  return path.split('/').length;
}

/** The env files whose names stand in code or in scripts of a package. */
const namedFiles: (project: Project) => ReadonlySet<EnvFile> = oncePer((project: Project) => {
  const texts = [...project.files.values()].filter(({ path, text }) => {
    return /\.(?:py|[cm]?[jt]sx?)$|(?:^|\/)package\.json$/.test(path) && text.includes('env');
  });
  const isNamed = ({ path }: EnvFile) => {
    const name = baseName(path).replace(/\W/g, '\\$&');
    const word = new RegExp(`(?<![\\w.-])${name}(?![\\w.-])`);
    return texts.some(({ text }) => word.test(text));
  };
  return new Set(envFilesOf(project).filter(isNamed));
});
