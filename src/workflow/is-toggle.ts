import { isBlocked, type Plan, type Step } from '../core/plan.ts';
import { isEnvFile } from '../recipes/facts/env-files.ts';

/** Whether a plan moves a workspace between engines that it keeps both: env files change alone. */
export function isToggle(plan: Plan): boolean {
  return !isBlocked(plan) && changesEnvFilesAlone(plan.steps);
}

/** Whether steps change files, and of these none but env files. */
export function changesEnvFilesAlone(steps: readonly Step[]): boolean {
  const files = steps.filter((step) => step.kind === 'file');
  return files.length > 0 && files.every(({ path }) => isEnvFile(path));
}
