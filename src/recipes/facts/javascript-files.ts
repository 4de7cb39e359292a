import { oncePer } from '../../core/once-per.ts';
import type { Problem, Result } from '../../core/result.ts';
import type { SourceFile } from '../../core/snapshot.ts';
import { type Range, rangeOf, type Span } from '../../core/span.ts';
import { type JavaScriptModule, parseJavaScript } from '../../formats/javascript/module.ts';
import type { Project } from '../project.ts';

/** A JavaScript or TypeScript file of a project with its tree. */
export interface JavaScriptFile {
  readonly source: SourceFile;
  readonly path: string;
  readonly module: JavaScriptModule;
}

const fileForm = /(?<!\.d)\.(?:[cm]?[jt]s|[jt]sx)$/;
const built = /(?:^|\/)(?:dist|build|out|coverage|vendor|public)\//;

const javascriptOf: (file: SourceFile) => Result<JavaScriptModule> = oncePer((file: SourceFile) =>
  parseJavaScript(file.path, file.text),
);

/**
 * The project's JavaScript files whose text mentions the marker, parsed, in path order. Built files
 * are left out, and so is what cannot be read: see `unreadableJavaScriptFiles`.
 */
export function javascriptFilesWith(project: Project, marker: RegExp): readonly JavaScriptFile[] {
  return mentioning(project, marker).flatMap((source) => {
    const { value: module, problems } = javascriptOf(source);
    return problems.length > 0 ? [] : [{ source, path: source.path, module }];
  });
}

/** The files that `javascriptFilesWith` cannot read, each with its first problem. */
export function unreadableJavaScriptFiles(project: Project, marker: RegExp) {
  return mentioning(project, marker).flatMap(
    (source): readonly { readonly source: SourceFile; readonly problem: Problem }[] => {
      const [problem] = javascriptOf(source).problems;
      return problem ? [{ source, problem }] : [];
    },
  );
}

function mentioning(project: Project, marker: RegExp): readonly SourceFile[] {
  return javascriptSources(project).filter(({ text }) => marker.test(text));
}

const javascriptSources = oncePer((project: Project) =>
  [...project.files.values()].filter(({ path }) => fileForm.test(path) && !built.test(path)),
);

/** Where a span of the file stands, for a notice. */
export function placeInScript(
  file: JavaScriptFile,
  span: Span,
): { readonly path: string; readonly range: Range } {
  return { path: file.path, range: rangeOf(file.source.text, span) };
}
