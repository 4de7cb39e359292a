import type { TextEdit } from '../../core/edit.ts';
import { argumentsOf, keyword, removeArguments } from '../../formats/python/arguments.ts';
import { type Reference, referenceTo } from '../../formats/python/import-edits.ts';
import { type PythonModule, textOf } from '../../formats/python/module.ts';
import { quoted } from '../../formats/python/quotes.ts';
import { replaceString } from '../../formats/python/string-literal.ts';
import type { SwitchContext } from '../recipe.ts';
import { type ColumnCall, isCountingKey, type ServerDefault } from './columns.ts';
import { noRewrite, type PythonRewrite } from './finish-rewrite.ts';
import { type DefaultSource, keepsText, readServerDefault } from './server-default.ts';

/** What becomes of one server default of a model. */
export interface DefaultOutcome {
  readonly rewrite: PythonRewrite;
  /** `lost`: no form on the target. `zone`: depends on the session's zone. `python`: made in Python now. */
  readonly tells?: 'lost' | 'zone' | 'python';
}

interface ModelDefault {
  readonly module: PythonModule;
  readonly at: ServerDefault;
  readonly source: DefaultSource;
  readonly context: SwitchContext;
  /** The keyword of defaults that Python computes. */
  readonly keyword: 'default' | 'insert_default';
}

/** Turns a server default of a model into one that the target computes, or that Python does. */
export function convertModelDefault(
  module: PythonModule,
  at: ServerDefault,
  context: SwitchContext,
  keyword: ModelDefault['keyword'],
): DefaultOutcome {
  const source = readServerDefault(module, at, context.source.sqlalchemyDialect);
  if (!source) return { rewrite: noRewrite };
  const model: ModelDefault = { module, at, source, context, keyword };
  switch (source.portable.kind) {
    case 'portable':
      return { rewrite: noRewrite };
    case 'sql':
      return { rewrite: withSql(model, source.portable.text) };
    case 'utc-now': {
      const rewrite = withSql(model, 'CURRENT_TIMESTAMP');
      return context.goal.strategy === 'keep-both' ? { rewrite, tells: 'zone' } : { rewrite };
    }
    case 'uuid':
      return withUuid(model);
    case 'list':
      return { rewrite: withList(model, source.portable.json) };
    case 'sequence':
      return isCountingKey(module, at.column)
        ? { rewrite: removed(model) }
        : lostUnlessGiven(model);
    case 'unknown':
      return lostUnlessGiven(model);
  }
}

/** A default that Python gives anyway is never asked of the database. */
function lostUnlessGiven({ module, at }: ModelDefault): DefaultOutcome {
  const given = hasPythonDefault(module, at.column);
  return given ? { rewrite: noRewrite } : { rewrite: noRewrite, tells: 'lost' };
}

function hasPythonDefault(module: PythonModule, { call }: ColumnCall): boolean {
  return ['default', 'insert_default', 'default_factory'].some((name) => {
    const argument = keyword(module, call, name);
    return argument !== undefined && textOf(module, argument.value) !== 'None';
  });
}

/** New SQL in the literal that is there, or SQLAlchemy's own spelling of it. */
function withSql({ module, at, source }: ModelDefault, sql: string): PythonRewrite {
  if (source.literal && source.form === 'sql') {
    return { edits: [replaceString(source.literal, sql)], imports: [] };
  }
  const { text, imports } = sqlReference(module, sql);
  return { edits: [{ start: at.value.from, end: at.value.to, newText: text }], imports };
}

function sqlReference(module: PythonModule, sql: string): Reference {
  if (sql === 'true' || sql === 'false') {
    const { text, imports } = referenceTo(module, 'sqlalchemy', sql);
    return { text: `${text}()`, imports };
  }
  if (sql === 'CURRENT_TIMESTAMP') {
    const { text, imports } = referenceTo(module, 'sqlalchemy', 'func');
    return { text: `${text}.now()`, imports };
  }
  const { text, imports } = referenceTo(module, 'sqlalchemy', 'text');
  return { text: `${text}(${quoted(module, sql)})`, imports };
}

function withUuid(model: ModelDefault): DefaultOutcome {
  const { module, at, source, context } = model;
  if (hasPythonDefault(module, at.column)) return { rewrite: removed(model) };
  const { schema } = context.target;
  if (schema.makesUuids && source.form === 'sql') {
    const sql = keepsText(module, at.column) ? schema.newUuidText : schema.newUuid;
    return { rewrite: withSql(model, sql) };
  }
  const { text, imports } = referenceTo(module, 'uuid', 'uuid4');
  const maker = keepsText(module, at.column) ? `lambda: str(${text}())` : text;
  return { rewrite: { edits: [inPython(model, maker)], imports }, tells: 'python' };
}

function withList(model: ModelDefault, json: string): PythonRewrite {
  const { module, at, source, context } = model;
  if (context.goal.strategy === 'keep-both') {
    if (hasPythonDefault(module, at.column)) return removed(model);
    const maker = json === '[]' ? 'list' : `lambda: ${json.replace(/\bnull\b/g, 'None')}`;
    return { edits: [inPython(model, maker)], imports: [] };
  }
  if (source.literal && source.form === 'value') {
    return { edits: [replaceString(source.literal, json)], imports: [] };
  }
  return withSql(model, `'${json.replaceAll("'", "''")}'`);
}

/** The server default replaced by one that Python computes. */
function inPython({ module, at, keyword: name }: ModelDefault, maker: string): TextEdit {
  const maybe = at.column.maker === 'mapped_column' ? name : 'default';
  const newText = at.form === 'entry' ? `${quoted(module, maybe)}: ${maker}` : `${maybe}=${maker}`;
  return { start: at.start, end: at.end, newText };
}

function removed({ module, at }: ModelDefault): PythonRewrite {
  const { call } = at.column;
  const doomed = argumentsOf(module, call).filter(({ name }) => name === 'server_default');
  return {
    edits: at.form === 'argument' ? removeArguments(module, call, doomed) : [],
    imports: [],
  };
}
