import type { NoticeDefinition } from '../notice.ts';

/** Notices about SQLAlchemy engines. */
export const sqlalchemyNotices = {
  'engine-arguments-unsure': {
    severity: 'warning',
    message:
      'What {argument} holds cannot be seen here; {engine} refuses arguments that are not its own.',
    nextStep: 'Check that {argument} holds nothing that only another database takes.',
  },
  'engine-argument-conditional': {
    severity: 'warning',
    message:
      '{arguments} are not taken by {engine}, and the URL on which they should depend cannot be seen here.',
    nextStep: 'Pass them only where the URL is not one of {engine}.',
  },
  'listener-left': {
    severity: 'warning',
    message:
      'This tells new connections something that {engine} does not understand (PRAGMA), among other things or from elsewhere.',
    nextStep: 'Do it only where the connection is not one of {engine}.',
  },
  'batch-unsure': {
    severity: 'warning',
    message:
      'This call takes some of its arguments from elsewhere, so that render_as_batch may be among them.',
    nextStep: 'See that render_as_batch=True is among the arguments.',
  },
  'driver-name-fixed': {
    severity: 'warning',
    message: 'This gives every URL a driver of {engine}, also one of {target}.',
    nextStep: 'Give it only to URLs whose get_backend_name() is that of {engine}.',
  },
} as const satisfies Readonly<Record<string, NoticeDefinition>>;
