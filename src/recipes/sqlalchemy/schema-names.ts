import { oncePer } from '../../core/once-per.ts';
import { argumentsOf } from '../../formats/python/arguments.ts';
import {
  childrenOf,
  nodesOf,
  type PythonModule,
  type PythonNode,
  textOf,
} from '../../formats/python/module.ts';
import { stringLiteral } from '../../formats/python/string-literal.ts';
import type { Project } from '../project.ts';
import { pythonFilesWith } from '../python-files.ts';
import { calledMethod } from './type-uses.ts';

/** A place that names the schema of a table. */
export interface SchemaPlace {
  /** The argument or dictionary entry as a whole. */
  readonly start: number;
  readonly end: number;
  readonly value: PythonNode;
  /** The schema, where it is written out. */
  readonly name?: string;
  /** The call whose argument it is, or the dictionary. */
  readonly owner: PythonNode;
}

/** Calls that take a table's schema. */
const schemaCalls =
  /^(?:Table|MetaData|configure|batch_alter_table|(?:create|drop|rename)_table|(?:add|alter|drop)_column|(?:create|drop)_(?:index|constraint|table_comment)|create_(?:unique_constraint|check_constraint|primary_key|foreign_key|exclude_constraint)|bulk_insert|ENUM|Enum|Sequence)$/;

/** Tables, and a schema given to something. */
const marker =
  /^(?=[\s\S]*(?:\bsqlalchemy\b|\bsqlmodel\b|\balembic\b|\bdb\.))[\s\S]*(?:schema\s*=|["']schema["']\s*:)/;

const schemaWords = /^(?:schema|source_schema|referent_schema|version_table_schema)$/;

/** The places of a file that name schemas: keyword arguments, and `__table_args__`. */
export function schemaPlaces(module: PythonModule): readonly SchemaPlace[] {
  const inCalls = nodesOf(module.root, 'CallExpression').flatMap((call) => {
    if (!schemaCalls.test(calledMethod(module, call))) return [];
    return argumentsOf(module, call)
      .filter(({ name }) => schemaWords.test(name))
      .map(({ start, end, value }) => place(module, { start, end, value, owner: call }));
  });
  const inDictionaries = nodesOf(module.root, 'DictionaryExpression').flatMap((dictionary) =>
    isTableArgs(module, dictionary) ? entriesOf(module, dictionary) : [],
  );
  return [...inCalls, ...inDictionaries];
}

function place(module: PythonModule, found: Omit<SchemaPlace, 'name'>): SchemaPlace {
  const literal = stringLiteral(module, found.value);
  return { ...found, ...(literal && literal.holes.length === 0 && { name: literal.value }) };
}

/** Whether a dictionary is the value of `__table_args__`, or the last one of its tuple. */
function isTableArgs(module: PythonModule, dictionary: PythonNode): boolean {
  for (let at: PythonNode | null = dictionary; at; at = at.parent) {
    if (at.name === 'AssignStatement') {
      return at.firstChild !== null && textOf(module, at.firstChild) === '__table_args__';
    }
    if (at.name === 'CallExpression' || at.name === 'Body') return false;
  }
  return false;
}

function entriesOf(module: PythonModule, dictionary: PythonNode): readonly SchemaPlace[] {
  const nodes = childrenOf(dictionary);
  return nodes.flatMap((node, index): readonly SchemaPlace[] => {
    const value = nodes[index + 2];
    if (nodes[index + 1]?.name !== ':' || !value) return [];
    if (stringLiteral(module, node)?.value !== 'schema') return [];
    return [place(module, { start: node.from, end: value.to, value, owner: dictionary })];
  });
}

/** The schemas that a project's tables lie in, as far as they are written out. */
export const schemaNames: (project: Project) => ReadonlySet<string> = oncePer(
  (project: Project) =>
    new Set(
      pythonFilesWith(project, marker).flatMap(({ module }) =>
        schemaPlaces(module).flatMap(({ name }) => name ?? []),
      ),
    ),
);

/** Tables that have one name in two schemas: without schemas they would be one. */
export const ambiguousTables: (project: Project) => readonly string[] = oncePer(
  (project: Project) => {
    const schemas = new Map<string, Set<string>>();
    for (const { module } of pythonFilesWith(project, marker)) {
      for (const { table, schema } of tablesOf(module)) {
        schemas.set(table, (schemas.get(table) ?? new Set()).add(schema));
      }
    }
    return [...schemas].flatMap(([table, names]) => (names.size > 1 ? [table] : []));
  },
);

function tablesOf(module: PythonModule): readonly { table: string; schema: string }[] {
  const calls = nodesOf(module.root, 'CallExpression').flatMap((call) => {
    if (!/^(?:create_table|Table)$/.test(calledMethod(module, call))) return [];
    const [first] = argumentsOf(module, call);
    const table = first && stringLiteral(module, first.value)?.value;
    const schema = schemaPlaces(module).find(({ owner }) => owner.from === call.from)?.name ?? '';
    return table === undefined ? [] : [{ table, schema }];
  });
  return calls;
}
