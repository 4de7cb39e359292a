import type { EngineId } from '../core/goal.ts';
import { type Notice, notice } from '../core/notice.ts';
import { engines } from '../engines/index.ts';
import type { DetectedProject, Detection } from './detect.ts';

/** The project that a plan is for, or why there is none. */
export interface Choice {
  readonly project?: DetectedProject;
  readonly notices: readonly Notice[];
}

/** The project that was asked for, or the only one; never one of several by default. */
export function chooseProject(
  detection: Detection,
  options: { readonly to: EngineId; readonly project?: string },
): Choice {
  const root = options.project?.replace(/^\.?\/*|\/+$/g, '');
  const wanted =
    root === undefined
      ? detection.projects
      : detection.projects.filter(({ project }) => project.root === root);
  const [project, second] = wanted;
  if (!project) {
    const engine = engines[otherEngine(options.to)].label;
    return { notices: [notice('no-database-found', { path: '' }, { engine })] };
  }
  if (!second) return { project, notices: [] };
  const projects = wanted.map(({ project }) => project.root).join(', ');
  return { notices: [notice('several-projects', { path: '' }, { projects })] };
}

/** The engine that a switch to this one comes from. */
export function otherEngine(engine: EngineId): EngineId {
  return engine === 'sqlite' ? 'postgresql' : 'sqlite';
}
