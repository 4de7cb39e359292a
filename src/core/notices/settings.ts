import type { NoticeDefinition } from '../notice.ts';

/** Notices about settings in YAML, TOML and JSON files, and other forms of connection strings. */
export const settingsNotices = {
  'settings-reader-unknown': {
    severity: 'warning',
    message:
      '{name} holds a URL of {engine}; it was left, as nothing shows that the application reads it.',
    nextStep: 'Point it to {target} if it does.',
  },
  'settings-keep-both-left': {
    severity: 'warning',
    message: '{name} was left: the other URL cannot stand beside it as a comment here.',
    nextStep: 'Let an environment variable override it, so that each machine chooses its engine.',
  },
  'settings-production-left': {
    severity: 'info',
    message: '{name} belongs to production, which keeps running on {engine}.',
    nextStep: 'Nothing to do. To move production too, plan with the strategy "replace".',
  },
  'settings-production-changes': {
    severity: 'warning',
    message: '{name} belongs to production, and would point to {target} too.',
    nextStep: 'Untick this step if production is to stay, or plan with the strategy "keep-both".',
  },
  'settings-test-left': {
    severity: 'info',
    message: '{name} belongs to the test profile and still names {engine}; it was left on purpose.',
    nextStep: 'If the tests are to run on {target} too, give them a database of their own here.',
  },
  'settings-credentials-placeholder': {
    severity: 'warning',
    message: '{name} got the user and the password of a server for development.',
    nextStep: 'Set the user, password and host of your own {engine} server.',
  },
  'settings-parts-left': {
    severity: 'warning',
    message: '{name} chooses {engine} with a connection in parts; it was left.',
    nextStep: 'Change the section to {target} as the code that reads it expects.',
  },
  'connection-string-left': {
    severity: 'warning',
    message:
      '{name} holds a connection string of {engine} in keyword form, which only its clients read.',
    nextStep: 'Give its reader the file of the {target} database.',
  },
  'celery-results-left': {
    severity: 'warning',
    message:
      '{name} has Celery keep its results in {engine}, and was left: the server and its driver go with this switch.',
    nextStep: 'Point it to a file of its own (db+sqlite:///results.db) or to the broker.',
  },
} as const satisfies Readonly<Record<string, NoticeDefinition>>;
