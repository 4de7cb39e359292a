import type { SourceFile } from '../../core/snapshot.ts';
import { isSchemaScript, twinOf } from '../../sql/schema-scripts.ts';
import { folderOf, oncePer, type Project } from '../project.ts';
import { isOfServer } from '../workspace/schema-scripts.ts';

/** The scripts of a project that get a form for a file beside them. */
const scriptsOf: (project: Project) => readonly SourceFile[] = oncePer((project: Project) =>
  [...project.files.values()].filter(({ path, text }) => {
    return isSchemaScript(path, text) && isOfServer(text);
  }),
);

/**
 * What a string of code becomes that names such a script, or a folder of them; `undefined` for any
 * other. `code` is the text around it: a folder counts where that speaks of `.sql`.
 */
export function twinName(project: Project, name: string, code: string): string | undefined {
  const scripts = name === '' ? [] : scriptsOf(project);
  const bare = name.replace(/^(?:\.{1,2}\/)+/, '');
  if (name.endsWith('.sql')) {
    return scripts.some(({ path }) => `/${path}`.endsWith(`/${bare}`)) ? twinOf(name) : undefined;
  }
  const inFolder = scripts.filter(({ path }) => {
    const folder = folderOf(path);
    return folder !== '' && `/${folder}`.endsWith(`/${bare.replace(/\/$/, '')}`);
  });
  const together = inFolder.some(({ path }) => folderOf(twinOf(path)) !== folderOf(path));
  return together && /\.sql\b/.test(code)
    ? name.replace(/\/?$/, (end) => `-sqlite${end}`)
    : undefined;
}
