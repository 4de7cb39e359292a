import type { NoticeDefinition } from '../notice.ts';

/** Notices about SQL: in scripts that make a schema, and in strings of code. */
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
  'statement-not-translated': {
    severity: 'warning',
    message: '{engine} does not run this statement: {reason}',
    nextStep: 'Rewrite the statement, compute the value in code, or branch on the engine.',
  },
  'statement-differs': {
    severity: 'warning',
    message: 'This statement gives something else on {engine}: {reason}',
    nextStep: 'See whether the difference matters here.',
  },
  'statement-left': {
    severity: 'warning',
    message:
      '{engine} does not run this statement as it is; it was left, since the other engine may run it too.',
    nextStep: 'Write it with what both have, or branch on the engine. For {engine}: {translated}',
  },
  'statement-guarded': {
    severity: 'info',
    message: '{engine} does not need this statement; it runs on {source} alone now: {statement}',
    nextStep: 'Nothing to do.',
  },
  'statement-skipped': {
    severity: 'warning',
    message:
      '{engine} goes without what this statement does; it runs on {source} alone now: {statement}',
    nextStep: 'Do in the application what it did, or write a form of it for {engine}.',
  },
  'statement-becomes-several': {
    severity: 'warning',
    message: 'On {engine} a call runs one statement, and this one comes to several.',
    nextStep: 'Run them one after the other, in one transaction: {statements}',
  },
  'statement-needless': {
    severity: 'warning',
    message: '{engine} has no need of this statement, and no form of it.',
    nextStep: 'Take it out, or run it on the other engine alone.',
  },
  'statement-unread': {
    severity: 'info',
    message: 'This SQL is put together at run time: whether {engine} runs it was not looked at.',
    nextStep: 'Try it on {engine} in a test.',
  },
  'statement-part': {
    severity: 'warning',
    message:
      'This part of a statement is in the SQL of {source}, and what it becomes is known at run time only; it was left.',
    nextStep: 'Write it so that {engine} takes it, such as LIKE for ILIKE and CAST for ::.',
  },
  'script-read': {
    severity: 'warning',
    message: 'This code reads {script}, which is for {source}; for {target} there is {twin}.',
    nextStep: 'Let it read the one of the two that fits the database that it has opened.',
  },
  'script-twin': {
    severity: 'info',
    message: 'The schema of this script is made on {engine} by {twin}.',
    nextStep: 'Apply it with: engine-switch migrate up --tool sql',
  },
} as const satisfies Readonly<Record<string, NoticeDefinition>>;
