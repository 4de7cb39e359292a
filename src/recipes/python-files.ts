import type { TextEdit } from '../core/edit.ts';
import type { ModifyFile } from '../core/file-change.ts';
import { oncePer } from '../core/once-per.ts';
import type { Problem, Result } from '../core/result.ts';
import type { SourceFile } from '../core/snapshot.ts';
import type { Range, Span } from '../core/span.ts';
import { rangeOf } from '../core/span.ts';
import { type PythonModule, parsePython } from '../formats/python/module.ts';
import type { Project } from './project.ts';

/** A Python file of a project with its tree. */
export interface PythonFile {
  readonly source: SourceFile;
  readonly path: string;
  readonly module: PythonModule;
}

/** A Python file that cannot be read as such: a template, a merge conflict, another language. */
export interface UnreadablePythonFile {
  readonly source: SourceFile;
  readonly problem: Problem;
}

/** The tree of a file, parsed once however many recipes ask. */
export const pythonOf: (file: SourceFile) => Result<PythonModule> = oncePer((file: SourceFile) =>
  parsePython(file.text),
);

/**
 * The project's Python files whose text mentions the marker, parsed, in path order. The marker
 * spares parsing of what cannot matter. Files that are no Python are left out: see
 * `unreadablePythonFiles`.
 */
export function pythonFilesWith(project: Project, marker: RegExp): readonly PythonFile[] {
  return mentioning(project, marker).flatMap((source) => {
    const { value: module, problems } = pythonOf(source);
    return problems.length > 0 ? [] : [{ source, path: source.path, module }];
  });
}

/** The files that `pythonFilesWith` leaves out, each with its first problem. */
export function unreadablePythonFiles(
  project: Project,
  marker: RegExp,
): readonly UnreadablePythonFile[] {
  return mentioning(project, marker).flatMap((source) => {
    const [problem] = pythonOf(source).problems;
    return problem ? [{ source, problem }] : [];
  });
}

function mentioning(project: Project, marker: RegExp): readonly SourceFile[] {
  return pythonSources(project).filter(({ text }) => marker.test(text));
}

const pythonSources = oncePer((project: Project) =>
  [...project.files.values()].filter(({ path }) => path.endsWith('.py')),
);

/** Where a span of the file stands, for a notice. */
export function placeIn(
  file: PythonFile,
  span: Span,
): { readonly path: string; readonly range: Range } {
  return { path: file.path, range: rangeOf(file.source.text, span) };
}

/** A change of the file by edits. */
export function modifyPython({ source }: PythonFile, edits: readonly TextEdit[]): ModifyFile {
  return { kind: 'modify', path: source.path, hash: source.hash, edits };
}
