import { noticeCatalogue } from './notices/index.ts';
import type { Range } from './span.ts';
import { fillTemplate, type TemplateValues } from './template.ts';

/** `blocking` stops an apply, `warning` needs the user, `info` says what was left on purpose. */
export type Severity = 'blocking' | 'warning' | 'info';

/** One kind of notice: what happened and why, and what to do next, with `{placeholders}`. */
export interface NoticeDefinition {
  readonly severity: Severity;
  readonly message: string;
  readonly nextStep: string;
}

/** A thing that the user has to know, with its place. */
export interface Notice {
  readonly code: NoticeCode;
  readonly severity: Severity;
  /** Relative to the workspace; empty where it speaks of the whole workspace. */
  readonly path: string;
  readonly range?: Range;
  readonly message: string;
  readonly nextStep: string;
  /** What stands in the message's placeholders, so that a translation can be filled too. */
  readonly values: Readonly<Record<string, string>>;
}

export type NoticeCode = keyof typeof noticeCatalogue;

type Definition<C extends NoticeCode> = (typeof noticeCatalogue)[C];

/** The values that a notice of this code needs. */
export type NoticeValues<C extends NoticeCode> = TemplateValues<
  Definition<C>['message'] | Definition<C>['nextStep']
>;

/** Where a notice stands. */
export interface Place {
  readonly path: string;
  readonly range?: Range;
}

/** Makes a notice of the catalogue; never put a password or an absolute path in `values`. */
export function notice<C extends NoticeCode>(
  code: C,
  place: Place,
  values: NoticeValues<C>,
): Notice {
  const { severity, message, nextStep }: NoticeDefinition = noticeCatalogue[code];
  return {
    code,
    severity,
    path: place.path,
    ...(place.range && { range: place.range }),
    message: fillTemplate(message, values),
    nextStep: fillTemplate(nextStep, values),
    values,
  };
}
