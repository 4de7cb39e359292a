import { notice } from '../core/notice.ts';
import { isBlocked, type Plan } from '../core/plan.ts';
import { type Outcome, outcome } from '../recipes/recipe.ts';

/**
 * What becomes of a recipe's work where the configuration alone is switched: nothing is done, and
 * all of it is named. What would stand in the way of the whole switch is a warning then.
 */
export function leftOut({ changes, notices }: Outcome): Outcome {
  const blocking = notices.filter(({ severity }) => severity === 'blocking');
  return outcome({
    notices: [
      ...blocking.map((one) => ({ ...one, severity: 'warning' as const })),
      ...changes.map(({ title, change }) => notice('left-out', { path: change.path }, { title })),
    ],
  });
}

/** A refused plan with the offer to switch the configuration alone, where that is possible. */
export function withOffer(refused: Plan, alone: Plan): Plan {
  if (isBlocked(alone) || alone.steps.length === 0) return refused;
  const offer = notice('configuration-alone', { path: '' }, {});
  return { ...refused, notices: [offer, ...refused.notices] };
}
