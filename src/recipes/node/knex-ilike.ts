import type { TextEdit } from '../../core/edit.ts';
import type { Engine } from '../../engines/engine.ts';
import { type JavaScriptModule, nodesOf, spanOf, textOf } from '../../formats/javascript/module.ts';
import { stringLiteral } from '../../formats/javascript/string-literal.ts';
import { type JavaScriptFile, javascriptFilesWith } from '../facts/javascript-files.ts';
import { knexConfigsOf } from '../facts/knex-configs.ts';
import { type Finding, outcome, type Recipe } from '../recipe.ts';
import { argumentsOf } from './knex-migration-calls.ts';

interface IlikeFile extends Finding {
  readonly file: JavaScriptFile;
  readonly edits: readonly TextEdit[];
}

/** Knex's methods that compile to what each engine has for a search without case. */
const methods: Readonly<Record<string, string>> = {
  where: 'whereILike',
  andWhere: 'andWhereILike',
  orWhere: 'orWhereILike',
};

/**
 * Writes `where('name', 'ilike', x)` as `whereILike('name', x)`, which runs on every engine: the
 * operator is PostgreSQL's alone.
 * @see https://knexjs.org/guide/query-builder.html#whereilike
 */
export const knexIlike: Recipe<IlikeFile> = {
  id: 'knex-ilike',
  ecosystem: 'node',
  title: 'Write searches without case in the form of Knex that every engine takes',
  beyondConfiguration: true,
  detect(project) {
    const [config] = knexConfigsOf(project);
    if (!config) return [];
    return javascriptFilesWith(project, /['"`]ilike['"`]/i).flatMap((file) =>
      searchesIn(file, config.engine),
    );
  },
  rewrite({ file, edits }, { source, target }) {
    if (!source.server || target.server) return outcome({});
    const { path, hash } = file.source;
    return outcome({
      changes: [
        {
          title: 'Search without case with whereILike',
          why: `${target.label} has no operator ilike; Knex knows what it has.`,
          change: { kind: 'modify', path, hash, edits },
        },
      ],
    });
  },
};

function searchesIn(file: JavaScriptFile, engine: Engine): readonly IlikeFile[] {
  const { path, module } = file;
  const edits = editsIn(module);
  const [first] = edits;
  if (!first) return [];
  const label = `ilike in ${path}`;
  return [
    { path, span: { start: first.start, end: first.end }, engine: engine.id, label, file, edits },
  ];
}

function editsIn(module: JavaScriptModule): readonly TextEdit[] {
  return nodesOf(module.root, 'CallExpression').flatMap((call) => {
    const name = call.firstChild?.name === 'MemberExpression' ? call.firstChild.lastChild : null;
    const method = name ? methods[textOf(module, name)] : undefined;
    const [column, operator, value] = argumentsOf(call);
    const sign = operator && stringLiteral(module, operator)?.value.toLowerCase();
    if (!name || !method || !column || !operator || !value || sign !== 'ilike') return [];
    return [
      { ...spanOf(name), newText: method },
      { start: column.to, end: operator.to, newText: '' },
    ];
  });
}
