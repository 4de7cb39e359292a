import type { TextEdit } from '../../../core/edit.ts';
import { withoutStatement } from '../../../formats/python/blocks.ts';
import { nodesOf, type PythonNode, textOf } from '../../../formats/python/module.ts';
import { withItemOf } from '../../../formats/python/with-items.ts';
import { columnValuesOf } from '../../facts/column-values.ts';
import { asyncpgFamily } from '../../facts/raw-family.ts';
import { type RawFile, rawCodeOf } from '../../facts/raw-files.ts';
import { projectTranslator, rawSchemaOf } from '../../facts/raw-schema.ts';
import type { SwitchContext } from '../../recipe.ts';
import { aiosqliteError, asyncpgType } from './aiosqlite-names.ts';
import { asyncDatabaseCode, asyncPoolCode } from './async-support-code.ts';
import { CodeWriter } from './code-writer.ts';
import { openArguments } from './connections.ts';
import {
  driverImports,
  featureNotices,
  leftNotices,
  memberUses,
  nameEdits,
} from './driver-names.ts';
import { asyncpgStyle, sqliteStyle } from './placeholders.ts';
import type { Adapter } from './row-code.ts';
import { scriptCalls, twinEdits } from './script-reading.ts';
import { type Rewritten, runTimeNotices, siteEdits } from './statement-rewriting.ts';
import { openDatabase } from './support-code.ts';
import { adaptersOf } from './value-adapters.ts';
import { valueNotices } from './value-notices.ts';

/** All edits after which a file uses aiosqlite, and what the user has to look at. */
export function rewriteAsyncpgFile(raw: RawFile, context: SwitchContext): Rewritten {
  const { file } = raw;
  const { project, source, target } = context;
  const { statements } = rawCodeOf(project, asyncpgFamily);
  const code = new CodeWriter(file.module);
  const opens = raw.connects.length + raw.pools.length > 0;
  const translate = projectTranslator(project, source, target);
  const direction = { from: asyncpgStyle, to: sqliteStyle, translate };
  const { edits, notices } = siteEdits(file, raw.sites, direction, context);
  const found = [
    ...openEdits(raw, code, context),
    ...scriptCalls(file, raw.executes),
    ...twinEdits(file, context),
    ...droppedCodecs(raw),
    ...edits,
  ];
  const names = nameEdits(raw, asyncpgFamily, (name) => replacement(code, name, opens), found);
  if (names.unknown.length > 0)
    return { edits: [], notices: leftNotices(raw, names.unknown, context) };
  const named = [...found, ...names.edits];
  if (named.length === 0) return { edits: [], notices: [] };
  if (opens) defineDatabase(raw, code, context);
  return {
    edits: [...named, ...code.edits(driverImports(raw, asyncpgFamily), 'aiosqlite')],
    notices: [
      ...notices,
      ...runTimeNotices(statements.atRunTime, file, context),
      ...featureNotices(raw, featureUses(raw), replacements, context),
      ...(opens ? valueNotices(raw, context) : []),
    ],
  };
}

function openEdits(raw: RawFile, code: CodeWriter, context: SwitchContext): readonly TextEdit[] {
  const openers = new Set<string>();
  const open = (name: string) => (call: RawFile['connects'][number]) => {
    const [url = ''] = openArguments({ raw, code, context, openers, style: 'async' }, call);
    return { start: call.from, end: call.to, newText: `${name}(${url})` };
  };
  return [...raw.connects.map(open(openDatabase)), ...raw.pools.map(open('DatabaseFile'))];
}

function defineDatabase({ pools }: RawFile, code: CodeWriter, context: SwitchContext): void {
  const { project, target } = context;
  const { files, statements } = rawCodeOf(project, asyncpgFamily);
  const hasCodec = files.some(({ file }) => file.source.text.includes('set_type_codec'));
  const { columns } = columnValuesOf(rawSchemaOf(project));
  const kept = columns.filter(({ kind }) => kind !== 'json' || hasCodec);
  const adapters = new Set<Adapter>(adaptersOf(project, statements));
  if (hasCodec) adapters.add('dict').add('list');
  asyncDatabaseCode(code, target, { rows: 'row', columns: kept, adapters });
  if (pools.length > 0) asyncPoolCode(code);
}

/** How this file writes what stands for a name of asyncpg. */
function replacement(code: CodeWriter, name: string, opens: boolean): string | undefined {
  const type = asyncpgType(name);
  if (type) return opens ? type : code.name('typing', 'Any');
  const error = aiosqliteError(name);
  return error && `${code.whole('aiosqlite')}.${error}`;
}

/** JSON is converted by the name of its column, so that nothing has to be set. */
function droppedCodecs({ file: { module } }: RawFile): readonly TextEdit[] {
  return nodesOf(module.root, 'ExpressionStatement').flatMap((statement) => {
    const call = nodesOf(statement, 'CallExpression')[0]?.firstChild;
    const isCodec = call && /\.set_type_codec$/.test(textOf(module, call));
    return isCodec ? [withoutStatement(module, statement)] : [];
  });
}

/** What is asyncpg's alone; a transaction is a block here, and nothing that is started. */
function featureUses({ file }: RawFile): readonly PythonNode[] {
  const started = memberUses(file, /^transaction$/).filter(({ parent }) => {
    return parent?.name === 'CallExpression' && !withItemOf(parent);
  });
  return [...memberUses(file, features), ...started];
}

const features =
  /^(?:add_listener|remove_listener|copy_records_to_table|copy_from_query|copy_from_table|copy_to_table|prepare|fetchmany|set_builtin_type_codec|sqlstate|constraint_name|get_server_version|add_termination_listener|expire_connections|get_size|get_idle_size)$/;

const copyInstead = 'write the rows with executemany.';
const errorInstead = 'errors of sqlite3 have sqlite_errorname and the text of str(error).';
const newsInstead = 'ask the table for news, or tell other processes in another way.';
const replacements: Readonly<Record<string, string>> = {
  add_listener: newsInstead,
  remove_listener: newsInstead,
  copy_records_to_table: copyInstead,
  copy_to_table: copyInstead,
  copy_from_query: 'read the rows with fetch.',
  copy_from_table: 'read the rows with fetch.',
  transaction: 'use it as a block: async with connection.transaction().',
  prepare: 'give the statement and its values to fetch.',
  fetchmany: 'run fetchrow for each row.',
  sqlstate: errorInstead,
  constraint_name: errorInstead,
};
