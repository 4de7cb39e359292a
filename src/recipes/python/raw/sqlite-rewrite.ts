import type { TextEdit } from '../../../core/edit.ts';
import { type Notice, notice } from '../../../core/notice.ts';
import { positional } from '../../../formats/python/arguments.ts';
import { withoutStatement } from '../../../formats/python/blocks.ts';
import { calledName, qualifiedName } from '../../../formats/python/imports.ts';
import { childrenOf, nodesOf, type PythonNode, textOf } from '../../../formats/python/module.ts';
import { stringLiteral } from '../../../formats/python/string-literal.ts';
import { aiosqliteFamily, type DriverFamily, sqlite3Family } from '../../facts/raw-family.ts';
import { type RawFile, rawCodeOf } from '../../facts/raw-files.ts';
import { projectTranslator } from '../../facts/raw-schema.ts';
import { placeIn } from '../../python-files.ts';
import type { SwitchContext } from '../../recipe.ts';
import { CodeWriter } from './code-writer.ts';
import {
  driverImports,
  featureNotices,
  leftNotices,
  memberUses,
  nameEdits,
} from './driver-names.ts';
import { lastRowIdEdits } from './last-row-id.ts';
import { psycopgStyle, sqliteStyle } from './placeholders.ts';
import { psycopgName } from './psycopg-names.ts';
import { isDictFactory, readsByNumber, recordRowCode } from './record-rows.ts';
import { twinEdits } from './script-reading.ts';
import {
  callEdits,
  committingBlocks,
  cursorAwaits,
  keepersIn,
  type ServerRewriting,
  serverConnects,
} from './server-connections.ts';
import { type Rewritten, runTimeNotices, siteEdits } from './statement-rewriting.ts';

const families: Readonly<Record<'sync' | 'async', DriverFamily>> = {
  sync: sqlite3Family,
  async: aiosqliteFamily,
};

/** All edits after which a file uses psycopg, waiting or not as it did, and what to look at. */
export function rewriteSqliteFile(
  raw: RawFile,
  style: 'sync' | 'async',
  context: SwitchContext,
): Rewritten {
  const { file } = raw;
  const { project, source, target } = context;
  const family = families[style];
  const all = rawCodeOf(project, family);
  const code = new CodeWriter(file.module);
  const keepers = new Set(all.files.flatMap(keepersIn));
  const byNumber = readsByNumber(all) || !namesRows(all.files);
  const rewriting: ServerRewriting = { raw, code, context, style, byNumber, keepers };
  const translate = projectTranslator(project, source, target);
  const direction = { from: sqliteStyle, to: psycopgStyle, translate };
  const pragmas = pragmaStatements(raw);
  const gone = new Set(pragmas.flatMap((node) => nodesOf(node, 'String').map(({ from }) => from)));
  const sites = raw.sites.filter(({ literal }) => !gone.has(literal.node.from));
  const parts = [
    serverConnects(rewriting),
    siteEdits(file, sites, direction, context),
    lastRowIdEdits(raw, rewriting, context),
  ];
  const found = [
    ...parts.flatMap(({ edits }) => edits),
    ...committingBlocks(rewriting),
    ...callEdits(rewriting),
    ...cursorAwaits(raw),
    ...rowFactories(raw, code, byNumber),
    ...[...pragmas, ...adapterStatements(raw)].map((each) => withoutStatement(file.module, each)),
    ...isolationEdits(raw),
    ...twinEdits(file, context),
  ];
  const names = nameEdits(raw, family, (name) => replacement(rewriting, name), found);
  if (names.unknown.length > 0)
    return { edits: [], notices: leftNotices(raw, names.unknown, context) };
  const named = [...found, ...names.edits];
  if (named.length === 0) return { edits: [], notices: [] };
  return {
    edits: [...named, ...code.edits(driverImports(raw, family), 'psycopg')],
    notices: [
      ...parts.flatMap(({ notices }) => notices),
      ...runTimeNotices(all.statements.atRunTime, file, context),
      ...featureNotices(raw, memberUses(file, features), replacements, context),
      ...abortedNotices(raw, context),
    ],
  };
}

/** How this file writes what stands for a name of sqlite3. */
function replacement({ code, style }: ServerRewriting, name: string): string | undefined {
  if (/^(?:sqlite3|aiosqlite)\.Row$/.test(name)) return 'dict';
  const found = psycopgName(name, style);
  return found && `${code.whole('psycopg')}.${found}`;
}

/** Whether some connection gives its rows names. */
function namesRows(files: readonly RawFile[]): boolean {
  return files.some(({ file: { source } }) => /\.row_factory\s*=/.test(source.text));
}

