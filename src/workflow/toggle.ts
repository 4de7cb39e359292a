import { isBlocked, type Plan } from '../core/plan.ts';
import { isEnvFile } from '../recipes/facts/env-files.ts';

/** Whether a plan moves a workspace between engines that it keeps both: env files change alone. */
export function isToggle(plan: Plan): boolean {
  const files = plan.steps.filter((step) => step.kind === 'file');
  return !isBlocked(plan) && files.length > 0 && files.every(({ path }) => isEnvFile(path));
}
