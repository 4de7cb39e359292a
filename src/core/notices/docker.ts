import type { NoticeDefinition } from '../notice.ts';

/** Notices about Dockerfiles and the scripts that containers start with. */
export const dockerNotices = {
  'system-packages-left': {
    severity: 'info',
    message: 'The image still installs {packages}: {reason}.',
    nextStep: 'Remove them once nothing in the image needs them, and build it again.',
  },
  'waits-for-database': {
    severity: 'warning',
    message:
      'This waits for the {engine} server ({program}), which never answers after the switch.',
    nextStep: 'Remove the waiting; a database file is there at once.',
  },
  'waits-if-selected': {
    severity: 'info',
    message: 'This waits for the {engine} server, but only if {variable} says so.',
    nextStep: 'Nothing has to be done while {variable} names another engine.',
  },
  'database-folder-owner-unclear': {
    severity: 'warning',
    message: 'The container runs as {user}, and a new volume at {folder} belongs to root.',
    nextStep:
      'Create {folder} in the image and give it to {user}, so that the volume starts with that owner.',
  },
} as const satisfies Readonly<Record<string, NoticeDefinition>>;
