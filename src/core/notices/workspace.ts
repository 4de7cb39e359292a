import type { NoticeDefinition } from '../notice.ts';

/** Notices about the workspace as a whole: what could not be read, what cannot be switched. */
export const workspaceNotices = {
  'several-projects': {
    severity: 'blocking',
    message: 'This workspace holds several projects that use a database: {projects}.',
    nextStep: 'Choose one: run the command again with --project and its folder.',
  },
  'no-database-found': {
    severity: 'blocking',
    message: 'Nothing in this workspace says that it uses {engine}.',
    nextStep: 'Open the folder that holds the application, or its compose and settings files.',
  },
  'configuration-alone': {
    severity: 'info',
    message:
      'What stands in the way concerns models and migrations: the configuration alone can be switched.',
    nextStep:
      'Plan the configuration alone (--scope configuration): settings, env files, compose, dependencies and engines are switched, models and migrations stay as they are.',
  },
  'left-out': {
    severity: 'warning',
    message: 'The configuration alone is switched; this is left as it is: {title}.',
    nextStep: 'Solve what stands in the way of models and migrations, then plan all of the switch.',
  },
  'edits-conflict': {
    severity: 'blocking',
    message: 'Two recipes, {first} and {second}, want to change the same text.',
    nextStep: 'Untick one of the two steps; please report the file as an issue.',
  },
  'restore-conflict': {
    severity: 'blocking',
    message: 'An earlier switch changed these lines, and you have changed them since.',
    nextStep:
      'Take your change of these lines back, or undo the earlier switch first, then plan again.',
  },
  'toggle-task-left': {
    severity: 'info',
    message: 'Going back and forth changes the env file alone, so this is not run: {title}.',
    nextStep: 'Where the database is new, or has missed a change since, run: {command}',
  },
  leftover: {
    severity: 'warning',
    message: 'This does not fit {engine}: {title}.',
    nextStep: 'Plan a switch to {engine} and apply this step, or change it by hand.',
  },
  'mixed-engines': {
    severity: 'info',
    message: 'Some places of this workspace use PostgreSQL and others SQLite: {files}.',
    nextStep: 'If that is not meant, plan a switch to the engine that all of it should use.',
  },
  'file-too-large': {
    severity: 'warning',
    message: 'The file is too large to be read and was not looked into.',
    nextStep: 'If it configures the database, change it by hand.',
  },
  'file-not-text': {
    severity: 'warning',
    message: 'The file is not UTF-8 text ({reason}) and was not looked into.',
    nextStep: 'Save it as UTF-8 and plan again, or change it by hand.',
  },
  'file-outside-workspace': {
    severity: 'warning',
    message: 'The file is a symbolic link to a place outside of the workspace and was left alone.',
    nextStep: 'Change the file that it points to by hand.',
  },
  'file-unreadable': {
    severity: 'warning',
    message: 'The file cannot be read.',
    nextStep: 'Allow reading it and plan again.',
  },
  'file-unparsable': {
    severity: 'warning',
    message: 'The file cannot be parsed as {format}: {problem}. It was left alone.',
    nextStep: 'Correct the file and plan again, or change it by hand.',
  },
} as const satisfies Readonly<Record<string, NoticeDefinition>>;
