import type { Node } from 'libpg-query';
import type { Span } from '../core/span.ts';
import { askedAbout, type Dispatch, factsOf, type KindFacts } from './dispatch.ts';
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
  #isUpperCase: boolean | undefined;
  readonly #context: RuleContext;
  readonly #dispatch: Dispatch;
  readonly #path: Ancestor[] = [];
  readonly #findings: StatementFinding[] = [];
  /** Text that a replacement does not mention: what stands there is settled. */
  readonly #gone: Span[] = [];
  readonly #unnamed: UnnamedOutput[] = [];

  constructor(input: StatementInput, dispatch: Dispatch) {
    this.#source = new StatementSource(input.text);
    this.#context = new RuleContext(this.#source, input, this.#path, this.#movesInto);
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
    const facts = factsOf(this.#dispatch, kind);
    this.#path.push(ancestor);
    // SQLite names a column by its text: no code asks for such a name.
    const isNamed = kind === 'ResTarget' && this.#context.options.target === 'SQLite';
    const output = isNamed && unnamedOutput(this.#path);
    if (output) this.#unnamed.push(output);
    if (this.#gone.length === 0 || !this.#isGone(content)) this.#examine(ancestor, facts);
    // The parts of a statement that cannot be said in SQLite need no word of their own.
    const isOpaque = this.#path.length === 1 && !facts.shape && this.#findings.length > 0;
    if (!isOpaque && !childless.has(kind)) eachChild(content, this.#visitChild);
    this.#path.pop();
  }

  #examine({ kind, content }: Ancestor, facts: KindFacts): void {
    let settled = nothing;
    for (const { rule, handle } of askedAbout(facts, kind, content)) {
      const answer = handle(content, this.#context);
      if (answer === undefined) continue;
      if (answer === 'portable') return;
      const findings = findingsOf(answer);
      if (findings.length === 0) continue;
      for (const finding of findings) this.#add(rule, finding);
      if (findings.some((finding) => !finding.settles)) return;
      settled = new Set([...settled, ...findings.flatMap(({ settles = [] }) => settles)]);
    }
    const { isPortableCall } = this.#dispatch;
    const known = { settled, shape: facts.shape, isPortableCall };
    for (const { rule, finding } of unsettledParts(kind, content, this.#context, known))
      this.#add(rule, finding);
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
    this.#isUpperCase ??= writesUpperCase(this.#source.text);
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

/** What is in these are leaves. */
const childless: ReadonlySet<Kind> = new Set<Kind>(['A_Const', 'ColumnRef', 'ParamRef']);

const nothing: ReadonlySet<string> = new Set();

function findingsOf(answer: Finding | readonly Finding[]): readonly Finding[] {
  return Array.isArray(answer) ? answer : [answer as Finding];
}

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
