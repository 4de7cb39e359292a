import type { NoticeDefinition } from '../notice.ts';

/** Notices about packages that a project depends on. */
export const dependencyNotices = {
  'driver-imported': {
    severity: 'warning',
    message: '{package} was kept in {manifest}: this code imports {module}.',
    nextStep: 'Change the code to the driver of {target}, then remove the package.',
  },
  'driver-in-extra': {
    severity: 'info',
    message: '{package} was left in the optional group {group}: it is installed only on request.',
    nextStep: 'Leave it, or remove the group where nothing installs it any more.',
  },
  'package-of-other-engine': {
    severity: 'warning',
    message: '{package} works with {engine} alone and was left.',
    nextStep: 'Change what uses it, then remove it.',
  },
  'dependencies-hashed': {
    severity: 'warning',
    message:
      'The file holds hashes and cannot be edited by hand: it still names {packages} for {engine}.',
    nextStep: 'Change the file that it is made from, then run: {command}',
  },
  'dependencies-generated': {
    severity: 'warning',
    message: 'The file is generated: it still names {packages} for {engine}.',
    nextStep: 'Make it anew: {command}',
  },
  'dependencies-in-setup-file': {
    severity: 'warning',
    message: '{package}, a driver of {engine}, is named in a file whose packages are not edited.',
    nextStep: 'Change it by hand: {target} needs {needed}.',
  },
  'driver-needs-place': {
    severity: 'warning',
    message: 'The code needs {package} to reach {target}, and no file was found to add it to.',
    nextStep: 'Add it where the project lists its packages, and install it.',
  },
  'lock-file-stale': {
    severity: 'warning',
    message: 'The lock file no longer fits {manifest}.',
    nextStep: 'Make it anew: {command}',
  },
} as const satisfies Readonly<Record<string, NoticeDefinition>>;
