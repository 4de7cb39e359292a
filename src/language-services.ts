import { loadSyntaxCheck, type SyntaxCheck } from './adapters/sqlite/syntax-check.ts';
import { readWorkspace } from './adapters/workspace/read-workspace.ts';
import { applyEdits, type TextEdit } from './core/edit.ts';
import type { EngineId } from './core/goal.ts';
import { apiRules } from './language/api/index.ts';
import { checkDocument, placedDiagnostics, type SqlDiagnostic } from './language/check-document.ts';
import { examine, type SqlChecker } from './language/examine.ts';
import { fixAll } from './language/fix-all.ts';
import { hoverText } from './language/hover.ts';
import { ignoreEdit } from './language/ignore-edit.ts';
import { readDocument } from './language/read-document.ts';
import { codePages } from './language/rule-pages.ts';
import { SchemaReader } from './language/schema-reader.ts';
import type { SqlDocument } from './language/sql-document.ts';
import { TranslatedStatements } from './language/translated-statements.ts';
import { modelDefinitions } from './recipes/facts/model-definitions.ts';
import { wholeWorkspace } from './recipes/project.ts';
import { SqlAnalyzer } from './sql/analyzer.ts';
import { rulesFor } from './sql/direction-rules.ts';
import { defaultOptions } from './sql/options.ts';
import { loadParser } from './sql/parser.ts';
import type { Direction } from './sql/rule.ts';
import { emptySchema } from './sql/schema.ts';
import type { LanguageServices, SqlRequest } from './ui/language/language-services.ts';
import { lazily } from './ui/lazily.ts';

/** Documents whose statements are remembered from one look to the next. */
const remembered = 50;
const analyzers = new Map<string, SqlAnalyzer>();
const translated = new TranslatedStatements();
const schemas = new SchemaReader();
const pages = codePages();

const directions: Readonly<Record<EngineId, Direction>> = {
  sqlite: 'postgresql-to-sqlite',
  postgresql: 'sqlite-to-postgresql',
};
const names: Readonly<Record<EngineId, 'SQLite' | 'PostgreSQL'>> = {
  sqlite: 'SQLite',
  postgresql: 'PostgreSQL',
};

const parsers = lazily(async () => {
  const [isAccepted] = await Promise.all([loadSyntaxCheck(), loadParser()]);
  return remembering(isAccepted);
});

/** Answers are remembered for as many statements as a long file has. */
function remembering(isAccepted: SyntaxCheck): SyntaxCheck {
  const answers = new Map<string, boolean>();
  return (statement) => {
    const answer = answers.get(statement) ?? isAccepted(statement);
    if (answers.size > 20_000) answers.clear();
    answers.set(statement, answer);
    return answer;
  };
}

/** The translator behind the editor's diagnostics, with its parsers: loaded on first use. */
export const services: LanguageServices = {
  async check(request) {
    const document = readDocument(request.path, request.text);
    if (!document || !holdsSql(document)) return [];
    return checkDocument(document, await checkerFor(request));
  },

  async fix(request, isWanted) {
    const before = readDocument(request.path, request.text);
    if (!before) return [];
    const checker = await checkerFor(request);
    const edits = fixAll(before, checker, isWanted);
    rememberFixed(request, before, { edits, isWanted, checker });
    return edits;
  },

  async convert(request) {
    const { analyze } = await checkerFor(request);
    const { edits, problems } = analyze(request.text);
    const remaining = problems.filter(({ severity }) => severity !== 'info').length;
    return { text: applyEdits(request.text, edits), remaining };
  },

  ignore({ path, text }, rule, place) {
    const document = readDocument(path, text);
    return document && ignoreEdit(document, rule, place);
  },

  hover({ text, target }, found) {
    const page = pages.get(found.code);
    return page ? hoverText(text, found, page, names[target]) : '';
  },

  async definitions({ folder, unsaved }) {
    return modelDefinitions(wholeWorkspace(await readWorkspace(folder, { overlays: unsaved })));
  },

  page: (code) => pages.get(code)?.text,
};

interface Fixing {
  readonly checker: SqlChecker;
  readonly edits: readonly TextEdit[];
  readonly isWanted: (found: SqlDiagnostic) => boolean;
}

/** What a fix has written is the target's own SQL from now on. */
function rememberFixed(
  { path, text }: SqlRequest,
  before: SqlDocument,
  { checker, edits, isWanted }: Fixing,
): void {
  const after = readDocument(path, applyEdits(text, edits));
  if (!after) return;
  const passages = examine(before, checker);
  const shown = placedDiagnostics(before, passages, checker);
  const fixed = new Set(
    shown.flatMap(({ diagnostic, problem }) =>
      isWanted(diagnostic) && problem?.fix ? problem : [],
    ),
  );
  translated.remember({ before, passages, after, isFixed: (problem) => fixed.has(problem) });
}

/** The parsers are loaded for the first SQL, not for the first file that could have some. */
function holdsSql({ passages, comments, api }: SqlDocument): boolean {
  return comments.length + api.length > 0 || passages.some(({ text }) => text.trim() !== '');
}

async function checkerFor(request: SqlRequest) {
  const isAccepted = await parsers();
  const { path, target } = request;
  const analyzer = analyzerOf(path, target);
  const schema = schemas.read(await request.known(), path);
  const rules = [...rulesFor(directions[target]), ...(target === 'sqlite' ? apiRules : [])];
  const ids = new Set(['syntax-error', ...rules.map(({ id }) => id)]);
  return {
    analyze: (sql: string) => analyzer.analyze(sql, schema),
    isAccepted: target === 'sqlite' ? isAccepted : neverAccepted,
    isTranslated: (statement, construct) => translated.has(statement, construct),
    isChecked: (rule: string) => ids.has(rule),
  } satisfies SqlChecker;
}

/** Nothing is known of what PostgreSQL's functions are: a statement that has a problem keeps it. */
const neverAccepted: SyntaxCheck = () => false;

function analyzerOf(path: string, target: EngineId): SqlAnalyzer {
  const key = `${target} ${path}`;
  const known =
    analyzers.get(key) ??
    new SqlAnalyzer({
      direction: directions[target],
      schema: emptySchema,
      options: { ...defaultOptions, target: names[target] },
    });
  analyzers.delete(key);
  analyzers.set(key, known);
  for (const oldest of [...analyzers.keys()].slice(0, -remembered)) analyzers.delete(oldest);
  return known;
}
