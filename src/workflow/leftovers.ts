import type { EngineId } from '../core/goal.ts';
import { type Notice, notice } from '../core/notice.ts';
import type { Step } from '../core/plan.ts';
import type { WorkspaceSnapshot } from '../core/snapshot.ts';
import { rangeOf } from '../core/span.ts';
import { engines } from '../engines/index.ts';

/** Steps that a plan to an engine would still make, as notices of what does not fit that engine. */
export function leftovers(
  steps: readonly Step[],
  snapshot: WorkspaceSnapshot,
  engine: EngineId,
): readonly Notice[] {
  return steps.flatMap((step) => {
    if (step.kind === 'task') return [];
    const text = snapshot.files.get(step.path)?.text ?? '';
    const [first] = step.change.kind === 'modify' ? step.change.edits : [];
    const place = { path: step.path, ...(first && { range: rangeOf(text, first) }) };
    return notice('leftover', place, { title: step.title, engine: engines[engine].label });
  });
}
