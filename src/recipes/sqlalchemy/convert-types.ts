import type { TextEdit } from '../../core/edit.ts';
import { argumentsOf, removeArguments } from '../../formats/python/arguments.ts';
import { type Reference, referenceTo } from '../../formats/python/import-edits.ts';
import { qualifiedName } from '../../formats/python/imports.ts';
import { type PythonModule, type PythonNode, textOf } from '../../formats/python/module.ts';
import { quoted } from '../../formats/python/quotes.ts';
import type { SwitchContext } from '../recipe.ts';
import { noRewrite, type PythonRewrite } from './finish-rewrite.ts';
import { usesSqlalchemyOne } from './sqlalchemy-version.ts';
import type { TypeConversion } from './type-conversions.ts';
import type { TypeUse } from './type-uses.ts';

/** A type use turned into one that the target has; nothing where there is none. */
export function convertType(
  module: PythonModule,
  use: TypeUse,
  { goal, source, project }: SwitchContext,
): PythonRewrite {
  const { conversion } = use;
  if (!conversion.to || (needsTwo(use) && usesSqlalchemyOne(project))) return noRewrite;
  const reference = portableReference(module, use.callee, conversion.to);
  const edits =
    goal.strategy === 'replace' || conversion.onBoth
      ? replaceType(module, use, reference.text)
      : addVariant(module, use, { portable: reference.text, dialect: source.sqlalchemyDialect });
  return { edits, imports: edits.length > 0 ? reference.imports : [] };
}

/** Whether the type's counterpart came with SQLAlchemy 2.0. */
export function needsTwo({ conversion }: TypeUse): boolean {
  return conversion.to === 'Uuid';
}

/** `sa.ARRAY` becomes `sa.JSON`, `db.ARRAY` becomes `db.JSON`; others are imported. */
function portableReference(module: PythonModule, callee: PythonNode, to: string): Reference {
  const text = textOf(module, callee);
  const dot = text.lastIndexOf('.');
  const qualified = qualifiedName(module, callee) ?? '';
  if (dot > 0 && /(?:^sqlalchemy|^sqlmodel|(?:^|\.)db)\.\w+$/.test(qualified)) {
    return { text: text.slice(0, dot + 1) + to, imports: [] };
  }
  return referenceTo(module, 'sqlalchemy', to);
}

/** The name alone where the arguments fit, else the arguments too. */
function replaceType(module: PythonModule, use: TypeUse, portable: string): readonly TextEdit[] {
  const { callee, call, conversion, node } = use;
  const added = addedArguments(module, conversion);
  if (!call || conversion.drops === 'all' || added) {
    const newText = added ? `${portable}(${added})` : portable;
    return [{ start: node.from, end: node.to, newText }];
  }
  const drops = conversion.drops ?? [];
  const doomed = argumentsOf(module, call).filter(({ name }) => drops.includes(name));
  return [
    { start: callee.from, end: callee.to, newText: portable },
    ...(doomed.length > 0 ? removeArguments(module, call, doomed) : []),
  ];
}

/** Both: `JSON().with_variant(JSONB, "postgresql")`, the type as it was written inside. */
function addVariant(
  module: PythonModule,
  { node, conversion }: { readonly node: PythonNode; readonly conversion: TypeConversion },
  names: { readonly portable: string; readonly dialect: string },
): readonly TextEdit[] {
  const before = `${names.portable}(${addedArguments(module, conversion)}).with_variant(`;
  return [
    { start: node.from, end: node.from, newText: before },
    { start: node.to, end: node.to, newText: `, ${quoted(module, names.dialect)})` },
  ];
}

function addedArguments(module: PythonModule, { length, collation }: TypeConversion): string {
  if (collation) return `collation=${quoted(module, collation)}`;
  return length === undefined ? '' : String(length);
}
