import type { TextEdit } from '../../core/edit.ts';
import { appendArgument, appendItem, removeItems } from '../../formats/python/arguments.ts';
import type { DictionaryEntry } from '../../formats/python/dictionary.ts';
import type { PythonModule } from '../../formats/python/module.ts';
import type { EngineCall } from '../facts/sqlalchemy-engines.ts';
import type { SwitchContext } from '../recipe.ts';
import {
  type EngineSetting,
  type EngineSettings,
  isForeignArgument,
  isRefused,
  settingsOfCall,
  writtenDictionary,
} from './engine-settings.ts';

/** What an engine needs of a target, as far as the target knows of it. */
export interface AskedOptions {
  readonly needsThreads: boolean;
  readonly pings: boolean;
}

/** Edits after which a call gives its engine what the target takes and needs. */
export function replacedOptions(
  { file: { module }, call }: EngineCall,
  context: SwitchContext,
  asked: AskedOptions,
): readonly TextEdit[] {
  const { target } = context;
  const sets = settingsOfCall(module, call);
  const kept = sets
    .flatMap(({ all }) => all)
    .filter((option) => {
      return !isRefused(module, option, context.source, target);
    });
  const names = new Set(kept.map(({ name }) => name));
  const thread = asked.needsThreads ? target.sqlalchemy.threadArgument : undefined;
  const added = [
    ...(thread && !names.has('connect_args') ? [`connect_args={"${thread}": False}`] : []),
    ...(asked.pings && wantsPing(names, context) ? ['pool_pre_ping=True'] : []),
  ];
  return [
    ...sets.flatMap((settings) => replacedSettings(module, settings, context, thread)),
    ...added.map((source) => appendArgument(module, call, source)),
  ];
}

/** Whether connections go to a server, and nothing says how they are pooled. */
export function wantsPing(names: ReadonlySet<string>, { target }: SwitchContext): boolean {
  return target.server !== undefined && !names.has('pool_pre_ping') && !names.has('poolclass');
}

/** Edits that take out of options what the target refuses; `thread` is a key to be added. */
export function replacedSettings(
  module: PythonModule,
  settings: EngineSettings,
  context: SwitchContext,
  thread?: string,
): readonly TextEdit[] {
  const { source, target } = context;
  const doomed: EngineSetting[] = [];
  const edits: TextEdit[] = [];
  for (const option of settings.all) {
    const inner = innerEdits(module, option, context, thread);
    if (inner === 'empty' || isRefused(module, option, source, target)) doomed.push(option);
    else edits.push(...inner);
  }
  return [...edits, ...settings.remove(doomed)];
}

/** The edits of the dictionaries within an option, or that nothing is left of it. */
function innerEdits(
  module: PythonModule,
  { name, value }: EngineSetting,
  context: SwitchContext,
  thread: string | undefined,
): readonly TextEdit[] | 'empty' {
  const dictionary = dictionaryOptions.has(name) ? writtenDictionary(module, value) : undefined;
  if (!dictionary) return [];
  const { entries, list, entry } = dictionary;
  const doomed = entries.filter((option) => isDoomedEntry(module, name, option, context));
  const missing = thread && name === 'connect_args' && !entries.some(({ key }) => key === thread);
  const added = missing ? entry(thread, 'False') : '';
  if (doomed.length < entries.length) {
    const removed = doomed.length > 0 ? removeItems(module, list, entries, doomed) : [];
    return added ? [...removed, appendItem(module, list, entries, added)] : removed;
  }
  const writtenHere = list.from >= value.from && list.to <= value.to;
  if (!added && doomed.length > 0 && writtenHere) return 'empty';
  return [{ start: list.from + 1, end: list.to - 1, newText: added }];
}

/** Options that hold options. */
export const dictionaryOptions: ReadonlySet<string> = new Set([
  'connect_args',
  'execution_options',
]);

/** Whether the target refuses an entry of the option `name`. */
export function isDoomedEntry(
  module: PythonModule,
  name: string,
  option: DictionaryEntry,
  { source, target }: SwitchContext,
): boolean {
  return name === 'connect_args'
    ? isForeignArgument(option.key, source, target)
    : isRefused(module, { ...option, name: option.key }, source, target);
}
