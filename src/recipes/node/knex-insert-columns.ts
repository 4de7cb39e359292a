import { notice } from '../../core/notice.ts';
import type { Engine } from '../../engines/engine.ts';
import {
  childrenOf,
  type JavaScriptNode,
  nodesOf,
  spanOf,
  textOf,
} from '../../formats/javascript/module.ts';
import { propertiesOf } from '../../formats/javascript/objects.ts';
import {
  type JavaScriptFile,
  javascriptFilesWith,
  placeInScript,
} from '../facts/javascript-files.ts';
import { knexConfigsOf } from '../facts/knex-configs.ts';
import { type Finding, outcome, type Recipe } from '../recipe.ts';
import { argumentsOf } from './knex-migration-calls.ts';

interface UnevenInsert extends Finding {
  readonly file: JavaScriptFile;
  /** Columns that some of the rows have and some have not. */
  readonly columns: readonly string[];
}

/**
 * Names inserts whose rows have different columns: where there is no DEFAULT in VALUES, Knex writes
 * NULL for what a row leaves out, and not the column's default.
 * @see https://knexjs.org/guide/query-builder.html#insert
 */
export const knexInsertColumns: Recipe<UnevenInsert> = {
  id: 'knex-insert-columns',
  ecosystem: 'node',
  title: 'Name inserts through Knex whose rows have different columns',
  beyondConfiguration: true,
  detect(project) {
    const [config] = knexConfigsOf(project);
    if (!config) return [];
    return javascriptFilesWith(project, /\.insert\(/).flatMap((file) =>
      insertsIn(file, config.engine),
    );
  },
  rewrite({ file, span, columns }, { source, target }) {
    if (!source.server || target.server) return outcome({});
    const values = { columns: columns.join(', '), source: source.label, target: target.label };
    const place = placeInScript(file, span);
    return outcome({ notices: [notice('knex-insert-uneven', place, values)] });
  },
};

function insertsIn(file: JavaScriptFile, engine: Engine): readonly UnevenInsert[] {
  const { module, path } = file;
  return nodesOf(module.root, 'CallExpression').flatMap((call) => {
    const callee = call.firstChild;
    const [rows] = argumentsOf(call);
    const isInsert =
      callee?.name === 'MemberExpression' && /\.insert$/.test(textOf(module, callee));
    const columns = isInsert && rows?.name === 'ArrayExpression' ? uneven(file, rows) : [];
    if (!rows || columns.length === 0) return [];
    const label = `insert in ${path}`;
    return { path, span: spanOf(rows), engine: engine.id, label, file, columns };
  });
}

/** The columns that not every row of a list has; none where a row is no literal. */
function uneven({ module }: JavaScriptFile, rows: JavaScriptNode): readonly string[] {
  const items = childrenOf(rows).filter(({ name }) => !/^[[\],]$|Comment$/.test(name));
  const known = items.every(
    (item) =>
      item.name === 'ObjectExpression' &&
      propertiesOf(module, item).every(({ kind }) => kind === 'pair' || kind === 'shorthand'),
  );
  if (!known) return [];
  const lists = items.map((item) => propertiesOf(module, item).map(({ name }) => name));
  return [...new Set(lists.flat())].filter((name) => !lists.every((list) => list.includes(name)));
}
