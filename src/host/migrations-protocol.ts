import type { ErrorCode } from '../core/errors.ts';
import type { MigrationReport, MigrationStatus } from '../migrations/report.ts';

/** What the child answers: a status for a status, a report for everything else. */
export type MigrationAnswer =
  | { readonly kind: 'status'; readonly status: MigrationStatus }
  | { readonly kind: 'report'; readonly report: MigrationReport };

/** From the child; `output` any number of times, then one of the others, then it ends. */
export type MigrationsMessage =
  | { readonly kind: 'output'; readonly text: string }
  | { readonly kind: 'done'; readonly answer: MigrationAnswer }
  | {
      readonly kind: 'failed';
      readonly code: ErrorCode;
      readonly message: string;
      readonly nextStep: string;
    };
