import type { NoticeDefinition } from '../notice.ts';

/** Notices about Alembic histories: what a revision cannot do on the target, and what it does not. */
export const alembicNotices = {
  'revision-sql-not-portable': {
    severity: 'blocking',
    message: 'This SQL does not run on {engine}: {statement}.',
    nextStep:
      'Rewrite it so that both take it, put it under a test of op.get_context().dialect.name, or start a fresh history (--history fresh).',
  },
  'revision-sql-unclear': {
    severity: 'warning',
    message: 'The SQL of this call is put together when it runs and was not looked into.',
    nextStep: 'Check that {engine} takes what comes out.',
  },
  'revision-step-skipped': {
    severity: 'warning',
    message: '{engine} goes without what this statement makes: {statement}.',
    nextStep: 'Do in the application what it did, or write a form of it for {engine}.',
  },
  'revision-step-guarded': {
    severity: 'info',
    message: '{engine} does not need this statement; it runs on {source} alone now: {statement}.',
    nextStep: 'Nothing to do.',
  },
  'revision-rebuilds-table': {
    severity: 'info',
    message:
      'On {engine} this revision copies its tables: triggers, unnamed checks and expression indexes of a table are lost in a copy.',
    nextStep: 'Back the database up before the revision runs on data, and look for such objects.',
  },
  'revision-operation-unclear': {
    severity: 'blocking',
    message:
      '{engine} cannot run {operation} here, and it cannot be put into a batch with certainty.',
    nextStep:
      'Put it into "with op.batch_alter_table(...)" by hand, or start a fresh history (--history fresh).',
  },
} as const satisfies Readonly<Record<string, NoticeDefinition>>;
