import type { TextEdit } from '../../core/edit.ts';
import { type Notice, notice } from '../../core/notice.ts';
import { appendArgument } from '../../formats/python/arguments.ts';
import { textOf } from '../../formats/python/module.ts';
import { pragmaListenersOf } from '../facts/connect-listeners.ts';
import { driverSites } from '../facts/python-drivers.ts';
import type { EngineCall } from '../facts/sqlalchemy-engines.ts';
import { placeIn } from '../python-files.ts';
import type { SwitchContext } from '../recipe.ts';
import {
  type EngineSetting,
  isRefused,
  settingsOfCall,
  writtenDictionary,
} from './engine-settings.ts';
import {
  type AskedOptions,
  dictionaryOptions,
  isDoomedEntry,
  wantsPing,
} from './replaced-options.ts';

interface ConditionalOptions {
  readonly edits: readonly TextEdit[];
  readonly notices: readonly Notice[];
}

/**
 * Edits after which the options that only one of the engines takes depend on the URL:
 * `connect_args={"check_same_thread": False} if str(url).startswith("sqlite") else {...}`.
 */
export function conditionalOptions(
  engineCall: EngineCall,
  context: SwitchContext,
  asked: AskedOptions,
): ConditionalOptions {
  const { file, call } = engineCall;
  const { module } = file;
  const { target } = context;
  const [own, ...followed] = settingsOfCall(module, call);
  if (!own) return { edits: [], notices: [] };
  const names = new Set(own.all.map(({ name }) => name));
  const isNew = !runsOnBoth(context);
  const pinging =
    asked.pings && isNew && wantsPing(names, context)
      ? [appendArgument(module, call, 'pool_pre_ping=True')]
      : [];
  const needs = needsOf(engineCall, own.all, context);
  const elsewhere = followed.flatMap(({ all }) => namesOf(needsOf(engineCall, all, context)));
  const thread = asked.needsThreads ? target.sqlalchemy.threadArgument : undefined;
  const addsThread = thread !== undefined && !names.has('connect_args');
  const condition = conditionOf(engineCall, context);
  const unseen = [...elsewhere, ...(condition ? [] : namesOf(needs))];
  const notices = unsure(engineCall, context, unseen);
  if (!condition) return { edits: pinging, notices };
  const threads = thread ? `{"${thread}": False}` : '{}';
  const edits = [
    ...conditionalRefused(engineCall, needs.refused, context, condition),
    ...needs.inner.map(({ name, value }) => {
      return insert(
        value.from,
        `${name === 'connect_args' ? threads : '{}'} if ${condition} else `,
      );
    }),
    ...(addsThread
      ? [appendArgument(module, call, `connect_args=${threads} if ${condition} else {}`)]
      : []),
  ];
  return { edits: [...edits, ...pinging], notices };
}

/** Where a driver of the target, or a listener for both, is there, what the project has is its choice. */
function runsOnBoth({ project, target }: SwitchContext): boolean {
  const isReady = driverSites(project, target).length > 0;
  return isReady || pragmaListenersOf(project).some(({ conditional }) => conditional);
}

/** The options that the target refuses: as they are, or for what is in them. */
interface Needs {
  readonly refused: readonly EngineSetting[];
  readonly inner: readonly EngineSetting[];
}

function needsOf(
  { file: { module } }: EngineCall,
  all: readonly EngineSetting[],
  context: SwitchContext,
): Needs {
  const { source, target } = context;
  return {
    refused: all.filter((option) => isRefused(module, option, source, target)),
    inner: all.filter(({ name, value }) => {
      const dictionary = dictionaryOptions.has(name) ? writtenDictionary(module, value) : undefined;
      return dictionary?.entries.some((entry) => isDoomedEntry(module, name, entry, context));
    }),
  };
}

function namesOf({ refused, inner }: Needs): readonly string[] {
  return [...refused, ...inner].map(({ name }) => name);
}

/** An expression that is true for a URL of the target; only for a URL that is easily named. */
function conditionOf({ url }: EngineCall, { target }: SwitchContext): string | undefined {
  if (!/^[\w.]+(?:\([\w.]*\))?$/.test(url)) return undefined;
  const text = url.startsWith('str(') ? url : `str(${url})`;
  return `${text}.startswith("${target.sqlalchemyDialect}")`;
}

/** A level has a counterpart; other options are not passed at all. */
function conditionalRefused(
  { file: { module }, call }: EngineCall,
  refused: readonly EngineSetting[],
  { target }: SwitchContext,
  condition: string,
): readonly TextEdit[] {
  const [own] = settingsOfCall(module, call);
  const levels = refused.filter(({ name }) => name === 'isolation_level');
  const others = refused.filter(({ name }) => name !== 'isolation_level');
  const [level = ''] = target.sqlalchemy.isolationLevels;
  const entries = others.map(({ name, value }) => `"${name}": ${textOf(module, value)}`);
  return [
    ...levels.map(({ value }) => insert(value.from, `"${level}" if ${condition} else `)),
    ...(others.length > 0 && own ? own.remove(others) : []),
    ...(others.length > 0
      ? [appendArgument(module, call, `**({} if ${condition} else {${entries.join(', ')}})`)]
      : []),
  ];
}

function unsure(
  { file, call }: EngineCall,
  { target }: SwitchContext,
  names: readonly string[],
): readonly Notice[] {
  if (names.length === 0) return [];
  const at = placeIn(file, { start: call.from, end: call.to });
  const values = { arguments: names.join(', '), engine: target.label };
  return [notice('engine-argument-conditional', at, values)];
}

function insert(start: number, newText: string): TextEdit {
  return { start, end: start, newText };
}
