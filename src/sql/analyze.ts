import type { Node } from 'libpg-query';
import type { Span } from '../core/span.ts';
import { type Asked, askedAbout, type Dispatch } from './dispatch.ts';
import { inUpperCase, writesUpperCase } from './keyword-case.ts';
import type { TranslateOptions } from './options.ts';
import { changesValue, namingRewrite, type UnnamedOutput, unnamedOutput } from './output-names.ts';
import { unsettledParts } from './portable/safety-net.ts';
import type { Rewrite } from './rewrite.ts';
import type { Finding, Replacement, Rule } from './rule.ts';
import { type Ancestor, RuleContext } from './rule-context.ts';
import type { ObservedSchema } from './schema.ts';
import type { ScriptAnalysis } from './script-analysis.ts';
import { StatementSource } from './statement-source.ts';
import { isSpan } from './template.ts';
import { type AnyContent, contentOf, eachChild, type Kind, kindOf, type Visit } from './tree.ts';

/** A finding with its rule and its rewrites, offsets of the statement's text. */
export interface StatementFinding {
  readonly rule: Rule;
  readonly finding: Finding;
  readonly span: Span;
  readonly rewrites: readonly Rewrite[];
}

export interface StatementInput {
  readonly text: string;
  /** The text before anything was changed for the parser. */
  readonly written: string;
  readonly tree: Node;
  readonly schema: ObservedSchema;
  readonly options: TranslateOptions;
  /** Translates other SQL of the same script, such as a table's definition. */
  readonly translate: (text: string) => ScriptAnalysis;
}

/** One walk over a statement's tree: every rule's findings, and what no rule and no list knows. */
export function analyzeStatement(input: StatementInput, dispatch: Dispatch): StatementFinding[] {
  return new Walk(input, dispatch).run(input.tree);
}

class Walk {
  readonly #source: StatementSource;
  readonly #isUpperCase: boolean;
  readonly #context: RuleContext;
  readonly #dispatch: Dispatch;
  readonly #path: Ancestor[] = [];
  readonly #findings: StatementFinding[] = [];
  /** Text that a replacement does not mention: what stands there is settled. */
  readonly #gone: Span[] = [];
  readonly #unnamed: UnnamedOutput[] = [];

  constructor(input: StatementInput, dispatch: Dispatch) {
    this.#source = new StatementSource(input.text);
    this.#isUpperCase = writesUpperCase(input.text);
    this.#context = new RuleContext(
      this.#source,
      { ...input, movesInto: this.#movesInto },
      this.#path,
    );
    this.#dispatch = dispatch;
  }

