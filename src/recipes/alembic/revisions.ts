import { childrenOf, type PythonNode, textOf } from '../../formats/python/module.ts';
import { stringLiteral } from '../../formats/python/string-literal.ts';
import { oncePer, type Project } from '../project.ts';
import { type PythonFile, pythonFilesWith } from '../python-files.ts';

/** One revision of an Alembic history. */
export interface Revision {
  readonly file: PythonFile;
  readonly id: string;
}

/** The revisions of a project, in path order. */
export const revisionsOf: (project: Project) => readonly Revision[] = oncePer((project: Project) =>
  pythonFilesWith(project, /\bdown_revision\b/).flatMap((file) => {
    const id = revisionId(file);
    return id === undefined ? [] : [{ file, id }];
  }),
);

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
