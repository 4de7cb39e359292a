import { basename, join } from 'node:path';
import { SwitchError } from '../../core/errors.ts';
import {
  type AlembicEnvironment,
  alembicEnvironments,
} from '../../formats/alembic-environments.ts';
import { readWorkspace } from '../workspace/read-workspace.ts';
import { flaskPlace } from './flask-place.ts';
import { findInterpreter, type Interpreter } from './interpreter.ts';
import type { AlembicPlace } from './runner.ts';

/** A project that uses Alembic, with what is needed to run it. */
export interface AlembicProject {
  readonly environment: AlembicEnvironment;
  readonly interpreter: Interpreter;
  readonly place: AlembicPlace;
}

export interface AlembicSearch {
  readonly workspace: string;
  readonly folder: string;
  /** The configuration file, relative to the workspace, where there are several. */
  readonly config?: string;
  readonly python?: string;
  readonly onOutput: (text: string) => void;
}

/** Finds the set-up and the Python. Throws `wrong-usage` where there is none, or more than one. */
export async function openAlembicProject(search: AlembicSearch): Promise<AlembicProject> {
  const environment = chooseEnvironment(
    alembicEnvironments(await readWorkspace(search.workspace)),
    search,
  );
  const folder = join(search.workspace, environment.folder);
  const interpreter = await findInterpreter(search.workspace, folder, search.python);
  const place = {
    python: interpreter.program,
    folder,
    options: optionsFor(environment),
    ...(environment.runner === 'flask' && { flask: await flaskPlace(environment, folder) }),
    onOutput: search.onOutput,
  };
  return { environment, interpreter, place };
}

function chooseEnvironment(
  environments: readonly AlembicEnvironment[],
  { config, workspace, folder }: AlembicSearch,
): AlembicEnvironment {
  const named = environments.find((environment) => environment.config === config);
  const here = environments.filter((each) => join(workspace, each.folder) === folder);
  const [first, second] = here.length === 1 ? here : environments;
  const chosen = config === undefined && second === undefined ? first : named;
  if (chosen) return chosen;
  if (environments.length === 0) {
    throw new SwitchError(
      'wrong-usage',
      'This workspace has no alembic.ini with a script_location, nor a [tool.alembic] in pyproject.toml.',
      'Name the folder that has one.',
    );
  }
  const configs = environments.map((environment) => environment.config).join(', ');
  throw new SwitchError(
    'wrong-usage',
    `This workspace has several Alembic set-ups: ${configs}.`,
    'Name one of them with --config.',
  );
}

function optionsFor({ config, runner }: AlembicEnvironment): readonly string[] {
  if (runner === 'flask') return [];
  const name = basename(config);
  return name === 'alembic.ini' || name === 'pyproject.toml' ? [] : ['-c', name];
}
