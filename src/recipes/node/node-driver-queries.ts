import { notice } from '../../core/notice.ts';
import type { Engine } from '../../engines/engine.ts';
import { engines } from '../../engines/index.ts';
import { type JavaScriptNode, nodesOf, spanOf, textOf } from '../../formats/javascript/module.ts';
import { quoteString, stringLiteral } from '../../formats/javascript/string-literal.ts';
import { parserIsLoaded } from '../../sql/parser.ts';
import { translate } from '../../sql/translate.ts';
import { driverFiles } from '../facts/driver-files.ts';
import { type JavaScriptFile, placeInScript } from '../facts/javascript-files.ts';
import { manifestAbove } from '../facts/node-packages.ts';
import { isPoolModule, movedPgCodesOf } from '../facts/pg-code.ts';
import { sqlFate } from '../facts/sql-fate.ts';
import type { Project } from '../project.ts';
import { type Finding, outcome, type Recipe, type SwitchContext } from '../recipe.ts';
import { argumentsOf } from './knex-migration-calls.ts';

interface DriverQuery extends Finding {
  readonly file: JavaScriptFile;
  readonly of: Engine;
  readonly call: JavaScriptNode;
  /** The statement, where it is written out. */
  readonly sql?: string;
}

/** Names every statement that JavaScript code gives to a driver itself, with what it becomes. */
export const nodeDriverQueries: Recipe<DriverQuery> = {
  id: 'node-driver-queries',
  ecosystem: 'node',
  title: 'Name every statement that code gives to a driver itself, with what it becomes',
  detect: (project) => Object.values(engines).flatMap((of) => queriesFor(project, of)),
  rewrite({ file, of, call, sql }, context) {
    const { source, target, goal } = context;
    if (of !== source || goal.strategy === 'keep-both') return outcome({});
    if (isPoolModule(file) || (of.server && isMoved(context.project, file))) return outcome({});
    const statement = sql === undefined ? textOf(file.module, call) : sql;
    const values = {
      statement: shortened(statement),
      target: target.label,
      step: sql === undefined ? atRunTime(target) : stepFor(sql, context),
    };
    return outcome({
      notices: [notice('driver-query', placeInScript(file, spanOf(call)), values)],
    });
  },
};

/** Statements of code that is moved are translated. */
function isMoved(project: Project, { path }: JavaScriptFile): boolean {
  const manifest = manifestAbove(project, path);
  return movedPgCodesOf(project).some((code) => code.manifest === manifest);
}

function queriesFor(project: Project, of: Engine): readonly DriverQuery[] {
  const method = of.server ? /\.query$/ : /\.(?:prepare|exec|all|get|run|each)$/;
  return driverFiles(project, of).flatMap((file) =>
    nodesOf(file.module.root, 'CallExpression').flatMap((call) =>
      readCall(file, call, { of, method }),
    ),
  );
}

function readCall(
  file: JavaScriptFile,
  call: JavaScriptNode,
  { of, method }: { readonly of: Engine; readonly method: RegExp },
): readonly DriverQuery[] {
  const callee = call.firstChild;
  const [first] = argumentsOf(call);
  if (callee?.name !== 'MemberExpression' || !first) return [];
  if (!method.test(textOf(file.module, callee))) return [];
  const literal = stringLiteral(file.module, first);
  // `statement.all(values)` runs what was prepared elsewhere; `headers.get('id')` is no statement.
  if (!of.server && !/\S\s+\S/.test(literal?.value ?? '')) return [];
  const label = `statement in ${file.path}`;
  const sql = literal && literal.holes.length === 0 ? { sql: literal.value } : {};
  return [{ path: file.path, span: spanOf(call), engine: of.id, label, file, of, call, ...sql }];
}

function stepFor(sql: string, { source, target }: SwitchContext): string {
  if (/^\s*(?:begin|start\s+transaction|commit|rollback|end)\b/i.test(sql)) {
    return target.server
      ? 'Run the transaction on one client of the pool: BEGIN, the statements, COMMIT.'
      : 'Put the statements into db.transaction(() => { ... }) in the place of BEGIN and COMMIT.';
  }
  if (!parserIsLoaded()) return atRunTime(target);
  const translation = translate(sql, { from: source.id, to: target.id });
  const fate = sqlFate(sql, translation, target);
  if (fate.kind === 'impossible') return fate.reasons[0]?.message ?? atRunTime(target);
  const text = withPlaceholders(fate.kind === 'translated' ? translation.sql : sql, target);
  const written = quoteString(text.replace(/\s+/g, ' ').trim(), '"');
  if (target.server) return `Write await pool.query(${written}, [...]), whose result has rows.`;
  return isReading(sql)
    ? `Write db.prepare(${written}).all(...), which gives the rows themselves.`
    : `Write db.prepare(${written}).run(...), which gives the number of changes.`;
}

function isReading(sql: string): boolean {
  return /^\s*(?:select|with|values)\b|\breturning\b/i.test(sql);
}

/** `$1` for each `?`; `?` for `$1`, `$2` in their order, else names that can stand twice. */
function withPlaceholders(sql: string, target: Engine): string {
  const numbers = [...sql.matchAll(placeholders)].flatMap(({ 1: number }) => number ?? []);
  const inOrder = numbers.every((number, index) => Number(number) === index + 1);
  let count = 0;
  return sql.replace(placeholders, (part: string, number: string | undefined) => {
    if (part.startsWith("'")) return part;
    if (part === '?') return target.server ? `$${++count}` : part;
    return target.server ? part : inOrder ? '?' : `@p${number}`;
  });
}

const placeholders = /'(?:[^']|'')*'|\$(\d+)|\?/g;

function atRunTime(target: Engine): string {
  const sign = target.server ? '$1, $2' : '?';
  return `It is put together at run time: write it for ${target.label}, with ${sign} for its values.`;
}

function shortened(sql: string): string {
  const line = sql.replace(/\s+/g, ' ').trim();
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}