  run(tree: Node): StatementFinding[] {
    this.#visit({ kind: kindOf(tree), content: contentOf(tree), field: '', node: tree });
    for (const rule of this.#dispatch.inText) this.#searchText(rule);
    for (const output of this.#unnamed) this.#nameOutput(output);
    return this.#findings;
  }

  /** A column whose text changes keeps its name: the first finding about it says so. */
  #nameOutput(output: UnnamedOutput): void {
    const rewrites = this.#findings.flatMap((finding) => finding.rewrites);
    if (rewrites.length === 0) return;
    const naming = namingRewrite(output, rewrites, this.#source);
    const index = this.#findings.findIndex(({ rewrites: own }) =>
      own.some((rewrite) => naming && changesValue(rewrite, naming.span)),
    );
    const first = this.#findings[index];
    if (first && naming)
      this.#findings[index] = { ...first, rewrites: [naming, ...first.rewrites] };
  }

  /** A token that another rule has put something else in place of is settled. */
  #searchText(rule: Rule): void {
    if (!rule.inText?.pattern.test(this.#source.text)) return;
    for (const finding of rule.inText.find(this.#context)) {
      const { start } = this.#spanOf(finding.at);
      if (!this.#gone.some((gone) => gone.start <= start && start < gone.end))
        this.#add(rule, finding);
    }
  }

  readonly #movesInto = (node: Node, text: string): boolean => {
    const moving = this.#findings
      .flatMap(({ rewrites }) => rewrites)
      .filter(({ pieces }) =>
        pieces.some((piece) => typeof piece === 'string' && piece.includes(text)),
      );
    if (moving.length === 0) return false;
    const { start: offset } = this.#source.spanOf(node);
    return moving.some(({ pieces }) =>
      pieces.some(
        (piece) => typeof piece !== 'string' && piece.start <= offset && offset < piece.end,
      ),
    );
  };

  readonly #visitChild: Visit = (kind, content, field, node) => {
    if (!leaves.has(kind)) this.#visit({ kind, content, field, node });
  };

  #visit(ancestor: Ancestor): void {
    const { kind, content } = ancestor;
    this.#path.push(ancestor);
    // SQLite names a column by its text: no code asks for such a name.
    const isNamed = kind === 'ResTarget' && this.#context.options.target === 'SQLite';
    const output = isNamed && unnamedOutput(this.#path);
    if (output) this.#unnamed.push(output);
    if (this.#gone.length === 0 || !this.#isGone(content)) this.#examine(kind, content);
    const isOpaque = this.#path.length === 1 && this.#isRefused(kind);
    if (!isOpaque) eachChild(content, this.#visitChild);
    this.#path.pop();
  }

  /** A statement that cannot be said in SQLite: its parts need no word of their own. */
  #isRefused(kind: Kind): boolean {
    return this.#dispatch.portable.shapes[kind] === undefined && this.#findings.length > 0;
  }

  #examine(kind: Kind, content: AnyContent): void {
    let settled = nothing;
    for (const asked of askedAbout(this.#dispatch, kind, content)) {
      const answer = this.#ask(asked, content);
      if (answer === 'portable') return;
      if (answer.length === 0) continue;
      for (const finding of answer) this.#add(asked.rule, finding);
      if (answer.some((finding) => !finding.settles)) return;
      settled = new Set([...settled, ...answer.flatMap(({ settles = [] }) => settles)]);
    }
    for (const { rule, finding } of unsettledParts(kind, content, this.#context, {
      settled,
      portable: this.#dispatch.portable,
    }))
      this.#add(rule, finding);
  }

  #ask({ handle }: Asked, content: AnyContent): readonly Finding[] | 'portable' {
    const answer = handle(content, this.#context);
    if (answer === undefined) return noFindings;
    if (answer === 'portable' || Array.isArray(answer)) return answer;
    return [answer as Finding];
  }

  #add(rule: Rule, finding: Finding): void {
    const rewrites = (finding.replace ?? []).map((replacement) => this.#rewriteOf(replacement));
    const kept = rewrites.flatMap(({ pieces }) => pieces);
    for (const { span } of rewrites) this.#gone.push(...gaps(span, kept));
    this.#findings.push({ rule, finding, span: this.#spanOf(finding.at), rewrites });
  }

  #rewriteOf({ target, template }: Replacement): Rewrite {
    const pieces = template.parts.map((part) => {
      if (typeof part === 'string' || isSpan(part)) return part;
      return this.#source.outerSpanOf(part);
    });
    const written = this.#isUpperCase ? inUpperCase(pieces) : pieces;
    return { span: this.#spanOf(target), pieces: written };
  }

  #spanOf(target: Node | Span): Span {
    return isSpan(target) ? target : this.#source.spanOf(target);
  }

  #isGone(content: AnyContent): boolean {
    const location = locationOf(content);
    if (location === undefined || location < 0) return false;
    const at = this.#source.offset(location);
    return this.#gone.some(({ start, end }) => start <= at && at < end);
  }
}

/** Names and numbers: the nodes that hold them know what they mean. */
const leaves: ReadonlySet<Kind> = new Set<Kind>(['String', 'Integer', 'Float', 'Boolean']);

const nothing: ReadonlySet<string> = new Set();
const noFindings: readonly Finding[] = [];

function locationOf(content: AnyContent): number | undefined {
  const { location, typeName } = content as {
    location?: number;
    typeName?: { location?: number };
  };
  return location === undefined || location < 0 ? typeName?.location : location;
}

/** The parts of a span that no piece mentions. */
function gaps(span: Span, pieces: readonly (string | Span)[]): readonly Span[] {
  const kept = pieces
    .filter((piece) => typeof piece !== 'string')
    .filter(({ start, end }) => start < span.end && end > span.start)
    .toSorted((a, b) => a.start - b.start);
  const result: Span[] = [];
  let start = span.start;
  for (const piece of kept) {
    if (piece.start > start) result.push({ start, end: Math.min(piece.start, span.end) });
    start = Math.max(start, piece.end);
  }
  if (start < span.end) result.push({ start, end: span.end });
  return result;
}
