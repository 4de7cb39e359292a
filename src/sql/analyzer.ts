import { analyzeStatement } from './analyze.ts';
import { insertsOfCopy } from './copy-data.ts';
import { copiedRows, copyDataProblem, copyReplaced } from './copy-problems.ts';
import { rulesFor } from './direction-rules.ts';
import { type Dispatch, dispatchOf } from './dispatch.ts';
import type { PatchedText } from './patched-text.ts';
import { PlacedParts } from './placed-parts.ts';
import { expandedProblem, foldedProblem, syntaxProblem } from './problems.ts';
import { psqlCommand } from './psql-command.ts';
import { type Dialect, dialectOf } from './reading/dialect.ts';
import { bodyStatements, foreignParts } from './reading/own-syntax.ts';
import { errorInSource, type Reading, unmasked } from './reading/reading.ts';
import {
  type DefiningStatement,
  ObservedSchema,
  type Question,
  type Schema,
  sameAnswers,
} from './schema.ts';
import type { AnalyzedScript, AnalyzeRequest, ScriptAnalysis } from './script-analysis.ts';
import { type OutlinedPart, type ScriptFolding, ScriptOutline } from './script-outline.ts';
import type { ScriptSplitter, ScriptUpdate } from './script-parts.ts';
import { shellCommand } from './shell-command.ts';
import type { ScriptPart } from './splitter.ts';
import { analysisOf, withAppended } from './statement-analysis.ts';
import type { SqlProblem } from './translate.ts';
import { as } from './tree.ts';

