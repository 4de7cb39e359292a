import type { TextEdit } from '../../core/edit.ts';
import { type Notice, notice } from '../../core/notice.ts';
import {
  type JavaScriptModule,
  type JavaScriptNode,
  textOf,
} from '../../formats/javascript/module.ts';
import { quoteString, stringLiteral } from '../../formats/javascript/string-literal.ts';
import {
  type JavaScriptFile,
  javascriptFilesWith,
  placeInScript,
} from '../facts/javascript-files.ts';
import { knexConfigsOf } from '../facts/knex-configs.ts';
import { type Finding, outcome, type Recipe } from '../recipe.ts';
import { indexedJsonColumns } from './knex-json-columns.ts';
import {
  argumentsOf,
  isKnexMigration,
  type MigrationCall,
  migrationCalls,
} from './knex-migration-calls.ts';
import { type Direction, fateOfSql, fateOfType, type SqlFate } from './knex-migration-sql.ts';

interface Migration extends Finding {
  readonly file: JavaScriptFile;
  readonly calls: readonly MigrationCall[];
}

/** Makes migrations of Knex run on both engines: what only a server takes asks for the client. */
export const knexMigrations: Recipe<Migration> = {
  id: 'knex-migrations',
  ecosystem: 'node',
  title: 'Make Knex migrations run on both engines',
  beyondConfiguration: true,
  detect(project) {
    const [config] = knexConfigsOf(project);
    if (!config) return [];
    const engine = config.engine.id;
    return javascriptFilesWith(project, /\bup\b/).flatMap((file) => {
      if (!isKnexMigration(file.source.text)) return [];
      const calls = migrationCalls(file.module);
      if (calls.length === 0 && indexedJsonColumns(file.module).length === 0) return [];
      const label = `migration ${file.path}`;
      return { path: file.path, span: { start: 0, end: 0 }, engine, label, file, calls };
    });
  },
  rewrite({ file, calls }, { source, target }) {
    const direction = { from: source.id, to: target.id };
    const isServer = target.server !== undefined;
    const results = [
      ...calls.map((call) => rewriteCall(file, call, { direction, label: target.label, isServer })),
      ...(target.schema.ordersJson ? [] : [orderedJson(file)]),
    ];
    const edits = results.flatMap((result) => result.edits);
    const notices = results.flatMap((result) => result.notices);
    if (edits.length === 0) return outcome({ notices });
    return outcome({
      changes: [
        {
          title: 'Run on both engines',
          why: `${source.label} alone takes some of what the migration sends.`,
          change: { kind: 'modify', path: file.path, hash: file.source.hash, edits },
        },
      ],
      notices,
    });
  },
};

interface Rewrite {
  readonly edits: readonly TextEdit[];
  readonly notices: readonly Notice[];
}

interface Target {
  readonly direction: Direction;
  readonly label: string;
  readonly isServer: boolean;
}

/** Only jsonb has an index on PostgreSQL; Knex makes both the same on SQLite. */
function orderedJson({ module }: JavaScriptFile): Rewrite {
  const edits = indexedJsonColumns(module).map(({ from: start, to: end }) => {
    return { start, end, newText: 'jsonb' };
  });
  return { edits, notices: [] };
}

function rewriteCall(file: JavaScriptFile, call: MigrationCall, target: Target): Rewrite {
  if (target.isServer && call.kind !== 'raw') return { edits: [], notices: [] };
  const portable = portableBuilder(file, call, target);
  if (portable) return { edits: [portable], notices: [] };
  if (call.kind === 'server-only') return skipStatement(file, call, target);
  if (!call.literal || call.root === '') return named(file, call, target, notWritten);
  const fate =
    call.kind === 'raw'
      ? fateOfSql(call.literal.value, target.direction)
      : fateOfType(call.literal.value, columnOf(file, call), target.direction);
  return applyFate(file, call, target, fate);
}

const notWritten = 'its text is put together at run time';

function applyFate(
  file: JavaScriptFile,
  call: MigrationCall,
  target: Target,
  fate: SqlFate,
): Rewrite {
  switch (fate.kind) {
    case 'portable':
      return { edits: [], notices: [] };
    case 'impossible':
      return named(file, call, target, fate.reason);
    case 'nothing': {
      const { edits, notices } = skipStatement(file, call, target);
      return { edits, notices: [...notices, ...differences(file, call, fate.differs)] };
    }
    case 'translated':
      return {
        edits: choose(file, call, target, inParentheses(file, call, fate.sql)),
        notices: differences(file, call, fate.differs),
      };
  }
}

function differences(file: JavaScriptFile, call: MigrationCall, reasons: readonly string[]) {
  const place = placeInScript(file, spanOf(call));
  return reasons.map((reason) => notice('knex-sql-differs', place, { reason }));
}

/** The same call with two texts: `/sqlite/.test(knex.client.config.client) ? 'a' : 'b'`. */
function choose(
  { module }: JavaScriptFile,
  call: MigrationCall,
  { isServer }: Target,
  sql: string,
): readonly TextEdit[] {
  const { literal, root } = call;
  if (!literal) return [];
  const { node, quote } = literal;
  const theirs = quoteString(sql, sql.includes('\n') ? '`' : quote);
  const own = textOf(module, node);
  const [onFile, onServer] = isServer ? [own, theirs] : [theirs, own];
  const newText = `${question(root)} ? ${onFile} : ${onServer}`;
  return [{ start: node.from, end: node.to, newText }];
}

