import type { Engine } from '../../engines/engine.ts';
import type { Project } from '../project.ts';
import { pythonFilesWith } from '../python-files.ts';

/** What a file says that names a backend of Django: it spares reading of all others. */
export const djangoBackendMention = /django\.(?:contrib\.gis\.)?db\.backends/;

/** Whether Django's settings name a backend of the engine. */
export function usesDjangoBackend(project: Project, { djangoBackends }: Engine): boolean {
  return pythonFilesWith(project, djangoBackendMention).some(({ source }) =>
    djangoBackends.some((backend) => new RegExp(`["']${backend}["']`).test(source.text)),
  );
}
