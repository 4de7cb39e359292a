import type { NoticeDefinition } from '../notice.ts';

/** Notices about SQL scripts that make a schema. */
export const scriptNotices = {
  'script-not-translated': {
    severity: 'warning',
    message: 'A statement was left as it is in {twin}: {reason}',
    nextStep: 'Write it in {twin} by hand, or take it out there.',
  },
  'script-differs': {
    severity: 'warning',
    message: 'A statement does something else in {twin}: {reason}',
    nextStep: 'Compare the two files at this place.',
  },
  'script-twin': {
    severity: 'info',
    message: 'The schema of this script is made on {engine} by {twin}.',
    nextStep: 'Apply it with: engine-switch migrate up --tool sql',
  },
} as const satisfies Readonly<Record<string, NoticeDefinition>>;
