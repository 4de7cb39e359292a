import { notice } from '../../core/notice.ts';
import type { Engine } from '../../engines/engine.ts';
import {
  childrenOf,
  type JavaScriptNode,
  nodesOf,
  spanOf,
  textOf,
} from '../../formats/javascript/module.ts';
import {
  type JavaScriptFile,
  javascriptFilesWith,
  placeInScript,
} from '../facts/javascript-files.ts';
import { knexConfigsOf } from '../facts/knex-configs.ts';
import { type Finding, outcome, type Recipe } from '../recipe.ts';

interface RawRows extends Finding {
  readonly file: JavaScriptFile;
}

/** Names code that takes `.rows` of a raw query, whose result has another form on each engine. */
export const knexRawRows: Recipe<RawRows> = {
  id: 'knex-raw-rows',
  ecosystem: 'node',
  title: 'Name code that reads the rows of knex.raw()',
  beyondConfiguration: true,
  detect(project) {
    const [config] = knexConfigsOf(project);
    if (!config) return [];
    return javascriptFilesWith(project, /\.raw\(/).flatMap((file) =>
      rawRowsIn(file, config.engine),
    );
  },
  rewrite({ file, span }, { source, target }) {
    if (!source.server) return outcome({});
    const values = { source: source.label, target: target.label };
    return outcome({ notices: [notice('knex-raw-rows', placeInScript(file, span), values)] });
  },
};

function rawRowsIn(file: JavaScriptFile, engine: Engine): readonly RawRows[] {
  const { module } = file;
  const calls = nodesOf(module.root, 'CallExpression').filter(({ firstChild }) => {
    return firstChild?.name === 'MemberExpression' && textOf(module, firstChild).endsWith('.raw');
  });
  return calls.flatMap((call) => {
    if (!readsRows(file, call)) return [];
    const { path } = file;
    return { path, span: spanOf(call), engine: engine.id, label: `raw query in ${path}`, file };
  });
}

/** `(await x.raw(...)).rows`, `const { rows } = await ...`, `const r = await ...` with `r.rows`. */
function readsRows({ module }: JavaScriptFile, call: JavaScriptNode): boolean {
  let at = call.parent;
  while (at && /^(?:AwaitExpression|ParenthesizedExpression)$/.test(at.name)) at = at.parent;
  if (at?.name === 'MemberExpression') return isRows(textOf(module, at));
  if (at?.name !== 'VariableDeclaration') return false;
  const pattern = at.getChild('ObjectPattern');
  if (pattern) {
    return pattern.getChildren('PatternProperty').some((part) => {
      const [first] = childrenOf(part);
      return first !== undefined && textOf(module, first) === 'rows';
    });
  }
  const name = at.getChild('VariableDefinition');
  const use = name && new RegExp(`\\b${textOf(module, name)}\\.rows\\b`);
  return use?.test(module.text.slice(at.to)) ?? false;
}

function isRows(text: string): boolean {
  return /\)\s*\??\.rows$/.test(text);
}
