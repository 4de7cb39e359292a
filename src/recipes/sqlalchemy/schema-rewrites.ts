import type { TextEdit } from '../../core/edit.ts';
import { notice } from '../../core/notice.ts';
import { argumentsOf, removeArguments } from '../../formats/python/arguments.ts';
import {
  childrenOf,
  nodesOf,
  type PythonModule,
  type PythonNode,
  textOf,
} from '../../formats/python/module.ts';
import { replaceString, stringLiteral } from '../../formats/python/string-literal.ts';
import { type PythonFile, placeIn } from '../python-files.ts';
import type { SwitchContext } from '../recipe.ts';
import type { ToldRewrite } from './constraint-rewrites.ts';
import { noRewrite } from './finish-rewrite.ts';
import { ambiguousTables, type SchemaPlace, schemaNames, schemaPlaces } from './schema-names.ts';
import { calledMethod } from './type-uses.ts';

/** The schema that tables lie in without being asked: to leave it out changes nothing. */
const defaultSchema = 'public';

/** Whether a place's schema can go. */
export function isSchemaRemovable(
  { name }: SchemaPlace,
  { goal, target, project }: SwitchContext,
): boolean {
  if (target.schema.hasSchemas || name === undefined) return false;
  if (name === defaultSchema) return true;
  return goal.strategy === 'replace' && ambiguousTables(project).length === 0;
}

/**
 * Takes schemas away where the target has none: from tables, operations and foreign keys. `apart`
 * are the places of calls that lose theirs otherwise.
 */
export function schemaRewrites(
  file: PythonFile,
  context: SwitchContext,
  apart: ReadonlySet<number> = new Set(),
): readonly ToldRewrite[] {
  if (context.target.schema.hasSchemas) return [];
  const { module } = file;
  const places = schemaPlaces(module).filter(({ owner }) => !apart.has(owner.from));
  const told = places.map((place): ToldRewrite => {
    if (isSchemaRemovable(place, context)) {
      return { rewrite: { edits: removal(module, place), imports: [] }, notices: [] };
    }
    if (textOf(module, place.value) === 'None') return { rewrite: noRewrite, notices: [] };
    const values = { schema: textOf(module, place.value), engine: context.target.label };
    return {
      rewrite: noRewrite,
      notices: [notice('schema-not-portable', placeIn(file, place), values)],
    };
  });
  const edits = foreignKeys(module, context);
  return [...told, { rewrite: { edits, imports: [] }, notices: [] }];
}

function removal(module: PythonModule, place: SchemaPlace): readonly TextEdit[] {
  const { owner } = place;
  if (owner.name === 'CallExpression') {
    const doomed = argumentsOf(module, owner).filter(({ start }) => start === place.start);
    return removeArguments(module, owner, doomed);
  }
  return [entryRemoval(owner, place)];
}

/** A dictionary's entry goes with the comma behind it, the last one with that before it. */
function entryRemoval(dictionary: PythonNode, { start, end }: SchemaPlace): TextEdit {
  const nodes = childrenOf(dictionary).filter(({ name }) => name !== 'Comment');
  const after = nodes.findIndex(({ from }) => from >= end);
  const next = nodes[after + 1];
  if (nodes[after]?.name === ',' && next && next.name !== '}') {
    return { start, end: next.from, newText: '' };
  }
  const before = nodes.findLast(({ to }) => to <= start);
  return { start: before?.name === ',' ? before.from : start, end, newText: '' };
}

/** `ForeignKey("shop.users.id")` names the schema too. */
function foreignKeys(module: PythonModule, context: SwitchContext): readonly TextEdit[] {
  const names = schemaNames(context.project);
  const calls = nodesOf(module.root, 'CallExpression').filter((call) =>
    /^(?:ForeignKey|ForeignKeyConstraint)$/.test(calledMethod(module, call)),
  );
  return calls.flatMap((call) =>
    argumentsOf(module, call)
      .filter(({ name }) => name === '' || name === 'refcolumns')
      .flatMap(({ value }) => [value, ...nodesOf(value, 'String')])
      .flatMap((node): readonly TextEdit[] => {
        const literal = stringLiteral(module, node);
        const parts = literal?.value.split('.') ?? [];
        const [schema = ''] = parts;
        const isKnown =
          schema === defaultSchema || (names.has(schema) && isRemoved(schema, context));
        if (!literal || parts.length !== 3 || !isKnown) return [];
        return [replaceString(literal, parts.slice(1).join('.'))];
      }),
  );
}

function isRemoved(name: string, { goal, project }: SwitchContext): boolean {
  return (
    name === defaultSchema || (goal.strategy === 'replace' && ambiguousTables(project).length === 0)
  );
}
