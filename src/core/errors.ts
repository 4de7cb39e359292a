/** What can go wrong outside of this program, with the exit code that the command line gives it. */
export const errorCodes = {
  'wrong-usage': 2,
  'workspace-not-found': 3,
  'file-not-writable': 3,
  'file-changed': 3,
  'outside-workspace': 3,
  'plan-blocked': 1,
  'nothing-to-revert': 1,
  'revert-conflict': 3,
  'journal-damaged': 3,
  'workspace-locked': 3,
  'program-missing': 3,
  'program-failed': 3,
  'database-unavailable': 3,
  'database-error': 3,
  'migration-refused': 3,
} as const;

export type ErrorCode = keyof typeof errorCodes;

/** The one error that the outside world's failures become. The message is for the user. */
export class SwitchError extends Error {
  readonly code: ErrorCode;
  /** What the user can do about it. */
  readonly nextStep: string;
  constructor(code: ErrorCode, message: string, nextStep: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'SwitchError';
    this.code = code;
    this.nextStep = nextStep;
  }
}
