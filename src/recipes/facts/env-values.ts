import type { Project } from '../project.ts';
import { envFilesOf } from './env-files.ts';

/** The value that the project's env files give a variable; those of tests are not asked. */
export function envValueOf(project: Project, name: string): string | undefined {
  for (const { profile, document } of envFilesOf(project)) {
    if (profile === 'test') continue;
    const entry = document.entries.find(({ key, commented }) => key === name && !commented);
    if (entry) return entry.value;
  }
  return undefined;
}
