import type { Span } from '../../core/span.ts';
import type { JavaScriptModule } from '../../formats/javascript/module.ts';
import type { PythonModule } from '../../formats/python/module.ts';

/** A place where code asks a library for something of PostgreSQL alone. */
export interface ApiFinding extends Span {
  /** What happens on SQLite, why, and what to write. */
  readonly message: string;
}

/** What of a library's interface works on PostgreSQL and not, or otherwise, on SQLite. */
export interface ApiRule {
  /** The name of the rule's file. */
  readonly id: string;
  readonly title: string;
  readonly library: 'SQLAlchemy' | 'Knex';
  /** What the library does on SQLite with the code as it is: `differs` is a silent trap. */
  readonly asWritten: 'rejected' | 'differs';
  /** The documentation page: Markdown. What happens, why, and what to do. */
  readonly explanation: string;
  readonly examples: readonly { readonly from: string; readonly to?: string }[];
  readonly inPython?: (module: PythonModule) => readonly ApiFinding[];
  readonly inJavaScript?: (module: JavaScriptModule) => readonly ApiFinding[];
}

/** Types a rule; returns it unchanged. */
export function defineApiRule(rule: ApiRule): ApiRule {
  return rule;
}
