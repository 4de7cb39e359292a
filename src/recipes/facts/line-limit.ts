import { oncePer } from '../../core/once-per.ts';
import { parseToml, tomlEntry } from '../../formats/toml.ts';
import { folderOf, type Project } from '../project.ts';

/** Where the project's formatter does not say how long a line may be. */
const usual = 100;

const settings = [
  ['tool', 'ruff', 'line-length'],
  ['tool', 'black', 'line-length'],
] as const;

/** How many characters a line of a file may have: what the nearest pyproject.toml above it says. */
export function lineLimit(project: Project, path: string): number {
  const limits = limitsOf(project);
  for (let folder = folderOf(path); ; folder = folderOf(folder)) {
    const limit = limits.get(folder);
    if (limit !== undefined || folder === '') return limit ?? usual;
  }
}

const limitsOf: (project: Project) => ReadonlyMap<string, number> = oncePer(
  (project: Project) =>
    new Map(
      [...project.files.values()]
        .filter(({ path }) => /(?:^|\/)pyproject\.toml$/.test(path))
        .flatMap(({ path, text }) => {
          const limit = settingIn(text);
          return limit === undefined ? [] : [[folderOf(path), limit] as const];
        }),
    ),
);

function settingIn(text: string): number | undefined {
  const document = parseToml(text);
  const values = settings.flatMap((path) => tomlEntry(document, path)?.value ?? []);
  return values.map(({ span }) => Number(text.slice(span.start, span.end))).find((n) => n > 0);
}
