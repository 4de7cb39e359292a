import { failed, lookInto, passed, type WorkspaceCheck } from './check.ts';

export const firstInsert: WorkspaceCheck = {
  id: 'first-insert',
  title: 'Every table takes a row',
  look: (context) =>
    lookInto(context, ({ catalog, insertProblems }) => {
      if (insertProblems.length > 0) {
        return failed(
          insertProblems.map(({ table, message }) => `${table}: ${message}.`).join(' '),
        );
      }
      const count = catalog.tables.length;
      return passed(`One row each was put into ${count} tables of a copy, and rolled back.`);
    }),
};
