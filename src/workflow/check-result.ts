/** What a check of a switched workspace found. */
export interface CheckOutcome {
  readonly id: string;
  readonly title: string;
  /** `skipped`: it could not be looked at; the detail says why. */
  readonly result: 'passed' | 'failed' | 'skipped';
  readonly detail: string;
}
