import { failed, passed, type WorkspaceCheck } from './check.ts';

export const noLeftovers: WorkspaceCheck = {
  id: 'no-leftovers',
  title: 'Nothing points at the old engine but what the plan named',
  async look({ plan, problems }) {
    const named = new Set(plan.notices.map(({ code, path }) => `${code} ${path}`));
    const left = problems.filter(
      ({ code, path, severity }) => severity !== 'info' && !named.has(`${code} ${path}`),
    );
    if (left.length === 0) return passed('Planning again finds nothing new.');
    return failed(left.map(({ path, message }) => `${path}: ${message}`).join(' '));
  },
};
