import type { TextEdit } from '../../../core/edit.ts';
import { type Notice, notice } from '../../../core/notice.ts';
import { withoutStatement } from '../../../formats/python/blocks.ts';
import { importsOf, qualifiedName } from '../../../formats/python/imports.ts';
import { childrenOf, nodesOf } from '../../../formats/python/module.ts';
import { columnValuesOf } from '../../facts/column-values.ts';
import { psycopgFamily } from '../../facts/raw-family.ts';
import { type RawFile, rawCodeOf } from '../../facts/raw-files.ts';
import { projectTranslator, rawSchemaOf } from '../../facts/raw-schema.ts';
import { placeIn } from '../../python-files.ts';
import type { SwitchContext } from '../../recipe.ts';
import { batchCallsOf, batchEdits } from './batches.ts';
import { CodeWriter } from './code-writer.ts';
import { compositionEdits } from './compositions.ts';
import {
  connectEdits,
  cursorEdits,
  type FileRewriting,
  openerEdits,
  openersIn,
  poolEdits,
  stateEdits,
} from './connections.ts';
import { driverImports, featureNotices, leftNotices, nameEdits } from './driver-names.ts';
import { serverUses } from './obstacles.ts';
import { psycopgStyle, sqliteStyle } from './placeholders.ts';
import { openAsyncCode, styleOfFile } from './psycopg-async.ts';
import { factoryAssignments, mixedRows, rowKindOfFile } from './row-kinds.ts';
import { scriptCalls, twinEdits } from './script-reading.ts';
import { rowKindOf, sqlite3Name } from './sqlite3-names.ts';
import { type Rewritten, runTimeNotices, siteEdits } from './statement-rewriting.ts';
import { openDatabaseCode } from './support-code.ts';
import { adaptersOf } from './value-adapters.ts';
import { valueNotices } from './value-notices.ts';

/** All edits after which a file uses sqlite3, and what the user has to look at. */
export function rewritePsycopgFile(raw: RawFile, context: SwitchContext): Rewritten {
  const { file } = raw;
  const { module } = file;
  const code = new CodeWriter(module);
  const { files, statements } = rawCodeOf(context.project, psycopgFamily);
  const openers = new Set(files.flatMap(openersIn));
  const style = styleOfFile(file);
  const rewriting: FileRewriting = { raw, code, context, openers, style };
  const batches = batchCallsOf(module);
  const rows = new Set(batches.flatMap(({ rowStatement }) => rowStatement?.node.from ?? []));
  const direction = {
    from: psycopgStyle,
    to: sqliteStyle,
    translate: projectTranslator(context.project, context.source, context.target),
  };
  const sites = raw.sites.filter(({ literal }) => !rows.has(literal.node.from));
  const { edits, notices } = siteEdits(file, sites, direction, context);
  const kind = rowKindOfFile(context.project, raw);
  const opens = raw.connects.length + raw.pools.length > 0;
  const found = [
    ...connectEdits(rewriting),
    ...poolEdits(rewriting),
    ...openerEdits(rewriting),
    ...cursorEdits(rewriting),
    ...stateEdits(rewriting),
    ...batchEdits(module),
    ...compositionEdits(file, code),
    ...scriptCalls(file, raw.executes),
    ...twinEdits(file, context),
    ...droppedStatements(raw),
    ...edits,
  ];
  const names = nameEdits(raw, psycopgFamily, (name) => replacement(code, name), found);
  if (names.unknown.length > 0)
    return { edits: [], notices: leftNotices(raw, names.unknown, context) };
  const named = [...found, ...names.edits];
  if (named.length === 0) return { edits: [], notices: [] };
  if (opens) {
    const { columns } = columnValuesOf(rawSchemaOf(context.project));
    const kept = columns.filter((column) => column.kind !== 'uuid' || makesUuids(files));
    const adapters = adaptersOf(context.project, statements);
    const define = style === 'async' ? openAsyncCode : openDatabaseCode;
    define(code, context.target, { rows: kind, columns: kept, adapters });
  }
  return {
    edits: [
      ...named,
      ...code.edits(driverImports(raw, psycopgFamily), style === 'async' ? 'aiosqlite' : 'sqlite3'),
    ],
    notices: [
      ...mixedRows(raw, kind),
      ...notices,
      ...runTimeNotices(statements.atRunTime, file, context),
      ...featureNotices(raw, serverUses(file), replacements, context),
      ...exceptionNotices(raw, context),
      ...(opens ? valueNotices(raw, context) : []),
    ],
  };
}

/** psycopg2 hands out text for a UUID unless it is told otherwise. */
function makesUuids(files: readonly RawFile[]): boolean {
  return files.some(({ file: { module, source } }) => {
    const isNew = importsOf(module).some(({ module: name }) =>
      /^psycopg(?:_pool)?(?:\.|$)/.test(name),
    );
    return isNew || source.text.includes('register_uuid');
  });
}

/** Statements that only told the old driver something, or that a connection's rows say already. */
function droppedStatements({ file: { module } }: RawFile): readonly TextEdit[] {
  const doomed = nodesOf(module.root, 'CallExpression').flatMap((call) => {
    const name = call.firstChild ? qualifiedName(module, call.firstChild) : undefined;
    const isStatement = call.parent?.name === 'ExpressionStatement';
    return isStatement && name === 'psycopg2.extras.register_uuid' ? (call.parent ?? []) : [];
  });
  const statements = [...doomed, ...factoryAssignments(module)];
  return statements.map((statement) => withoutStatement(module, statement));
}

/** How this file writes what stands in sqlite3 for a name of the driver. */
function replacement(code: CodeWriter, name: string): string | undefined {
  const found = sqlite3Name(name) ?? (rowKindOf(name) ? 'dict' : undefined);
  const [source, attribute] = found?.split('.') ?? [];
  return source && attribute ? `${code.whole(source)}.${attribute}` : found;
}

const copyInstead = 'read the rows with SELECT, or write them with executemany.';
const errorInstead = 'sqlite3 errors have sqlite_errorname and the text of str(error).';
const replacements: Readonly<Record<string, string>> = {
  copy: copyInstead,
  copy_expert: copyInstead,
  copy_from: copyInstead,
  copy_to: copyInstead,
  notifies: 'ask the table for news, or tell other processes in another way.',
  add_notify_handler: 'ask the table for news, or tell other processes in another way.',
  pgcode: errorInstead,
  pgerror: errorInstead,
  sqlstate: errorInstead,
  diag: errorInstead,
  mogrify: 'give the values to execute.',
  callproc: 'do in Python what the procedure did.',
  set_session: 'set isolation_level instead.',
  set_autocommit: 'open the connection with isolation_level=None.',
  itersize: 'cursors of sqlite3 read row by row already.',
  stream: 'go through the cursor itself.',
  pipeline: 'run the statements one after the other.',
};

/** One exception in the place of several: the first handler of a `try` gets what others waited for. */
function exceptionNotices({ file }: RawFile, _context: SwitchContext): readonly Notice[] {
  const { module } = file;
  return nodesOf(module.root, 'TryStatement').flatMap((statement) => {
    const caught = childrenOf(statement).flatMap((child, index, all) => {
      const before = all[index - 1];
      if (before?.name !== 'except') return [];
      const name = qualifiedName(module, child);
      return name && sqlite3Name(name) === 'sqlite3.IntegrityError' ? [child] : [];
    });
    const [, second] = caught;
    if (!second) return [];
    const at = placeIn(file, { start: second.from, end: second.to });
    return [notice('raw-exceptions-merged', at, { engine: 'sqlite3' })];
  });
}
