import type { TextEdit } from '../../core/edit.ts';
import type { Engine } from '../../engines/engine.ts';
import { argumentsOf, removeArguments, removeItems } from '../../formats/python/arguments.ts';
import { type Dictionary, dictionaryOf } from '../../formats/python/dictionary.ts';
import { type PythonModule, type PythonNode, textOf } from '../../formats/python/module.ts';
import { stringLiteral } from '../../formats/python/string-literal.ts';
import { assignedValue } from '../facts/sqlalchemy-engines.ts';

/** An option of an engine: a keyword of its call, or an entry of a dictionary of options. */
export interface EngineSetting {
  readonly name: string;
  readonly value: PythonNode;
  readonly start: number;
  readonly end: number;
}

/** Options that stand together: those of a call, or those of a dictionary. */
export interface EngineSettings {
  readonly all: readonly EngineSetting[];
  readonly remove: (doomed: readonly EngineSetting[]) => readonly TextEdit[];
}

/** The options of a call; `**options` is followed to a dictionary of this file. */
export function settingsOfCall(module: PythonModule, call: PythonNode): readonly EngineSettings[] {
  const list = argumentsOf(module, call);
  const followed = spreads(module, call).flatMap((value) => writtenDictionary(module, value) ?? []);
  const own: EngineSettings = {
    all: list.filter(({ name }) => name !== ''),
    remove: (doomed) => {
      const starts = new Set(doomed.map(({ start }) => start));
      const gone = list.filter(({ start }) => starts.has(start));
      return gone.length > 0 ? removeArguments(module, call, gone) : [];
    },
  };
  return [own, ...followed.map((dictionary) => settingsOfDictionary(module, dictionary))];
}

/** The options that a dictionary such as `SQLALCHEMY_ENGINE_OPTIONS` holds. */
export function settingsOfDictionary(module: PythonModule, dictionary: Dictionary): EngineSettings {
  const { list, entries } = dictionary;
  return {
    all: entries.map(({ key, value, start, end }) => ({ name: key, value, start, end })),
    remove: (doomed) => (doomed.length > 0 ? removeItems(module, list, entries, doomed) : []),
  };
}

/** The values of `**more` whose entries are written nowhere in this file. */
export function unseenSpreads(module: PythonModule, call: PythonNode): readonly PythonNode[] {
  return spreads(module, call).filter((value) => {
    return value.name !== 'ParenthesizedExpression' && !writtenDictionary(module, value);
  });
}

function spreads(module: PythonModule, call: PythonNode): readonly PythonNode[] {
  return argumentsOf(module, call).flatMap(({ star, value }) => (star === '**' ? value : []));
}

/** A dictionary that is written out at the place, or that a name of this file holds. */
export function writtenDictionary(module: PythonModule, value: PythonNode): Dictionary | undefined {
  const here = dictionaryOf(module, value);
  if (here || value.name !== 'VariableName') return here;
  const assigned = assignedValue(module, value);
  return assigned && dictionaryOf(module, assigned);
}

/** Whether the target refuses an option, because of its name or its value. */
export function isRefused(
  module: PythonModule,
  { name, value }: EngineSetting,
  source: Engine,
  target: Engine,
): boolean {
  const [own, other] = [source.sqlalchemy, target.sqlalchemy];
  if (name === 'isolation_level') {
    const level = stringLiteral(module, value)?.value.toUpperCase().replaceAll('_', ' ');
    return level !== undefined && !other.isolationLevels.includes(level);
  }
  if (name === 'poolclass')
    return own.ownPools.includes(textOf(module, value).split('.').at(-1) ?? '');
  return own.ownOptions.includes(name) && !other.ownOptions.includes(name);
}

/** Whether the drivers of the target refuse a key of `connect_args` that the source's take. */
export function isForeignArgument(key: string, source: Engine, target: Engine): boolean {
  const { connectArguments } = source.sqlalchemy;
  return connectArguments.includes(key) && !target.sqlalchemy.connectArguments.includes(key);
}
