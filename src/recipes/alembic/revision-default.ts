import { keyword } from '../../formats/python/arguments.ts';
import { referenceTo } from '../../formats/python/import-edits.ts';
import { calledName } from '../../formats/python/imports.ts';
import { nodesOf, type PythonModule, textOf } from '../../formats/python/module.ts';
import { quoted } from '../../formats/python/quotes.ts';
import { replaceString } from '../../formats/python/string-literal.ts';
import type { SwitchContext } from '../recipe.ts';
import { type ServerDefault, serverDefaults } from '../sqlalchemy/columns.ts';
import { noRewrite, type PythonRewrite } from '../sqlalchemy/finish-rewrite.ts';
import { convertModelDefault, type DefaultOutcome } from '../sqlalchemy/model-default.ts';
import { type DefaultSource, keepsText, readServerDefault } from '../sqlalchemy/server-default.ts';
import { dialectTest } from './guards.ts';

/** The server defaults that a revision gives: to new columns and to altered ones. */
export function revisionDefaults(module: PythonModule): readonly ServerDefault[] {
  const altered = nodesOf(module.root, 'CallExpression').flatMap(
    (call): readonly ServerDefault[] => {
      if (!/\.alter_column$/.test(calledName(module, call) ?? '')) return [];
      const type = keyword(module, call, 'type_') ?? keyword(module, call, 'existing_type');
      const column = {
        call,
        maker: 'Column' as const,
        name: '',
        annotation: '',
        ...(type && { type: type.value }),
      };
      return ['server_default', 'existing_server_default'].flatMap((name) => {
        const argument = keyword(module, call, name);
        if (!argument) return [];
        const { value, start, end } = argument;
        return [{ column, value, start, end, form: 'argument' as const, argument }];
      });
    },
  );
  return [...serverDefaults(module), ...altered];
}

/**
 * Turns a server default of a revision into one that the target computes. The database itself has
 * to: rows of raw SQL rely on it. To keep both engines the revision chooses by dialect.
 */
export function convertRevisionDefault(
  module: PythonModule,
  at: ServerDefault,
  context: SwitchContext,
): DefaultOutcome {
  const source = readServerDefault(module, at, context.source.sqlalchemyDialect);
  if (!source) return { rewrite: noRewrite };
  switch (source.portable.kind) {
    case 'uuid': {
      const { schema } = context.target;
      const sql = keepsText(module, at.column) ? schema.newUuidText : schema.newUuid;
      return { rewrite: bySql(module, at, { source, sql, context }) };
    }
    case 'list':
      return {
        rewrite: bySql(module, at, {
          source,
          sql: `'${source.portable.json.replaceAll("'", "''")}'`,
          context,
        }),
      };
    default:
      return convertModelDefault(module, at, context, 'default');
  }
}

interface NewSql {
  readonly source: DefaultSource;
  readonly sql: string;
  readonly context: SwitchContext;
}

function bySql(
  module: PythonModule,
  at: ServerDefault,
  { source, sql, context }: NewSql,
): PythonRewrite {
  const { literal, form } = source;
  const bothKept = context.goal.strategy === 'keep-both';
  if (literal && form === 'sql' && !bothKept) {
    return { edits: [replaceString(literal, sql)], imports: [] };
  }
  const written = textOf(module, at.value);
  const { text: textCall, imports } = referenceTo(module, 'sqlalchemy', 'text');
  const text = form === 'sql' ? quoted(module, sql) : `${textCall}(${quoted(module, sql)})`;
  const node = literal && form === 'sql' ? literal.node : at.value;
  const before = literal && form === 'sql' ? textOf(module, literal.node) : written;
  const test = dialectTest(module, context.source.sqlalchemyDialect);
  const newText = bothKept ? `${before} if ${test} else ${text}` : text;
  return {
    edits: [{ start: node.from, end: node.to, newText }],
    imports: form === 'sql' ? [] : imports,
  };
}
