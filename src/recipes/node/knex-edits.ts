import type { TextEdit } from '../../core/edit.ts';
import type { Span } from '../../core/span.ts';
import type { Engine } from '../../engines/engine.ts';
import { bareExpression, type JavaScriptNode } from '../../formats/javascript/module.ts';
import {
  insertProperty,
  type ObjectProperty,
  propertiesOf,
  propertyOf,
  removeProperties,
} from '../../formats/javascript/objects.ts';
import { quoteString, replaceString } from '../../formats/javascript/string-literal.ts';
import type { KnexConfig } from '../facts/knex-configs.ts';
import type { KnexOptions } from '../facts/knex-options.ts';

/** The engines of a switch and what the configuration gets, as source. */
export interface KnexTarget {
  readonly source: Engine;
  readonly target: Engine;
  readonly client: string;
  readonly connection: string;
}

/** Edits that move a configuration over: client, connection, options of the old engine alone. */
export function replaceEngine(config: KnexConfig, to: KnexTarget): readonly TextEdit[] {
  const value = config.connectionValue;
  return [
    ...(config.client ? [replaceString(config.client, to.client)] : []),
    ...(value ? [{ start: value.from, end: value.to, newText: to.connection }] : []),
    ...optionEdits(config, to),
  ];
}

/**
 * Edits after which a configuration follows a condition: `server ? 'pg' : 'better-sqlite3'`. What
 * stood there stays where it is. Options of both engines stay, but for the nested ones of the old.
 */
export function chooseEngine(
  config: KnexConfig,
  to: KnexTarget,
  condition: string,
): readonly TextEdit[] {
  const { client, clientProperty, connectionValue } = config;
  const isFixed = client?.node.from === clientProperty?.value?.from;
  const quoted = client ? quoteString(to.client, client.quote) : '';
  const clientEdits = !client
    ? []
    : isFixed
      ? choose(client.node, quoted, condition, to)
      : [replaceString(client, to.client)];
  return [
    ...clientEdits,
    ...(connectionValue ? choose(connectionValue, to.connection, condition, to) : []),
    ...nestedOptions(config, to.source).flatMap(({ property }) =>
      property.value ? choose(property.value, 'undefined', condition, to) : [],
    ),
    ...neededEdits(config, to, []),
  ];
}

/** Both values behind a condition that holds where the server is meant. */
function choose(
  node: JavaScriptNode,
  other: string,
  condition: string,
  { target }: KnexTarget,
): readonly TextEdit[] {
  const [before, behind] = target.server
    ? [`${condition} ? ${other} : `, '']
    : [`${condition} ? `, ` : ${other}`];
  return [insertion(node.from, before), ...(behind ? [insertion(node.to, behind)] : [])];
}

function optionEdits(config: KnexConfig, to: KnexTarget): readonly TextEdit[] {
  const { module } = config.file;
  const emptied = nestedOptions(config, to.source).filter(({ isWhole }) => isWhole);
  return config.options.flatMap((options) => {
    const own = namesOf(to.source, options.owner).filter((name) => !hasHooks(config, name));
    if (options.object !== config.object) {
      const inGone = emptied.some(({ holder }) => holder === options);
      return inGone ? [] : removeProperties(module, options.object, own);
    }
    const gone = [...own, ...emptied.map(({ holder }) => holder.owner)];
    const doomed = propertiesOf(module, config.object).filter(({ name }) => gone.includes(name));
    return neededEdits(config, to, doomed);
  });
}

/** The names that an engine alone gives to options of this level. */
function namesOf(engine: Engine, owner: string): readonly string[] {
  return engine.knex.options.flatMap((path) => {
    const [first = '', inner] = path.split('.');
    if (owner === '') return inner ? [] : first;
    return first === owner && inner ? inner : [];
  });
}

/** Takes `doomed` out and puts what the target needs in, in the same place at the list's end. */
function neededEdits(
  config: KnexConfig,
  { target }: KnexTarget,
  doomed: readonly ObjectProperty[],
): readonly TextEdit[] {
  const { file, object, clientProperty } = config;
  const missing = clientProperty ? missingOptions(config, target) : [];
  const names = doomed.map(({ name }) => name);
  if (missing.length === 0) return removeProperties(file.module, object, names);
  const properties = propertiesOf(file.module, object);
  const behind = properties.slice(
    properties.findIndex(({ span }) => span === clientProperty?.span) + 1,
  );
  const [first] = doomed;
  const text = missing.join(', ');
  const lastOnes =
    clientProperty !== undefined &&
    behind.length > 0 &&
    behind.every(({ name }) => names.includes(name));
  if (first && lastOnes) {
    const rest = names.filter((name) => name !== first.name);
    return [{ ...first.span, newText: text }, ...removeProperties(file.module, object, rest)];
  }
  const anchor = properties.find(({ span }) => span.start === clientProperty?.span.start);
  return [
    ...insertProperty(file.module, object, anchor, text),
    ...removeProperties(file.module, object, names),
  ];
}

function missingOptions({ file, object }: KnexConfig, target: Engine): readonly string[] {
  return Object.entries(target.knex.needed).flatMap(([name, value]) =>
    propertyOf(file.module, object, name) ? [] : `${name}: ${value}`,
  );
}

interface NestedOption {
  readonly holder: KnexOptions;
  readonly property: ObjectProperty;
  /** Whether the object that holds it holds nothing else and stands in the configuration. */
  readonly isWhole: boolean;
}

/** The options of an engine that stand in inner objects, such as `migrations.schemaName`. */
function nestedOptions({ file, options }: KnexConfig, engine: Engine): readonly NestedOption[] {
  return options.flatMap((holder) => {
    if (holder.owner === '') return [];
    const names = namesOf(engine, holder.owner);
    const properties = propertiesOf(file.module, holder.object);
    const isWhole = holder.isInline && properties.every(({ name }) => names.includes(name));
    return properties
      .filter(({ name }) => names.includes(name))
      .map((property) => ({ holder, property, isWhole }));
  });
}

/** Whether an option holds functions, such as a pool's `afterCreate`: code is not thrown away. */
export function hasHooks({ file, object }: KnexConfig, option: string): boolean {
  const value = propertyOf(file.module, object, option)?.value;
  const inner = value && bareExpression(value);
  if (inner?.name !== 'ObjectExpression') return false;
  return propertiesOf(file.module, inner).some(({ kind, value: part }) => {
    return kind !== 'pair' || /Function/.test(part?.name ?? '');
  });
}

function insertion(at: Span['start'], newText: string): TextEdit {
  return { start: at, end: at, newText };
}
