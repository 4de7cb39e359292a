import { oncePer } from '../../core/once-per.ts';
import type { Engine } from '../../engines/engine.ts';
import { engines } from '../../engines/index.ts';
import { alembicEnvironments } from '../../formats/alembic-environments.ts';
import { childrenOf, type PythonNode, textOf } from '../../formats/python/module.ts';
import { stringLiteral } from '../../formats/python/string-literal.ts';
import { folderOf, type Project } from '../project.ts';
import { type PythonFile, pythonFilesWith } from '../python-files.ts';

/** One revision of an Alembic history. */
export interface Revision {
  readonly file: PythonFile;
  readonly id: string;
}

/** The revisions of a project, in path order, without those that an earlier switch moved aside. */
export const revisionsOf: (project: Project) => readonly Revision[] = oncePer(
  (project: Project) => {
    const live = alembicEnvironments(project).flatMap(({ versions }) => versions);
    return pythonFilesWith(project, /\bdown_revision\b/).flatMap((file) => {
      const id = revisionId(file);
      const folder = folderOf(file.path);
      return id === undefined || (isAside(folder) && !live.includes(folder)) ? [] : [{ file, id }];
    });
  },
);

/** The folder that a history's revisions are moved to when another one takes their place. */
export function asideFolder(versions: string, { sqlalchemyDialect }: Engine): string {
  return `${versions}_${sqlalchemyDialect}`;
}

function isAside(folder: string): boolean {
  return Object.values(engines).some((engine) => folder.endsWith(asideFolder('versions', engine)));
}

/** Whether a file is a revision of an Alembic history. */
export function isRevision(file: PythonFile): boolean {
  return file.source.text.includes('down_revision') && revisionId(file) !== undefined;
}

/** The id that a file gives itself, if it also names the one before. */
function revisionId(file: PythonFile): string | undefined {
  const { module } = file;
  const assigned = (name: string): PythonNode | undefined => {
    const statement = childrenOf(module.root).find(
      (node) =>
        node.name === 'AssignStatement' &&
        node.firstChild &&
        textOf(module, node.firstChild) === name,
    );
    return statement?.lastChild ?? undefined;
  };
  const revision = assigned('revision');
  if (!revision || !assigned('down_revision')) return undefined;
  return stringLiteral(module, revision)?.value;
}

/** The engine whose dialect a revision imports, or gives options for. */
export function engineOfRevision({ source }: PythonFile): Engine | undefined {
  return Object.values(engines).find(({ sqlalchemyDialect }) =>
    new RegExp(
      `\\bsqlalchemy\\.dialects(?: import |\\.)${sqlalchemyDialect}\\b|\\b${sqlalchemyDialect}_\\w+\\s*=`,
    ).test(source.text),
  );
}
