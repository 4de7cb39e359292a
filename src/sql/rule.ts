import type { Node } from 'libpg-query';
import type { Span } from '../core/span.ts';
import type { SqliteSource } from './reading/sqlite-source.ts';
import type { RuleContext } from './rule-context.ts';
import type { Template } from './template.ts';
import type { Content, Kind } from './tree.ts';

/** How good the translation of a rule is. */
export type Fidelity = 'exact' | 'approximate' | 'unsupported';

export type ProblemSeverity = 'error' | 'warning' | 'info';

export type Direction = 'postgresql-to-sqlite' | 'sqlite-to-postgresql';

/** New text for a node (without the parentheses around it) or a span. */
export interface Replacement {
  readonly target: Node | Span;
  readonly template: Template;
}

/** What a rule has to say about a node. */
export interface Finding {
  /** What is underlined. */
  readonly at: Node | Span;
  /** What happens here and why, and what to do where the user has to do something. */
  readonly message: string;
  /** Where it is not the one that follows from `fidelity`. */
  readonly severity?: ProblemSeverity;
  /** No replacement: the text stays. */
  readonly replace?: readonly Replacement[];
  /**
   * The fields of the node that this finding settles, for a node with many clauses; all of them
   * where it is missing. What nobody settles and nobody knows to be portable is reported.
   */
  readonly settles?: readonly string[];
}

/** A case that is executed on both databases: the rows have to be equal. */
export interface RuleExample {
  /** PostgreSQL statements that make the data; they are translated too. */
  readonly setup?: string;
  readonly from: string;
  /** The translation, exactly; missing where the rule only reports. */
  readonly to?: string;
  /** Nothing is compared: the result depends on the time, or on chance, or there is none. */
  readonly notCompared?: string;
}

export interface Handler<K extends Kind> {
  (content: Content<K>, context: RuleContext): Answer;
  /** Of calls and operators, the names of those that it looks at; missing for all. */
  readonly names?: ReadonlySet<string>;
}

/** Findings; `portable` for what SQLite takes with the same result; nothing where it does not apply. */
export type Answer = Finding | readonly Finding[] | 'portable' | undefined;

/** One difference between the two databases. One rule a file; the file's name is the id. */
export interface Rule {
  readonly id: string;
  readonly title: string;
  readonly direction?: Direction;
  readonly fidelity: Fidelity;
  /** What the target does with the text as it is: `differs` is a silent trap. */
  readonly asWritten: 'rejected' | 'differs';
  /** The first SQLite version on which the translation's result holds. */
  readonly since: string;
  /** The documentation page: Markdown. What happens, why, and what to do. */
  readonly explanation: string;
  readonly examples: readonly RuleExample[];
  /** The kinds of nodes that it looks at. */
  readonly on: { readonly [K in Kind]?: Handler<K> };
  /** For what the tree does not show: the form of a literal, a comment. */
  readonly inText?: TextHandler;
  /** Changes to SQLite's own syntax, before PostgreSQL's grammar reads the statement. */
  readonly inSource?: (source: SqliteSource) => readonly SourceChange[];
}

/** New text for what PostgreSQL's grammar does not have; without it the statement is refused. */
export interface SourceChange extends Span {
  readonly newText?: string;
  /** Missing where another change of the statement says it. */
  readonly message?: string;
  readonly severity?: ProblemSeverity;
  /** What is underlined, where it is not what changes. */
  readonly at?: Span;
}

/** Looks at a statement's tokens after the walk, and only where its text has the pattern. */
export interface TextHandler {
  readonly pattern: RegExp;
  readonly find: (context: RuleContext) => readonly Finding[];
}

/** Types a rule's handlers; returns it unchanged. */
export function defineRule(rule: Rule): Rule {
  return rule;
}
