import { engines } from '../../engines/index.ts';
import { constantOf } from '../../formats/javascript/expressions.ts';
import {
  bareExpression,
  type JavaScriptModule,
  type JavaScriptNode,
  textOf,
} from '../../formats/javascript/module.ts';
import { type ObjectProperty, propertiesOf } from '../../formats/javascript/objects.ts';

/** An object literal with options of a Knex configuration. */
export interface KnexOptions {
  readonly object: JavaScriptNode;
  /** The option that holds it, such as `migrations`; empty for the configuration's own level. */
  readonly owner: string;
  /** Whether it stands in the configuration itself, not in a constant that is taken in. */
  readonly isInline: boolean;
}

/** The options whose inner objects one engine alone gives something to: `migrations.schemaName`. */
const owners = new Set(
  Object.values(engines).flatMap(({ knex }) =>
    knex.options.filter((path) => path.includes('.')).map((path) => path.split('.')[0] ?? ''),
  ),
);

/**
 * The objects with a configuration's options: its literal, the constants that are spread into it,
 * and in each the inner objects, written there or as a constant.
 */
export function knexOptionsOf(
  module: JavaScriptModule,
  object: JavaScriptNode,
): readonly KnexOptions[] {
  const levels = [
    { object, owner: '', isInline: true },
    ...spreadInto(module, object).map((spread) => ({ object: spread, owner: '', isInline: false })),
  ];
  return levels.flatMap((level) => [level, ...innerOptions(module, level)]);
}

function spreadInto(module: JavaScriptModule, object: JavaScriptNode): readonly JavaScriptNode[] {
  return propertiesOf(module, object)
    .filter(({ kind }) => kind === 'spread')
    .flatMap(({ value }) => (value && objectBehind(module, value)) ?? []);
}

function innerOptions(
  module: JavaScriptModule,
  { object, isInline }: KnexOptions,
): readonly KnexOptions[] {
  return propertiesOf(module, object).flatMap((property) => {
    const inner = owners.has(property.name) ? valueBehind(module, property) : undefined;
    if (!inner) return [];
    const written = inner.from >= object.from && inner.to <= object.to;
    return { object: inner, owner: property.name, isInline: isInline && written };
  });
}

function valueBehind(
  module: JavaScriptModule,
  { kind, name, value }: ObjectProperty,
): JavaScriptNode | undefined {
  if (value) return objectBehind(module, value);
  const constant = kind === 'shorthand' ? constantOf(module, name) : undefined;
  return constant && objectBehind(module, constant);
}

/** The object literal that an expression is, or that the constant which it names holds. */
function objectBehind(module: JavaScriptModule, node: JavaScriptNode): JavaScriptNode | undefined {
  const bare = bareExpression(node);
  const constant =
    bare.name === 'VariableName' ? constantOf(module, textOf(module, bare)) : undefined;
  const value = constant ? bareExpression(constant) : bare;
  return value.name === 'ObjectExpression' ? value : undefined;
}
