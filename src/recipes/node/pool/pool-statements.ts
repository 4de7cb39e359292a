import type { TextEdit } from '../../../core/edit.ts';
import { type Notice, notice } from '../../../core/notice.ts';
import { rangeOf, type Span } from '../../../core/span.ts';
import { importsOf, packageOf } from '../../../formats/javascript/imports.ts';
import { withoutClauseHoles } from '../../../language/clause-holes.ts';
import type { EmbeddedSql } from '../../../language/embedded-sql.ts';
import { fragmentsOf } from '../../../language/javascript-fragments.ts';
import { sqlOfJavaScript } from '../../../language/javascript-sql.ts';
import { parserIsLoaded } from '../../../sql/parser.ts';
import type { SqlProblem } from '../../../sql/translate.ts';
import { type JavaScriptFile, javascriptFilesWith } from '../../facts/javascript-files.ts';
import { knexConfigsOf } from '../../facts/knex-configs.ts';
import { isOfPackage, type NodeManifest } from '../../facts/node-packages.ts';
import { isPoolModule } from '../../facts/pg-code.ts';
import { projectTranslator } from '../../facts/raw-schema.ts';
import { sqlFate } from '../../facts/sql-fate.ts';
import type { Project } from '../../project.ts';
import type { SwitchContext } from '../../recipe.ts';

/** What becomes of the statements in one file. */
export interface FileStatements {
  readonly file: JavaScriptFile;
  readonly edits: readonly TextEdit[];
  readonly notices: readonly Notice[];
  /** Whole statements with the target's form, for code that keeps the source's. */
  readonly translations: ReadonlyMap<string, string>;
}

