import { oncePer } from '../../core/once-per.ts';
import type { SourceFile } from '../../core/snapshot.ts';
import type { Engine } from '../../engines/engine.ts';
import { isSchemaScript, twinOf } from '../../sql/schema-scripts.ts';
import { folderOf, type Project } from '../project.ts';
import type { SwitchContext } from '../recipe.ts';
import { isWrittenFor } from '../workspace/schema-scripts.ts';

/** The scripts of a project that are written for an engine, and get a form for the other one. */
function scriptsOf(project: Project, engine: Engine): readonly SourceFile[] {
  return engine.server ? scriptsForServer(project) : scriptsForFile(project);
}

const scriptsForServer = oncePer((project: Project) => scriptsWhere(project, 'postgresql'));
const scriptsForFile = oncePer((project: Project) => scriptsWhere(project, 'sqlite'));

function scriptsWhere(project: Project, engine: Engine['id']): readonly SourceFile[] {
  return [...project.files.values()].filter(({ path, text }) => {
    return isSchemaScript(path, text, project.files) && isWrittenFor(text, engine);
  });
}

/**
 * What a string of code becomes that names such a script, or a folder of them; `undefined` for any
 * other. `code` is the text around it: a folder counts where that speaks of `.sql`.
 */
export function twinName(
  { project, source, target, goal }: SwitchContext,
  name: string,
  code: string,
): string | undefined {
  if (goal.scripts === 'in-place' || name === '') return undefined;
  const scripts = scriptsOf(project, source);
  const bare = name.replace(/^(?:\.{1,2}\/)+/, '');
  if (name.endsWith('.sql')) {
    const isOne = scripts.some(({ path }) => `/${path}`.endsWith(`/${bare}`));
    return isOne ? twinOf(name, target.id) : undefined;
  }
  const inFolder = scripts.filter(({ path }) => {
    const folder = folderOf(path);
    return folder !== '' && `/${folder}`.endsWith(`/${bare.replace(/\/$/, '')}`);
  });
  const together = inFolder.some(
    ({ path }) => folderOf(twinOf(path, target.id)) !== folderOf(path),
  );
  return together && /\.sql\b/.test(code)
    ? name.replace(/\/?$/, (end) => `-${target.id}${end}`)
    : undefined;
}

/** What a string becomes that names the form for the source of a script that is the target's. */
export function originalName(
  { project, source, target }: SwitchContext,
  name: string,
): string | undefined {
  const bare = name.replace(/^(?:\.{1,2}\/)+/, '').replace(/\/$/, '');
  const isNamed = scriptsOf(project, target).some(({ path }) => {
    const twin = twinOf(path, source.id);
    const places = folderOf(twin) === folderOf(path) ? [twin] : [twin, folderOf(twin)];
    return places.some((place) => place !== '' && `/${place}`.endsWith(`/${bare}`));
  });
  const ending = new RegExp(`\\.${source.id}(\\.sql)$|-${source.id}(\\/?)$`);
  return isNamed ? name.replace(ending, '$1$2') : undefined;
}
