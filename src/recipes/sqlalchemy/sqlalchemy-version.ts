import { oncePer } from '../../core/once-per.ts';
import type { Project } from '../project.ts';
import { pythonManifestsOf } from '../python/manifests/index.ts';

/** Versions that end before 2.0: pinned to 1, compatible with 1, below 2. */
const beforeTwo = /(?:^|[,\s])(?:={2,3}|~=|\^|~|<=)\s*1\.|<\s*2(?:\.0)*(?![\d.])|^1\./;

/** Whether a project asks for SQLAlchemy before 2.0, which has no `Uuid` and no `ddl_if`. */
export const usesSqlalchemyOne: (project: Project) => boolean = oncePer((project: Project) =>
  pythonManifestsOf(project).some(({ packages }) =>
    packages.some(({ name, version }) => name === 'sqlalchemy' && beforeTwo.test(version)),
  ),
);
