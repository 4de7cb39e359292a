import { notice } from '../../core/notice.ts';
import type { Engine } from '../../engines/engine.ts';
import { engines } from '../../engines/index.ts';
import { calledName, callsOf } from '../../formats/python/imports.ts';
import { isMovedFile } from '../facts/moved-files.ts';
import { rawPathsOf } from '../facts/raw-files.ts';
import type { Project } from '../project.ts';
import { type PythonFile, placeIn, pythonFilesWith } from '../python-files.ts';
import { type Finding, outcome, type Recipe } from '../recipe.ts';

/** A connection that code opens with a driver itself. */
interface RawConnection extends Finding {
  readonly file: PythonFile;
  readonly of: Engine;
  readonly call: string;
}

const opens = /(?:^|\.)(?:connect|create_pool|\w*ConnectionPool|AsyncConnection\.connect)$/;

/** Names the connections and pools of drivers that no other recipe moves. */
export const rawConnectionsLeft: Recipe<RawConnection> = {
  id: 'raw-connections-left',
  ecosystem: 'python',
  title: 'Name connections of other drivers that code opens itself',
  detect: (project) => Object.values(engines).flatMap((engine) => findOpened(project, engine)),
  rewrite({ file, of, call, span }, { source, target, project }) {
    const isSeenTo = target.server
      ? rawPathsOf(project).has(file.path)
      : isMovedFile(project, file.path);
    if (of !== source || isSeenTo) return outcome({});
    const values = { call, engine: of.label, target: target.label };
    return outcome({ notices: [notice('raw-connection-left', placeIn(file, span), values)] });
  },
};

function findOpened(project: Project, of: Engine): readonly RawConnection[] {
  const modules = of.pythonDrivers.flatMap(({ module }) => [module, `${module}_pool`]);
  const marker = new RegExp(`\\b(?:${modules.join('|')})\\b`);
  return pythonFilesWith(project, marker).flatMap((file) => {
    const { module, path } = file;
    const calls = callsOf(module, module.root, (name) => {
      return opens.test(name) && modules.includes(name.split('.')[0] ?? '');
    });
    return calls.map((node) => {
      const call = calledName(module, node) ?? '';
      const span = { start: node.from, end: node.to };
      return { path, span, engine: of.id, label: `${call} in ${path}`, file, of, call };
    });
  });
}
