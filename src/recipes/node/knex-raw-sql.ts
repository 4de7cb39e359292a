import { notice } from '../../core/notice.ts';
import {
  type JavaScriptModule,
  type JavaScriptNode,
  nodesOf,
  spanOf,
  textOf,
} from '../../formats/javascript/module.ts';
import {
  replaceString,
  type StringLiteral,
  stringLiteral,
} from '../../formats/javascript/string-literal.ts';
import { callsSqliteFunction } from '../../sql/facts/sqlite-functions.ts';
import {
  type JavaScriptFile,
  javascriptFilesWith,
  placeInScript,
} from '../facts/javascript-files.ts';
import { knexConfigsOf } from '../facts/knex-configs.ts';
import { type Finding, outcome, type Recipe, type SwitchContext } from '../recipe.ts';
import { argumentsOf, isKnexMigration } from './knex-migration-calls.ts';
import { fateOfSql, type SqlFate } from './knex-migration-sql.ts';

interface RawFile extends Finding {
  readonly file: JavaScriptFile;
  readonly literals: readonly StringLiteral[];
}

/** Methods of Knex whose first argument is a statement or a condition. */
const takers = /^(?:raw|(?:or|and)?[wW]hereRaw|(?:or|and)?[hH]avingRaw)$/;

/**
 * Translates the SQL that code gives to Knex as text. Migrations have a recipe of their own.
 * @see https://knexjs.org/guide/raw.html
 */
export const knexRawSql: Recipe<RawFile> = {
  id: 'knex-raw-sql',
  ecosystem: 'node',
  title: 'Translate the SQL that code gives to knex.raw()',
  beyondConfiguration: true,
  detect(project) {
    if (knexConfigsOf(project).length === 0) return [];
    return javascriptFilesWith(project, /\b(?:raw|\w*Raw)\s*\(/).flatMap((file) => {
      const literals = isKnexMigration(file.source.text) ? [] : rawTexts(file.module);
      const [first] = literals;
      if (!first) return [];
      const { path } = file;
      return [{ path, span: spanOf(first.node), label: `raw SQL in ${path}`, file, literals }];
    });
  },
  rewrite({ file, literals }, context) {
    const { source, target, goal, runsOn } = context;
    const fates = literals.map((literal) => ({ literal, fate: fateOfLiteral(literal, context) }));
    const isReplaced = goal.strategy === 'replace' && runsOn === source.id;
    const notices = fates.flatMap((each) =>
      noticesOf(file, each, { engine: target.label, isReplaced }),
    );
    const edits = isReplaced
      ? fates.flatMap(({ literal, fate }) =>
          fate?.kind === 'translated' ? replaceString(literal, fate.sql) : [],
        )
      : [];
    if (edits.length === 0) return outcome({ notices });
    const { path, hash } = file.source;
    return outcome({
      changes: [
        {
          title: `Write the raw SQL of ${path.slice(path.lastIndexOf('/') + 1)} for ${target.label}`,
          why: `${target.label} does not run it as it stands.`,
          change: { kind: 'modify', path, hash, edits },
        },
      ],
      notices,
    });
  },
};

function rawTexts(module: JavaScriptModule): readonly StringLiteral[] {
  return nodesOf(module.root, 'CallExpression').flatMap((call) => {
    const [first] = isTaker(module, call) ? argumentsOf(call) : [];
    return (first && stringLiteral(module, first)) ?? [];
  });
}

function isTaker(module: JavaScriptModule, { firstChild }: JavaScriptNode): boolean {
  const method = firstChild?.name === 'MemberExpression' ? firstChild.lastChild : null;
  return method !== null && takers.test(textOf(module, method));
}

/** `undefined` for a text that is known at run time only. */
function fateOfLiteral(
  { value, holes }: StringLiteral,
  { source, target }: SwitchContext,
): SqlFate | undefined {
  if (!target.server && callsSqliteFunction(value)) return { kind: 'portable' };
  return holes.length > 0 ? undefined : fateOfSql(value, { from: source.id, to: target.id });
}

interface Telling {
  readonly engine: string;
  readonly isReplaced: boolean;
}

function noticesOf(
  file: JavaScriptFile,
  { literal, fate }: { readonly literal: StringLiteral; readonly fate: SqlFate | undefined },
  { engine, isReplaced }: Telling,
) {
  const place = placeInScript(file, spanOf(literal.node));
  switch (fate?.kind) {
    case undefined:
      return [notice('statement-unread', place, { engine })];
    case 'portable':
      return [];
    case 'impossible':
      return [notice('statement-not-translated', place, { engine, reason: fate.reason })];
    case 'nothing':
      return [notice('statement-needless', place, { engine })];
    case 'translated': {
      const differs = fate.differs.map((reason) =>
        notice('statement-differs', place, { engine, reason }),
      );
      const left = notice('statement-left', place, { engine, translated: fate.sql });
      return isReplaced ? differs : [...differs, left];
    }
  }
}
