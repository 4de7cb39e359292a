import type { TextEdit } from '../../core/edit.ts';
import { notice } from '../../core/notice.ts';
import { childrenOf, nodesOf, spanOf, textOf } from '../../formats/javascript/module.ts';
import {
  type JavaScriptFile,
  javascriptFilesWith,
  placeInScript,
} from '../facts/javascript-files.ts';
import { knexConfigsOf } from '../facts/knex-configs.ts';
import { type Finding, outcome, type Recipe, type SwitchContext } from '../recipe.ts';
import { type RawResult, rawResultOf } from './knex-raw-result.ts';

interface RawRows extends Finding {
  readonly file: JavaScriptFile;
  readonly result: RawResult;
}

/**
 * Takes the rows of raw queries as the target gives them: an object with `rows` on a server, an
 * array on SQLite. Where both engines stay, the result is brought into the form that is read.
 * @see https://knexjs.org/guide/raw.html
 */
export const knexRawRows: Recipe<RawRows> = {
  id: 'knex-raw-rows',
  ecosystem: 'node',
  title: 'Take the rows of knex.raw() as the target gives them',
  detect(project) {
    const [config] = knexConfigsOf(project);
    if (!config) return [];
    return javascriptFilesWith(project, /\.raw\b/).flatMap((file) =>
      nodesOf(file.module.root, 'CallExpression').flatMap((call): readonly RawRows[] => {
        const result = rawResultOf(file.module, call);
        if (!result) return [];
        const { path } = file;
        const label = `raw query in ${path}`;
        const engine = config.engine.id;
        return [{ path, span: spanOf(call), engine, label, file, result }];
      }),
    );
  },
  rewrite(finding, context) {
    const { file: script, result, span } = finding;
    const { source, target } = context;
    if (result.reads === 'rows' ? !source.server : !target.server) return outcome({});
    const edits = editsOf(finding, context);
    if (edits.length === 0) {
      const [server, file] = source.server ? [source, target] : [target, source];
      const values = { server: server.label, file: file.label, target: target.label };
      return outcome({ notices: [notice('knex-raw-rows', placeInScript(script, span), values)] });
    }
    const { path, hash } = script.source;
    return outcome({
      changes: [
        {
          title: `Take the rows of a raw query as ${target.label} gives them`,
          why: 'A raw query gives an object with rows on a server and an array on SQLite.',
          change: { kind: 'modify', path, hash, edits },
        },
      ],
    });
  },
};

const asObject = '.then((result) => (Array.isArray(result) ? { rows: result } : result))';
const asArray = '.then((result) => result.rows ?? result)';

function editsOf({ file, result }: RawRows, { goal, source }: SwitchContext): readonly TextEdit[] {
  const { call, awaited } = result;
  const behindCall = (newText: string) => [{ start: call.to, end: call.to, newText }];
  if (result.reads === 'rows') {
    const plain = source.server && goal.strategy === 'replace' ? withoutRows(file, result) : [];
    return plain.length > 0 ? plain : behindCall(asObject);
  }
  if (!result.isQuery || !awaited) return [];
  if (goal.strategy === 'keep-both') return behindCall(asArray);
  return [
    { start: awaited.from, end: awaited.from, newText: '(' },
    { start: awaited.to, end: awaited.to, newText: ').rows' },
  ];
}

/** `const { rows: x } = await ...` to `const x = await ...`, `(await ...).rows` to `(await ...)`. */
function withoutRows({ module }: JavaScriptFile, { pattern, member }: RawResult) {
  if (member) {
    const [object] = childrenOf(member);
    return object ? [{ start: object.to, end: member.to, newText: '' }] : [];
  }
  const [property, second] = pattern?.getChildren('PatternProperty') ?? [];
  const name = property?.lastChild;
  if (!pattern || !property || second || !name || /^Pattern|=/.test(textOf(module, property))) {
    return [];
  }
  return [{ start: pattern.from, end: pattern.to, newText: textOf(module, name) }];
}
