import { oncePer } from '../../core/once-per.ts';
import { callsOf } from '../../formats/python/imports.ts';
import type { PythonNode } from '../../formats/python/module.ts';
import type { Project } from '../project.ts';
import { type PythonFile, pythonFilesWith } from '../python-files.ts';

/** A file that runs Alembic's migrations, usually `env.py`. */
export interface MigrationEnvironment {
  readonly file: PythonFile;
  /** Its calls of `context.configure`. */
  readonly configures: readonly PythonNode[];
}

/** The project's migration environments, in path order. */
export const migrationEnvironmentsOf: (project: Project) => readonly MigrationEnvironment[] =
  oncePer((project: Project) =>
    pythonFilesWith(project, /\bcontext\s*\.\s*configure\b/).flatMap((file) => {
      const configures = callsOf(file.module, file.module.root, (name) =>
        /^(?:alembic\.)?context\.configure$/.test(name),
      );
      return configures.length > 0 ? [{ file, configures }] : [];
    }),
  );

/** Whether it connects with an asynchronous engine of its own. */
export function isAsynchronous({ file: { module } }: MigrationEnvironment): boolean {
  return callsOf(module, module.root, (name) => asyncMakers.test(name)).length > 0;
}

const asyncMakers = /(?:^|\.)(?:create_async_engine|async_engine_from_config|AsyncEngine)$/;
