import type { NoticeDefinition } from '../notice.ts';

/** Notices about what stands around the application: CI, infrastructure, documents, scripts. */
export const aroundNotices = {
  'test-server': {
    severity: 'warning',
    message: 'These tests start a {engine} server of their own: {package}.',
    nextStep:
      'Give them a {target} file in a temporary folder, or keep {engine} for them if they are about it.',
  },
  'ci-database-service': {
    severity: 'info',
    message: 'This pipeline starts a {engine} server for its jobs.',
    nextStep:
      'Remove the service and its variables if the jobs are to run on {target}; keep it if they test both engines.',
  },
  'dev-container-database': {
    severity: 'info',
    message: 'The development container is set up for {engine}: {mention}.',
    nextStep: 'Take it out of the development container, and rebuild it.',
  },
  'infrastructure-database': {
    severity: 'info',
    message:
      'This describes infrastructure with a {engine} database. It was left alone on purpose.',
    nextStep:
      'Decide whether this environment is to move; a database file needs a disk that stays.',
  },
  'document-names-database': {
    severity: 'info',
    message: 'This document tells how to use {engine}: {mention}.',
    nextStep: 'Rewrite the passage for {target}.',
  },
  'script-uses-database': {
    severity: 'warning',
    message: 'This runs {program} on the {engine} server, which is gone after the switch.',
    nextStep: 'Remove the command, or do the same with sqlite3.',
  },
} as const satisfies Readonly<Record<string, NoticeDefinition>>;
