import type { Engine } from '../../engines/engine.ts';
import { importsOf } from '../../formats/javascript/imports.ts';
import { folderOf, type Project } from '../project.ts';
import { type JavaScriptFile, javascriptFilesWith } from './javascript-files.ts';
import { nodeDriverUses } from './node-driver-use.ts';
import { joinPath } from './paths.ts';
import { isPoolModule } from './pg-code.ts';

/** The files that take in a driver of an engine, and those that take it from them. */
export function driverFiles(project: Project, engine: Engine): readonly JavaScriptFile[] {
  // What takes the module that stands for pg talks to pg, as far as it knows.
  const direct = nodeDriverUses(project, engine)
    .map(({ file }) => file)
    .filter((file) => !isPoolModule(file));
  if (direct.length === 0) return [];
  const files = javascriptFilesWith(project, /\b(?:require|import|export)\b/);
  const found = new Map(direct.map((file) => [stem(file.path), file]));
  for (let size = 0; size < found.size; ) {
    size = found.size;
    for (const file of files) {
      const takes = importsOf(file.module).some(({ source }) => {
        return source.startsWith('.') && found.has(stem(joinPath(folderOf(file.path), source)));
      });
      if (takes) found.set(stem(file.path), file);
    }
  }
  return [...found.values()];
}

/** A module's path as other files name it: without ending, and a folder for its index. */
function stem(path: string): string {
  return path.replace(/\.[cm]?[jt]sx?$/, '').replace(/\/index$/, '');
}
