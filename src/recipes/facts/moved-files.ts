import { oncePer } from '../../core/once-per.ts';
import type { Project } from '../project.ts';
import { leftFamilies } from '../python/raw/left-files.ts';
import { rawCodeOf } from './raw-files.ts';

/** Whether a file is moved away from the driver by a switch that replaces it. */
export function isMovedFile(project: Project, path: string): boolean {
  return movedPaths(project).has(path);
}

const movedPaths = oncePer((project: Project): ReadonlySet<string> => {
  const moved = leftFamilies.flatMap(({ family, obstaclesIn }) =>
    rawCodeOf(project, family).files.filter(({ file }) => obstaclesIn(file).length === 0),
  );
  return new Set(moved.map(({ file }) => file.path));
});
