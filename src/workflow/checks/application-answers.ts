import { failed, passed, skipped, type WorkspaceCheck } from './check.ts';

export const applicationAnswers: WorkspaceCheck = {
  id: 'application-answers',
  title: 'The application starts and answers',
  async look({ start, plan, tryApplication }) {
    if (!start) return skipped('No start command and address were given.');
    const { status, isTaken, output } = await tryApplication(start, plan.goal.project);
    if (isTaken)
      return failed(`Another program answers at ${start.url}. Stop it, or give another address.`);
    if (status === undefined) return failed(`${start.url} did not answer. It said: ${output}`);
    const detail = `${start.url} answered with status ${status}.`;
    return status < 500 ? passed(detail) : failed(detail);
  },
};
