import type { NoticeDefinition } from '../notice.ts';

/** Notices about env files. */
export const envNotices = {
  'env-test-profile-left': {
    severity: 'info',
    message:
      '{variable} belongs to the test profile and still names {engine}; it was left on purpose.',
    nextStep: 'If the tests are to run on {target} too, give them a database of their own here.',
  },
  'env-production-left': {
    severity: 'info',
    message: '{variable} belongs to production, which keeps running on {engine}.',
    nextStep: 'Nothing to do. To move production too, plan with the strategy "replace".',
  },
  'env-file-beside-left': {
    severity: 'info',
    message:
      '{variable} was left in this file: {file}, which sets it too, is the one in effect where the application is run.',
    nextStep: 'If something else reads this file, exchange its two lines by hand.',
  },
  'env-production-changes': {
    severity: 'warning',
    message: '{variable} belongs to production, and would point to {target} too.',
    nextStep: 'Untick this step if production is to stay, or plan with the strategy "keep-both".',
  },
  'env-url-reader-unknown': {
    severity: 'warning',
    message:
      '{variable} was left as it is: the program that reads it has its own form for the address of a {target} database.',
    nextStep: 'Set it as the documentation of that program says.',
  },
  'env-credentials-placeholder': {
    severity: 'warning',
    message: '{variable} got the user and the password of a server for development.',
    nextStep: 'Set the user, password and host of your own {engine} server.',
  },
  'env-parts-kept': {
    severity: 'info',
    message: '{names} were left: {reader} names {first}, so they may still be read.',
    nextStep: 'Remove them when nothing reads them any more.',
  },
  'env-parts-alone': {
    severity: 'warning',
    message:
      '{names} were left: they are parts from which a connection to {engine} is made, and no URL was found beside them.',
    nextStep: 'Check that the code which reads them makes a connection to {target}.',
  },
  'env-server-file-left': {
    severity: 'info',
    message: 'The file configures nothing but a {engine} server and was left.',
    nextStep: 'Delete it when no compose file or script names it any more.',
  },
  'env-answer-unsure': {
    severity: 'warning',
    message:
      '{variable} chooses {engine} by yes or no, but nothing shows which words its reader takes for {target}.',
    nextStep: 'Set it to the answer that takes {target}: see where the code reads it.',
  },
  'env-selector-unsure': {
    severity: 'warning',
    message:
      '{variable} chooses {engine}, but nothing shows under which name its reader knows {target}.',
    nextStep: 'Set it to the name that its reader knows; if it knows none, change the reader.',
  },
} as const satisfies Readonly<Record<string, NoticeDefinition>>;