/** A default that is an expression stands in parentheses on SQLite. */
function inParentheses({ module }: JavaScriptFile, { node, kind }: MigrationCall, sql: string) {
  const outer = node.parent?.name === 'ArgList' ? node.parent.parent?.firstChild : undefined;
  const isDefault = outer ? textOf(module, outer).endsWith('.defaultTo') : false;
  const isPlain = /^(?:'(?:[^']|'')*'|-?[\d.]+|null|true|false|current_\w+)$/i.test(sql);
  return kind === 'raw' && isDefault && !isPlain ? `(${sql})` : sql;
}

/** What has nothing to do on the target is left out there; in the middle of a chain it selects 1. */
function skipStatement(file: JavaScriptFile, call: MigrationCall, target: Target): Rewrite {
  const { node, root, literal } = call;
  const awaited = node.parent?.name === 'AwaitExpression' ? node.parent : node;
  if (awaited.parent?.name === 'ExpressionStatement' && root !== '') {
    const start = awaited.parent.from;
    const not = target.isServer ? '' : '!';
    return {
      edits: [{ start, end: start, newText: `if (${not}${question(root)}) ` }],
      notices: [],
    };
  }
  if (literal && root !== '') return { edits: choose(file, call, target, 'SELECT 1'), notices: [] };
  return named(file, call, target, `${call.method} is for servers`);
}

function question(root: string): string {
  return `/sqlite/.test(${root}.client.config.client)`;
}

/** Calls of Knex that mean the same on both engines. */
function portableBuilder(
  { module }: JavaScriptFile,
  call: MigrationCall,
  { isServer }: Target,
): TextEdit | undefined {
  const { kind, node, root, literal } = call;
  const value = portableValue(call, isServer ? ofSqlite : ofServer);
  if (value) return { start: node.from, end: node.to, newText: `${root}.${value}` };
  const builder =
    kind === 'specific-type' ? builders[literal?.value.toLowerCase() ?? ''] : undefined;
  const [name] = argumentsOf(node);
  const method = node.firstChild?.lastChild;
  if (isServer || !builder || !name || !method) return undefined;
  return { start: method.from, end: node.to, newText: `${builder}(${textOf(module, name)})` };
}

/** How one engine writes values for which Knex has functions. */
type ValueForms = readonly (readonly [form: RegExp, value: string])[];

const ofServer: ValueForms = [
  [/^(?:now\(\)|current_timestamp)$/, 'fn.now()'],
  [/^(?:gen_random_uuid|uuid_generate_v4)\(\)$/, 'fn.uuid()'],
];

const ofSqlite: ValueForms = [
  [/^\(*\s*(?:current_timestamp|datetime\s*\(\s*['"]now['"]\s*\))\s*\)*$/, 'fn.now()'],
];

function portableValue({ kind, node, root, literal }: MigrationCall, forms: ValueForms) {
  if (kind !== 'raw' || root === '' || !isValue(node)) return undefined;
  const text = literal?.value.trim().toLowerCase() ?? '';
  return forms.find(([form]) => form.test(text))?.[1];
}

/** Types that a builder of their own makes on every engine. */
const builders: Readonly<Record<string, string>> = {
  jsonb: 'jsonb',
  json: 'json',
  uuid: 'uuid',
  text: 'text',
  boolean: 'boolean',
  date: 'date',
  timestamptz: 'timestamp',
  bytea: 'binary',
};

/** Given to another call or as a property's value, not run by itself. */
function isValue({ parent }: MigrationCall['node']): boolean {
  return parent?.name === 'ArgList' || parent?.name === 'Property';
}

function columnOf({ module }: JavaScriptFile, { node }: MigrationCall): string {
  const [name] = argumentsOf(node);
  const written = name && stringLiteral(module, name)?.value;
  return `"${(written ?? 'c').replaceAll('"', '""')}"`;
}

function named(file: JavaScriptFile, call: MigrationCall, target: Target, reason: string): Rewrite {
  const text = textOf(file.module, call.node).replace(/\s+/g, ' ');
  const values = {
    call: text.length > 70 ? `${text.slice(0, 69)}…` : text,
    engine: target.label,
    reason: reason.replace(/\.$/, ''),
  };
  const place = placeInScript(file, spanOf(call));
  return { edits: [], notices: [notice(codeFor(file, call), place, values)] };
}

function codeFor({ module }: JavaScriptFile, { kind, node }: MigrationCall) {
  if (kind === 'specific-type') return 'knex-type-without-counterpart';
  return isInDown(module, node) ? 'knex-down-not-portable' : 'knex-migration-not-portable';
}

const down =
  /^(?:export\s+)?(?:async\s+)?(?:function\s+down\b|(?:module\.)?exports\.down\s*=|(?:const|let|var)\s+down\s*=|down\s*[:(])/;

function isInDown(module: JavaScriptModule, node: JavaScriptNode): boolean {
  for (let at: JavaScriptNode | null = node; at; at = at.parent) {
    if (down.test(textOf(module, at))) return true;
  }
  return false;
}

function spanOf({ node }: MigrationCall) {
  return { start: node.from, end: node.to };
}
