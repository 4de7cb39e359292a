import type { TextEdit } from '../core/edit.ts';
import type { Span } from '../core/span.ts';
import type { Folding } from './alter/fold-alters.ts';
import { analyzeStatement, type StatementFinding } from './analyze.ts';
import { insertsOfCopy } from './copy-data.ts';
import { copiedRows, copyDataProblem, copyReplaced } from './copy-problems.ts';
import { rulesFor } from './direction-rules.ts';
import { type Dispatch, dispatchOf } from './dispatch.ts';
import type { PatchedText } from './patched-text.ts';
import { expandedProblem, foldedProblem, problemOf, syntaxProblem } from './problems.ts';
import { psqlCommand } from './psql-command.ts';
import { isDefinition, readSchema } from './read-schema.ts';
import { type Dialect, dialectOf, type ParsedPart } from './reading/dialect.ts';
import { errorInSource, type Reading, unmasked } from './reading/reading.ts';
import { composeRewrites } from './rewrite.ts';
import { ObservedSchema, type Schema, sameAnswers } from './schema.ts';
import type { AnalyzeRequest, ScriptAnalysis } from './script-analysis.ts';
import { shellCommand } from './shell-command.ts';
import type { ScriptPart } from './splitter.ts';
import type { SqlProblem } from './translate.ts';
import { as } from './tree.ts';

/** What is remembered of one statement, by its text; offsets are the statement's own. */
interface Entry extends Reading {
  analysis?: StatementAnalysis;
}

interface StatementAnalysis extends ScriptAnalysis {
  readonly seen: ReadonlyMap<string, string | undefined>;
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
  #entries = new Map<string, Entry>();

  constructor(request: AnalyzeRequest) {
    this.#request = request;
    const own = rulesFor(request.direction);
    this.#dialect = dialectOf(request.direction, own);
    this.#dispatch = dispatchOf(own, this.#dialect.portable);
  }

  /** `known` is the schema beside the script's own definitions. */
  analyze(text: string, known: Schema = this.#request.schema): ScriptAnalysis {
    const parts = this.#dialect.split(text);
    this.#parse(parts);
    const parsed = this.#parsedParts(parts);
    const definitions = parsed.filter(({ tree }) => isDefinition(tree));
    const schema = definitions.length > 0 ? readSchema(definitions, known) : known;
    const folding = this.#dialect.fold(parsed, schema);
    const edits: TextEdit[] = [];
    const problems: SqlProblem[] = [];
    for (const part of parts) {
      const found = this.#analyzePart(part, schema, folding);
      for (const edit of found.edits) edits.push(placed(edit, part, text));
      for (const problem of found.problems) problems.push(moved(problem, part.start));
    }
    return { edits, problems };
  }

  #parse(parts: readonly ScriptPart[]): void {
    const entries = new Map<string, Entry>();
    for (const { kind, text } of parts)
      if (kind === 'statement' && !entries.has(text)) entries.set(text, this.#entry(text));
    this.#entries = entries;
  }

  #entry(text: string): Entry {
    const { placeholders = 'auto' } = this.#request;
    return this.#entries.get(text) ?? this.#dialect.read(text, placeholders);
  }

  #parsedParts(parts: readonly ScriptPart[]): readonly ParsedPart[] {
    return parts.flatMap((part) => {
      const reading = this.#entries.get(part.text);
      return reading?.parsed.tree
        ? this.#dialect.parsedPart(part, reading, reading.parsed.tree)
        : [];
    });
  }

  #analyzePart(part: ScriptPart, schema: Schema, folding: Folding<ParsedPart>): ScriptAnalysis {
    if (part.kind === 'psql-command') return psqlCommand(part.text);
    if (part.kind === 'shell-command') return shellCommand(part.text);
    if (part.copy) return this.#analyzeCopy(part, part.copy.statement, schema);
    if (folding.folded.has(part as ParsedPart)) return foldedProblem(part.text);
    const patched = folding.tables.get(part as ParsedPart);
    if (!patched) return this.#analyzeText(part.text, schema);
    const found = this.#analyzePatched(patched, schema);
    if (!folding.expanded.has(part as ParsedPart)) return found;
    return { ...found, problems: [expandedProblem(part.text), ...found.problems] };
  }

  /** `COPY ... FROM stdin` and its data become INSERT statements in the place of the data. */
  #analyzeCopy({ kind, text }: ScriptPart, statement: string, schema: Schema): ScriptAnalysis {
    const copy = as('CopyStmt', this.#entry(statement).parsed.tree);
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
    this.#entries.set(text, entry);
    if (entry.done) return entry.done;
    if (!entry.parsed.tree) return syntaxProblem(text, errorInSource(entry));
    if (entry.analysis && sameAnswers(entry.analysis.seen, schema)) return entry.analysis;
    const observed = new ObservedSchema(schema);
    const { options } = this.#request;
    const findings = analyzeStatement(
      {
        text: entry.text,
        written: text,
        tree: entry.parsed.tree,
        schema: observed,
        options,
        translate: (inner) => this.#analyzeText(inner, schema),
      },
      this.#dispatch,
    );
    const found = scriptAnalysisOf(entry.text, findings);
    entry.analysis = {
      ...unmasked(text, entry, found),
      seen: observed.seen,
    };
    return entry.analysis;
  }
}

/** What the findings of a statement come to: its edits, and its problems in the text's order. */
function scriptAnalysisOf(text: string, findings: readonly StatementFinding[]): ScriptAnalysis {
  if (findings.length === 0) return { edits: [], problems: [] };
  const { edits, conflicts } = composeRewrites(
    text,
    findings.flatMap(({ rewrites }) => rewrites),
  );
  return { edits, problems: inOrder(findings.map((found) => problemOf(text, found, conflicts))) };
}

function inOrder(problems: readonly SqlProblem[]): readonly SqlProblem[] {
  return problems.toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

function shifted<T extends Span>(item: T, by: number): T {
  return { ...item, start: item.start + by, end: item.end + by };
}

function moved(problem: SqlProblem, by: number): SqlProblem {
  const fix = problem.fix?.map((edit) => shifted(edit, by));
  return { ...problem, span: shifted(problem.span, by), ...(fix && { fix }) };
}

/** An edit in the script. A statement that goes takes its semicolon and its line with it. */
function placed(edit: TextEdit, part: ScriptPart, text: string): TextEdit {
  const inScript = shifted(edit, part.start);
  const isWhole = edit.start === 0 && part.start + edit.end === part.end;
  if (!isWhole || edit.newText !== '') return inScript;
  const startsLine = part.start === 0 || /[\r\n]/.test(text[part.start - 1] ?? '');
  const rest = startsLine ? /[ \t]*(?:\r?\n)?/y : /[ \t]*/y;
  rest.lastIndex = part.terminatorEnd;
  rest.test(text);
  return { ...inScript, end: rest.lastIndex };
}
