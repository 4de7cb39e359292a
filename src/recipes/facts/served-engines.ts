import type { Engine } from '../../engines/engine.ts';
import type { SwitchContext } from '../recipe.ts';

/** The engines that code has to be right on after the switch, the target first. */
export function servedEngines({ target, source, goal }: SwitchContext): readonly Engine[] {
  return goal.strategy === 'keep-both' ? [target, source] : [target];
}
