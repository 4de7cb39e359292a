import type { TextEdit } from '../core/edit.ts';
import type { Span } from '../core/span.ts';
import { analyzeStatement, type Dispatch, dispatchOf } from './analyze.ts';
import type { AnalyzeRequest, ScriptAnalysis } from './analyze-script.ts';
import { type Parsed, parseStatement } from './parser.ts';
import { problemOf, scriptPartProblem, syntaxProblem } from './problems.ts';
import { isDefinition, readSchema } from './read-schema.ts';
import { composeRewrites } from './rewrite.ts';
import { rules } from './rules/index.ts';
import { ObservedSchema, type Schema, sameAnswers } from './schema.ts';
import { type ScriptPart, splitScript } from './splitter.ts';
import type { SqlProblem } from './translate.ts';

/** What is remembered of one statement, by its text; offsets are the statement's own. */
interface Entry {
  readonly parsed: Parsed;
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
  #entries: ReadonlyMap<string, Entry> = new Map();

  constructor(request: AnalyzeRequest) {
    this.#request = request;
    this.#dispatch = dispatchOf(
      rules.filter(({ direction = 'postgresql-to-sqlite' }) => direction === request.direction),
    );
  }

  analyze(text: string): ScriptAnalysis {
    const parts = splitScript(text);
    this.#entries = this.#parse(parts);
    const schema = this.#schema(parts);
    const edits: TextEdit[] = [];
    const problems: SqlProblem[] = [];
    for (const part of parts) {
      const found = this.#analyzePart(part, schema);
      for (const edit of found.edits) edits.push(placed(edit, part, text));
      for (const problem of found.problems) problems.push(moved(problem, part.start));
    }
    return { edits, problems };
  }

  #parse(parts: readonly ScriptPart[]): ReadonlyMap<string, Entry> {
    const entries = new Map<string, Entry>();
    for (const { kind, text } of parts) {
      if (kind !== 'statement' || entries.has(text)) continue;
      entries.set(text, this.#entries.get(text) ?? { parsed: parseStatement(text) });
    }
    return entries;
  }

  #schema(parts: readonly ScriptPart[]): Schema {
    const definitions = parts.flatMap(({ text }) => {
      const tree = this.#entries.get(text)?.parsed.tree;
      return tree && isDefinition(tree) ? [{ tree, text }] : [];
    });
    const { schema } = this.#request;
    return definitions.length > 0 ? readSchema(definitions, schema) : schema;
  }

  #analyzePart(part: ScriptPart, schema: Schema): ScriptAnalysis {
    const entry = this.#entries.get(part.text);
    if (part.kind !== 'statement' || !entry) return scriptPartProblem(part);
    if (!entry.parsed.tree) return syntaxProblem(part.text, entry.parsed.error);
    if (entry.analysis && sameAnswers(entry.analysis.seen, schema)) return entry.analysis;
    const observed = new ObservedSchema(schema);
    const { options } = this.#request;
    const input = { text: part.text, tree: entry.parsed.tree, schema: observed, options };
    const findings = analyzeStatement(input, this.#dispatch);
    if (findings.length === 0) entry.analysis = { edits: [], problems: [], seen: observed.seen };
    else {
      const rewrites = findings.flatMap((found) => found.rewrites);
      const { edits, conflicts } = composeRewrites(part.text, rewrites);
      const problems = findings.map((found) => problemOf(part.text, found, conflicts));
      entry.analysis = { edits, problems: inOrder(problems), seen: observed.seen };
    }
    return entry.analysis;
  }
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
