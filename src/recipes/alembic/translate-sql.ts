import { parserIsLoaded } from '../../sql/parser.ts';
import { translate } from '../../sql/translate.ts';
import { isRefused } from '../facts/sql-fate.ts';
import type { SwitchContext } from '../recipe.ts';
import { columnSchema } from '../sqlalchemy/column-schema.ts';
import { ambiguousTables } from '../sqlalchemy/schema-names.ts';
import { fateOf } from './sql-statements.ts';

/**
 * SQL of a revision in the target's form, which is the same text where it is portable; nothing if
 * there is no form that means exactly the same. Times and ids are made as the server defaults of
 * revisions make them, so that a column holds values of one kind.
 */
export function translateSql(sql: string, context: SwitchContext): string | undefined {
  const { source, target, project } = context;
  const newUuid = target.schema.makesUuids ? undefined : target.schema.newUuid;
  const { text, restore } = withoutCalls(sql, newUuid);
  if (!parserIsLoaded()) {
    return fateOf(text, source.sqlalchemyDialect) === 'portable' ? restore(text) : undefined;
  }
  const schema = source.server ? '' : columnSchema(project);
  const { sql: translated, problems } = translate(text, {
    from: source.id,
    to: target.id,
    schema,
  });
  // What runs on both may be the target's text already, from an earlier switch: it stays.
  if (!isRefused(text, problems)) return restore(text);
  const hasOneSchema = ambiguousTables(project).length === 0;
  // A column that a revision adds if it is not there is not there in a history that runs from its start.
  const isExact = problems.every(
    ({ severity, code, fix }) =>
      severity === 'info' ||
      harmless.has(code) ||
      (code === 'alter-table' && fix !== undefined) ||
      (code === 'schema-name' && severity !== 'error' && hasOneSchema),
  );
  return isExact && !/\be'/i.test(translated) ? restore(translated) : undefined;
}

/** `DROP TABLE ... CASCADE`: a history drops what depends on the table itself. */
const harmless: ReadonlySet<string> = new Set(['drop-statement']);

interface Prepared {
  readonly text: string;
  restore(translated: string): string;
}

const pieces =
  /(?<opaque>'(?:[^']|'')*'|"(?:[^"]|"")*"|\$(?<tag>\w*)\$[\s\S]*?\$\k<tag>\$)|\b(?:\w+\.)?(?<uuid>gen_random_uuid|uuid_generate_v[14]\w*)\s*\(\s*\)|\b(?<clock>now|clock_timestamp|transaction_timestamp|statement_timestamp)\s*\(\s*\)/gi;

/**
 * Calls that have a form of their own on the target as `$1`, which the grammar knows; `restore` puts
 * the form in. SQLAlchemy's `:name` is the translator's affair.
 */
function withoutCalls(sql: string, newUuid: string | undefined): Prepared {
  const fillings: string[] = [];
  const text = sql.replace(pieces, (whole: string, ...rest: readonly unknown[]) => {
    const groups = rest.at(-1) as Readonly<Record<string, string | undefined>>;
    if (groups.opaque !== undefined || newUuid === undefined) return whole;
    fillings.push(groups.uuid === undefined ? 'CURRENT_TIMESTAMP' : `(${newUuid})`);
    return `$${fillings.length}`;
  });
  const restore = (translated: string) =>
    translated.replace(/('(?:[^']|'')*')|\$(\d+)/g, (whole: string, literal, digits) =>
      literal === undefined ? (fillings[Number(digits) - 1] ?? whole) : whole,
    );
  return { text, restore };
}