const verbs =
  /["'`\s(](?:SELECT|INSERT\s+INTO|UPDATE|DELETE\s+FROM|WITH|MERGE\s+INTO|TRUNCATE|CREATE|ALTER|DROP|SET|LISTEN|NOTIFY|COPY)\s/i;

/** Libraries whose strings are not those of a driver, or of another database. */
const others =
  /^(?:mysql2?|mssql|oracledb|mongodb|mongoose|sequelize|typeorm|drizzle-orm|kysely|pg-promise|postgres|slonik|@prisma\/client)$/;

/** The SQL of a package's code, wherever its strings stand, in the target's form. */
export function statementsOf(
  manifest: NodeManifest | undefined,
  context: SwitchContext,
): readonly FileStatements[] {
  const { project, source, target } = context;
  if (!parserIsLoaded()) return [];
  const translate = projectTranslator(project, source, target);
  return filesOf(project, manifest).map((file) => {
    const whole = sqlOfJavaScript(file.module);
    const parts = fragmentsOf(
      file.module,
      whole.map(({ span }) => span),
    );
    const each = [
      ...whole.map((sql) => examine(file, sql, translate, context)),
      ...parts.map((sql) => examinePart(file, sql, translate, context)),
    ];
    return {
      file,
      edits: each.flatMap(({ edits }) => edits),
      notices: each.flatMap(({ notices }) => notices),
      translations: new Map(each.flatMap(({ pair }) => (pair ? [pair] : []))),
    };
  });
}

function filesOf(project: Project, manifest: NodeManifest | undefined): readonly JavaScriptFile[] {
  const hasKnex = knexConfigsOf(project).length > 0;
  return javascriptFilesWith(project, verbs).filter((file) => {
    if (isPoolModule(file) || !isOfPackage(project, file.path, manifest)) return false;
    const isForeign = importsOf(file.module).some(({ source }) => others.test(packageOf(source)));
    return !isForeign && !(hasKnex && /\bknex\b|\.\w*[rR]aw\(/.test(file.source.text));
  });
}

interface Examined {
  readonly edits: readonly TextEdit[];
  readonly notices: readonly Notice[];
  readonly pair?: readonly [string, string];
}

/** The module begins transactions so that others wait, and makes JSON of lists by itself. */
const transaction =
  /^\s*(?:begin|start\s+transaction|commit|rollback|end|abort|set\s+transaction)\b/i;
const bound = new Set(['equals-any', 'cast-to-array', 'for-update']);

function examine(
  file: JavaScriptFile,
  sql: EmbeddedSql,
  translate: ReturnType<typeof projectTranslator>,
  context: SwitchContext,
): Examined {
  if (transaction.test(sql.text)) return { edits: [], notices: [] };
  const translation = translate(sql.hasHoles ? withoutClauseHoles(sql.text) : sql.text);
  const engine = context.target.label;
  const fate = sqlFate(sql.text, translation, context.target);
  const told = (
    code: 'statement-not-translated' | 'statement-differs',
    all: readonly SqlProblem[],
  ) =>
    all
      .filter((problem) => !bound.has(problem.code))
      .map(({ span, message }) =>
        notice(code, placeOf(file, sql, span), { engine, reason: sql.toSourceText(message) }),
      );
  switch (fate.kind) {
    case 'unread': {
      const unread = notice('statement-unread', placeOf(file, sql), { engine });
      return { edits: [], notices: sql.hasHoles ? [unread] : [] };
    }
    case 'stays':
      return { edits: [], notices: told('statement-differs', fate.differs) };
    case 'impossible': {
      const isNeedless = translation.sql.trim() === '' && fate.reasons.every(isFixed);
      if (!isNeedless)
        return { edits: [], notices: told('statement-not-translated', fate.reasons) };
      return written(file, sql, translation, context, []);
    }
    case 'translated':
      return written(file, sql, translation, context, told('statement-differs', fate.differs));
  }
}

/** A part of a statement: where it cannot be read by itself, it is named with what it holds. */
function examinePart(
  file: JavaScriptFile,
  sql: EmbeddedSql,
  translate: ReturnType<typeof projectTranslator>,
  context: SwitchContext,
): Examined {
  const { problems } = translate(sql.text);
  const isRead = problems.every(({ code }) => code !== 'syntax-error');
  const { pair, ...rest } = examine(file, sql, translate, context);
  const values = { engine: context.target.label, source: context.source.label };
  const left = () => notice('statement-part', placeOf(file, sql), values);
  if (!isRead) return { edits: [], notices: [left()] };
  return pair ? { edits: [], notices: [...rest.notices, left()] } : rest;
}

/** What now() became on the way to a file: back on the server, columns of times take no text. */
const fileNow = "strftime('%Y-%m-%d %H:%M:%f', 'now')";

function isFixed({ severity }: SqlProblem): boolean {
  return severity !== 'error';
}

function written(
  file: JavaScriptFile,
  sql: EmbeddedSql,
  translation: ReturnType<ReturnType<typeof projectTranslator>>,
  { target, goal }: SwitchContext,
  notices: readonly Notice[],
): Examined {
  const values = { engine: target.label, translated: translation.sql.replace(/\s+/g, ' ').trim() };
  const left = () => [...notices, notice('statement-left', placeOf(file, sql), values)];
  if (goal.strategy === 'keep-both') {
    if (sql.hasHoles) return { edits: [], notices: left() };
    return { edits: [], notices, pair: [sql.text, translation.sql] };
  }
  const edits = translation.edits.flatMap((edit) => {
    const isNow = target.server && sql.text.slice(edit.start, edit.end) === fileNow;
    return sql.toSourceEdit(isNow ? { ...edit, newText: 'now()' } : edit) ?? [];
  });
  const isWhole =
    edits.length === translation.edits.length &&
    translation.edits.every((edit) => keepsHoles(sql.text, edit));
  return isWhole ? { edits, notices } : { edits: [], notices: left() };
}

/** Whether what is put in at run time is still there after an edit. */
function keepsHoles(text: string, { start, end, newText }: TextEdit): boolean {
  const holes = text.slice(start, end).match(/\$9\d\d\b/g) ?? [];
  return holes.every((hole) => newText.includes(hole));
}

function placeOf({ source }: JavaScriptFile, sql: EmbeddedSql, span?: Span) {
  const at = span ? sql.toSource(span) : sql.span;
  return { path: source.path, range: rangeOf(source.text, at) };
}
