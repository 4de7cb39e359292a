import { join } from 'node:path';
import type { Plan } from '../../core/plan.ts';
import { recipes } from '../../recipes/index.ts';
import type { WorkspacePorts } from '../../workflow/apply.ts';
import { checkWorkspace } from '../../workflow/check.ts';
import type { CheckOutcome } from '../../workflow/check-result.ts';
import type { StartRequest } from '../../workflow/checks/check.ts';
import { verify } from '../../workflow/verify.ts';
import { processRunner } from '../process/runner.ts';
import { tryApplication } from '../process/try-application.ts';
import { inspectCopy } from '../sqlite/inspect-copy.ts';
import { readWorkspace } from './read-workspace.ts';

export interface VerifyOptions {
  readonly start?: StartRequest;
  readonly signal?: AbortSignal;
}

/** Verifies a workspace on disk after a plan was applied to it. */
export async function verifyWorkspace(
  folder: string,
  plan: Plan,
  { files, journals, progress }: WorkspacePorts,
  { start, signal }: VerifyOptions = {},
): Promise<readonly CheckOutcome[]> {
  const after = await readWorkspace(folder, signal && { signal });
  const processes = processRunner(folder);
  const { problems } = checkWorkspace(after, recipes, await journals.list());
  return verify(
    {
      plan,
      after,
      problems,
      files,
      processes,
      inspect: (path) => inspectCopy(join(folder, path)),
      tryApplication: (request, cwd) => tryApplication(processes, request, cwd, signal),
      ...(start && { start }),
      ...(signal && { signal }),
    },
    ({ title }) => progress.report(title),
  );
}
