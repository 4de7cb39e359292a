import type { NoticeDefinition } from '../notice.ts';

/** Notices about Alembic histories: what a revision cannot do on the target, and what it does not. */
export const alembicNotices = {
  'revision-sql-not-portable': {
    severity: 'blocking',
    message: 'This SQL does not run on {engine}: {statement}.',
    nextStep:
      'Rewrite it so that both take it, put it under a test of op.get_context().dialect.name, or start a fresh history (--history fresh).',
  },
  'downgrade-not-portable': {
    severity: 'warning',
    message: 'The downgrade of this revision does not run on {engine}: {reason}',
    nextStep: 'Rewrite it by hand before you go back beyond this revision.',
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
  'expression-index-lost': {
    severity: 'warning',
    message:
      'Plain "alembic upgrade" loses the index {index} on {engine}: a batch in {revision} copies {table}, and SQLAlchemy does not see indexes on expressions there.',
    nextStep:
      'Run "engine-switch migrate", which puts it back, or make it again behind that batch with op.create_index(..., if_not_exists=True).',
  },
  'history-started-fresh': {
    severity: 'warning',
    message:
      'The history begins anew; the revisions before are kept in {folder}. A database that has run them does not know the new one.',
    nextStep:
      'Where such a database stays in use, run "alembic stamp head" on it once its tables are as the models say.',
  },
  'migrations-after-start': {
    severity: 'info',
    message: 'The migrations need a {engine} server that runs, so they are not run by the switch.',
    nextStep: 'Start the server, then run: {commands}',
  },
  'alembic-url-overridden': {
    severity: 'info',
    message: 'This URL is not used and was left: {script} sets another one.',
    nextStep:
      'Nothing to do, unless Alembic is to reach the database in another way than the application.',
  },
  'revision-operation-unclear': {
    severity: 'blocking',
    message:
      '{engine} cannot run {operation} here, and it cannot be put into a batch with certainty.',
    nextStep:
      'Put it into "with op.batch_alter_table(...)" by hand, or start a fresh history (--history fresh).',
  },
} as const satisfies Readonly<Record<string, NoticeDefinition>>;
