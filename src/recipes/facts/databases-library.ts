import { oncePer } from '../../core/once-per.ts';
import { callsOf } from '../../formats/python/imports.ts';
import type { PythonNode } from '../../formats/python/module.ts';
import type { Project } from '../project.ts';
import { type PythonFile, pythonFilesWith } from '../python-files.ts';

/** A call of `databases.Database`, which chooses its driver by the scheme of the URL alone. */
export interface DatabasesCall {
  readonly file: PythonFile;
  readonly call: PythonNode;
}

/** The calls that open a database with the library `databases`, in path and text order. */
export const databasesCallsOf: (project: Project) => readonly DatabasesCall[] = oncePer(
  (project: Project) =>
    pythonFilesWith(project, /\bdatabases\b/).flatMap((file) =>
      callsOf(file.module, file.module.root, (name) => name === 'databases.Database').map(
        (call) => ({ file, call }),
      ),
    ),
);