/** Statements that define nothing: their trees are not kept, for those of a script are large. */
const isQuery = /^(?:\(|(?:select|insert|update|delete|with|values)\b)/i;

const none: readonly Question[] = [];
const nothing: ScriptAnalysis = { edits: [], problems: [] };

interface AnalyzedOutline extends ScriptFolding {
  readonly schema: Schema;
}

/** What is remembered of one statement, by its text; offsets are the statement's own. */
class Entry {
  reading?: Reading;
  /** Its tree, as far as other statements depend on it. */
  outline?: DefiningStatement;
  analysis?: ScriptAnalysis;
  /** What was asked of the schema for the analysis. */
  seen: readonly Question[] = none;
  /** The newest schema for which the analysis is known to hold. */
  schema?: Schema;
}

/**
 * Analyses a script again and again while it is edited. Each statement is parsed once and kept by
 * its text; its analysis holds as long as the schema answers the same, so an edit costs one
 * statement. Statements that left the script are forgotten.
 */
export class SqlAnalyzer {
  readonly #request: AnalyzeRequest;
  readonly #dispatch: Dispatch;
  readonly #dialect: Dialect;
  readonly #parts: ScriptSplitter;
  readonly #outline: ScriptOutline;
  readonly #placed = new PlacedParts();
  #entries = new Map<string, Entry>();
  #script: AnalyzedOutline | undefined;
  #last: { readonly known: Schema; readonly analyses: readonly ScriptAnalysis[] } | undefined;

  constructor(request: AnalyzeRequest) {
    this.#request = request;
    const own = rulesFor(request.direction);
    this.#dialect = dialectOf(request.direction, rulesFor('sqlite-to-postgresql'));
    this.#dispatch = dispatchOf(own, this.#dialect.portable);
    this.#parts = this.#dialect.splitter();
    this.#outline = new ScriptOutline(this.#dialect.fold);
  }

  /** `known` is the schema beside the script's own definitions. */
  analyze(text: string, known: Schema = this.#request.schema): AnalyzedScript {
    const update = this.#parts.update(text);
    this.#forget(update.parts);
    const analyses = this.#analyzeChanged(update, known) ?? this.#analyzeAll(update.parts, known);
    this.#last = { known, analyses };
    return this.#placed.place(text, update.parts, analyses);
  }

  /** Only the parts that are new, where nothing depends on them or on those that they replace. */
  #analyzeChanged(
    { parts, before, after, removed }: ScriptUpdate,
    known: Schema,
  ): readonly ScriptAnalysis[] | undefined {
    const last = this.#last;
    const script = this.#script;
    if (!last || !script || last.known !== known) return undefined;
    const added = parts.slice(before, parts.length - after);
    if (![...removed, ...added].every((part) => this.#isIndependent(part))) return undefined;
    return [
      ...last.analyses.slice(0, before),
      ...added.map((part) => this.#analyzePart(part, script)),
      ...last.analyses.slice(last.analyses.length - after),
    ];
  }

  #isIndependent({ kind, text }: ScriptPart): boolean {
    if (kind !== 'statement') return false;
    if (!this.#entries.get(text)?.analysis) this.#reading(text);
    return !this.#entries.get(text)?.outline;
  }

  #analyzeAll(parts: readonly ScriptPart[], known: Schema): readonly ScriptAnalysis[] {
    const statements = parts.filter(({ kind }) => kind === 'statement');
    const [queries, others] = parted(statements);
    for (const part of others) this.#reading(part.text);
    const schema = this.#outline.schema(this.#outlined(others), known);
    for (const part of queries) this.#analyzeText(part.text, schema);
    const script = { schema, ...this.#outline.folding(this.#outlined(statements), schema) };
    this.#script = script;
    return parts.map((part) => this.#analyzePart(part, script));
  }

  /** Forgets statements that left the script, when there are more of them than of those in it. */
  #forget(parts: readonly ScriptPart[]): void {
    if (this.#entries.size < 2 * parts.length + 100) return;
    const kept = new Set(parts.map(({ text }) => text));
    this.#entries = new Map([...this.#entries].filter(([text]) => kept.has(text)));
  }

  #entry(text: string): Entry {
    const known = this.#entries.get(text);
    if (known) return known;
    const entry = new Entry();
    this.#entries.set(text, entry);
    return entry;
  }

  /** A statement as it was parsed; that of a query is not kept. */
  #reading(text: string, entry = this.#entry(text)): Reading {
    if (entry.reading) return entry.reading;
    const reading = this.#dialect.read(text, this.#request.placeholders ?? 'auto');
    const outline = this.#dialect.outline(this.#dialect.definition(text, reading));
    if (outline) entry.outline = outline;
    if (!isQuery.test(text)) entry.reading = reading;
    return reading;
  }

  #outlined(parts: readonly ScriptPart[]): readonly OutlinedPart[] {
    const outlined: OutlinedPart[] = [];
    for (const part of parts) {
      const outline = this.#entries.get(part.text)?.outline;
      if (outline) outlined.push({ part, ...outline });
    }
    return outlined;
  }

  #analyzePart(part: ScriptPart, script: AnalyzedOutline): ScriptAnalysis {
    const { schema } = script;
    if (part.kind === 'psql-command') return psqlCommand(part.text);
    if (part.kind === 'shell-command') return shellCommand(part.text);
    if (part.copy) return this.#analyzeCopy(part, part.copy.statement, schema);
    const owner = script.owners.get(part);
    if (!owner) return this.#analyzeText(part.text, schema);
    const found = this.#analyzeOwned(part, owner, script);
    const appended = script.folding.appended?.get(owner);
    return appended ? withAppended(part, found, appended) : found;
  }

  /** A part on which others depend. */
  #analyzeOwned(part: ScriptPart, owner: OutlinedPart, script: AnalyzedOutline): ScriptAnalysis {
    const { schema } = script;
    const { folded, tables, expanded } = script.folding;
    if (folded.has(owner)) return foldedProblem(part.text);
    const patched = tables.get(owner);
    if (!patched) return this.#analyzeText(part.text, schema);
    const found = this.#analyzePatched(patched, schema);
    if (!expanded.has(owner)) return found;
    return { ...found, problems: [expandedProblem(part.text), ...found.problems] };
  }

  /** `COPY ... FROM stdin` and its data become INSERT statements in the place of the data. */
  #analyzeCopy({ kind, text }: ScriptPart, statement: string, schema: Schema): ScriptAnalysis {
    const copy = as('CopyStmt', this.#reading(statement).parsed.tree);
    const rows = copy && insertsOfCopy(copy, kind === 'copy-data' ? text : '', schema);
    if (!rows)
      return kind === 'copy-data' ? copyDataProblem(text) : this.#analyzeText(text, schema);
    return kind === 'copy-data' ? copiedRows(text, rows) : copyReplaced(text);
  }

  /** A statement that took others in is translated as a whole, and its edits are made one round. */
  #analyzePatched(patched: PatchedText, schema: Schema): ScriptAnalysis {
    const { edits, problems } = this.#analyzeText(patched.text, schema);
    return {
      edits: patched.apply(edits).edits,
      problems: problems.map(({ fix: _, span, ...problem }) => ({
        ...problem,
        span: {
          start: patched.originalOffset(span.start),
          end: patched.originalOffset(span.end),
        },
      })),
    };
  }

  #analyzeText(text: string, schema: Schema): ScriptAnalysis {
    const entry = this.#entry(text);
    const { analysis } = entry;
    if (analysis && holds(entry, schema)) return analysis;
    const observed = new ObservedSchema(schema);
    const found = this.#analyzeReading(text, this.#reading(text, entry), observed, schema);
    entry.analysis = found;
    entry.seen = observed.seen;
    entry.schema = schema;
    return found;
  }

  #analyzeReading(
    source: string,
    reading: Reading,
    observed: ObservedSchema,
    schema: Schema,
  ): ScriptAnalysis {
    const { parsed, done } = reading;
    if (done) return done;
    if (!parsed.tree)
      return this.#isOwn(source, observed, schema)
        ? nothing
        : syntaxProblem(source, errorInSource(reading));
    return unmasked(source, reading, this.#analyzeTree(source, reading, observed, schema));
  }

  /** What was found in the text that was parsed. */
  #analyzeTree(
    source: string,
    { text, parsed: { tree } }: Reading,
    observed: ObservedSchema,
    schema: Schema,
  ): ScriptAnalysis {
    if (!tree) return nothing;
    const { options } = this.#request;
    const translate = (inner: string) => this.#analyzeText(inner, schema);
    const statement = { text, written: source, tree, schema: observed, options, translate };
    return analysisOf(text, analyzeStatement(statement, this.#dispatch));
  }

  /** Whether a statement is in SQLite's own syntax already, and no part of it PostgreSQL's. */
  #isOwn(source: string, observed: ObservedSchema, schema: Schema): boolean {
    const reading = this.#dialect.readOwn?.(source, this.#request.placeholders ?? 'auto');
    if (!reading?.parsed.tree) return reading?.done !== undefined;
    const { problems } = this.#analyzeTree(source, reading, observed, schema);
    const inside = bodyStatements(source).flatMap(
      (text) => this.#analyzeText(text, schema).problems,
    );
    const isForeign = ({ asWritten }: SqlProblem) => asWritten === 'rejected';
    return foreignParts(reading, problems).length === 0 && !inside.some(isForeign);
  }
}

/** The queries of a script, and its other statements. */
function parted(statements: readonly ScriptPart[]) {
  const queries: ScriptPart[] = [];
  const others: ScriptPart[] = [];
  for (const part of statements) (isQuery.test(part.text) ? queries : others).push(part);
  return [queries, others] as const;
}

/** Whether an analysis is that which this schema would give. */
function holds(entry: Entry, schema: Schema): boolean {
  if (entry.schema === schema) return true;
  if (!sameAnswers(entry.seen, schema)) return false;
  entry.schema = schema;
  return true;
}
