import { notice } from '../../core/notice.ts';
import { engines } from '../../engines/index.ts';
import { parseDatabaseUrl } from '../../engines/url.ts';
import { dictionaryOf } from '../../formats/python/dictionary.ts';
import { nodesOf, type PythonModule, type PythonNode } from '../../formats/python/module.ts';
import { quoted } from '../../formats/python/quotes.ts';
import {
  replaceString,
  type StringLiteral,
  stringLiteral,
} from '../../formats/python/string-literal.ts';
import { databaseFileFor } from '../facts/target-url.ts';
import { modifyPython, type PythonFile, placeIn, pythonFilesWith } from '../python-files.ts';
import { type Finding, outcome, type Recipe } from '../recipe.ts';

interface TortoiseConnection extends Finding {
  readonly file: PythonFile;
  readonly backend: StringLiteral;
  /** The dictionary of its parts, where that is written out beside it. */
  readonly credentials: PythonNode | undefined;
  readonly database: string;
}

/**
 * Points connections of Tortoise that are written as a dictionary (`"engine"` and `"credentials"`)
 * to a database file.
 * @see https://tortoise.github.io/databases.html#passing-in-custom-credentials
 */
export const tortoiseConnection: Recipe<TortoiseConnection> = {
  id: 'tortoise-connection',
  ecosystem: 'python',
  title: 'Point connections of Tortoise that are written in parts to the target engine',
  detect: (project) =>
    pythonFilesWith(project, /["']tortoise\.backends\.(?:asyncpg|psycopg)["']/).flatMap((file) =>
      nodesOf(file.module.root, 'DictionaryExpression').flatMap((node) => found(file, node)),
    ),
  rewrite({ file, span, backend, credentials, database }, context) {
    const { source, target, goal } = context;
    if (source !== engines.postgresql || target.server) return outcome({});
    const place = placeIn(file, span);
    if (goal.strategy === 'keep-both' || !credentials) {
      const values = { name: backend.value, engine: source.label, target: target.label };
      return outcome({ notices: [notice('settings-parts-left', place, values)] });
    }
    const path = quoted(file.module, databaseFileFor(context, database));
    const key = quoted(file.module, 'file_path');
    const { from: start, to: end } = credentials;
    const edits = [
      replaceString(backend, 'tortoise.backends.sqlite'),
      { start, end, newText: `{${key}: ${path}}` },
    ];
    return outcome({
      changes: [
        {
          title: `Have Tortoise open a file of ${target.label}`,
          why: `It opens a connection to ${source.label} from parts.`,
          change: modifyPython(file, edits),
        },
      ],
    });
  },
};

function found(file: PythonFile, node: PythonNode): readonly TortoiseConnection[] {
  const { module, path } = file;
  const engine = entryOf(module, node, 'engine');
  const backend = engine && stringLiteral(module, engine);
  if (!backend || !/^tortoise\.backends\.(?:asyncpg|psycopg)$/.test(backend.value)) return [];
  const given = entryOf(module, node, 'credentials');
  const credentials = given?.name === 'DictionaryExpression' ? given : undefined;
  const named = credentials && entryOf(module, credentials, 'database');
  const database = (named && stringLiteral(module, named)?.value) ?? '';
  const url = parseDatabaseUrl(`postgresql://localhost/${database}`);
  const connection = { role: 'supplies', name: 'credentials', ...(url && { url }) } as const;
  return [
    {
      path,
      span: { start: node.from, end: node.to },
      engine: engines.postgresql.id,
      label: `connection of Tortoise in ${path}`,
      connection,
      file,
      backend,
      credentials,
      database,
    },
  ];
}

function entryOf(module: PythonModule, node: PythonNode, key: string): PythonNode | undefined {
  return dictionaryOf(module, node)?.entries.find((entry) => entry.key === key)?.value;
}