/** `connection.row_factory = sqlite3.Row`, or a function that makes dicts. */
function rowFactories(
  { file: { module } }: RawFile,
  code: CodeWriter,
  byNumber: boolean,
): readonly TextEdit[] {
  return nodesOf(module.root, 'AssignStatement').flatMap((statement): readonly TextEdit[] => {
    const { firstChild, lastChild } = statement;
    const property = firstChild?.name === 'MemberExpression' ? firstChild.lastChild : null;
    if (!property || !lastChild || textOf(module, property) !== 'row_factory') return [];
    const isRow = /^(?:sqlite3|aiosqlite)\.Row$/.test(qualifiedName(module, lastChild) ?? '');
    if (!isRow && !isDictFactory(module, lastChild)) return [];
    const newText = isRow && byNumber ? recordRowCode(code) : code.name('psycopg.rows', 'dict_row');
    return [{ start: lastChild.from, end: lastChild.to, newText }];
  });
}

/** Settings of SQLite that PostgreSQL has on, or has not. */
function pragmaStatements({ file: { module }, executes }: RawFile): readonly PythonNode[] {
  return executes.flatMap((call) => {
    const first = positional(module, call, 0)?.value;
    const value = first && stringLiteral(module, first)?.value;
    const outer = call.parent?.name === 'AwaitExpression' ? call.parent : call;
    const isStatement = outer.parent?.name === 'ExpressionStatement';
    return value && isStatement && /^\s*pragma\s+\w+\s*(?:=|\(|;?\s*$)/i.test(value)
      ? (outer.parent ?? [])
      : [];
  });
}

/** Values that psycopg takes by itself need no adapter. */
function adapterStatements({ file: { module } }: RawFile): readonly PythonNode[] {
  return nodesOf(module.root, 'ExpressionStatement').filter(({ firstChild }) => {
    const name = firstChild?.name === 'CallExpression' ? calledName(module, firstChild) : '';
    return /^(?:sqlite3|aiosqlite)\.(?:register_adapter|register_converter|enable_callback_tracebacks)$/.test(
      name ?? '',
    );
  });
}

/** `connection.isolation_level = None` is `autocommit = True`. */
function isolationEdits({ file: { module } }: RawFile): readonly TextEdit[] {
  return nodesOf(module.root, 'AssignStatement').flatMap(({ firstChild, lastChild }) => {
    const property = firstChild?.name === 'MemberExpression' ? firstChild.lastChild : null;
    if (!property || !lastChild || textOf(module, property) !== 'isolation_level') return [];
    const isAutomatic = textOf(module, lastChild) === 'None';
    return [
      { start: property.from, end: property.to, newText: 'autocommit' },
      { start: lastChild.from, end: lastChild.to, newText: isAutomatic ? 'True' : 'False' },
    ];
  });
}

/** After an error PostgreSQL refuses everything until the transaction is rolled back. */
function abortedNotices({ file }: RawFile, { target }: SwitchContext): readonly Notice[] {
  const { module } = file;
  return nodesOf(module.root, 'TryStatement').flatMap((statement) => {
    const children = childrenOf(statement);
    const at = children.findIndex((node, index) => {
      const name = children[index - 1]?.name === 'except' ? qualifiedName(module, node) : '';
      return /^(?:sqlite3|aiosqlite)\.\w*Error$/.test(name ?? '');
    });
    const caught = children[at];
    const handler = children.slice(at).find(({ name }) => name === 'Body');
    const body = children.find(({ name }) => name === 'Body');
    if (!caught || !handler || !body) return [];
    const isEntered = nodesOf(body, 'WithStatement').length > 0;
    const ends = /\brollback\b|\braise\b|\bclose\(/.test(textOf(module, handler));
    if (isEntered || ends) return [];
    const place = placeIn(file, { start: caught.from, end: caught.to });
    return [notice('raw-transaction-aborted', place, { engine: target.label })];
  });
}

const features =
  /^(?:create_function|create_aggregate|create_collation|backup|iterdump|interrupt|set_authorizer|set_progress_handler|set_trace_callback|enable_load_extension|load_extension|text_factory|total_changes|in_transaction|sqlite_errorname|sqlite_errorcode|blobopen|serialize|deserialize|execute_insert)$/;

const replacements: Readonly<Record<string, string>> = {
  create_function: 'write the function in SQL or PL/pgSQL.',
  create_aggregate: 'write the aggregate in SQL or PL/pgSQL.',
  create_collation: 'name a collation in the column or the query.',
  backup: 'run pg_dump.',
  iterdump: 'run pg_dump.',
  total_changes: 'add up the rowcount of the cursors.',
  in_transaction: 'look at connection.info.transaction_status.',
  sqlite_errorname: 'look at error.sqlstate or the class of the error.',
  sqlite_errorcode: 'look at error.sqlstate or the class of the error.',
  execute_insert: 'run INSERT ... RETURNING and read the row.',
};
