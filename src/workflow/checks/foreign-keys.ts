import { failed, lookInto, passed, type WorkspaceCheck } from './check.ts';

export const foreignKeys: WorkspaceCheck = {
  id: 'foreign-keys',
  title: 'Foreign keys are enforced and hold',
  async look(context) {
    const switchedOn = [...context.after.files.values()].find(({ text }) =>
      /PRAGMA foreign_keys\s*=\s*(?:ON|1)|foreign_keys["']?\s*[:=]\s*["']?(?:ON|1)/i.test(text),
    );
    if (!switchedOn) return failed('Nothing in the workspace sets PRAGMA foreign_keys = ON.');
    return lookInto(context, ({ orphans }) => {
      if (orphans > 0) return failed(`${orphans} rows refer to rows that do not exist.`);
      return passed(`${switchedOn.path} switches them on; PRAGMA foreign_key_check finds nothing.`);
    });
  },
};
