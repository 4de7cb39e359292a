import type { TextEdit } from '../../core/edit.ts';
import { nameOf } from '../sqlite-tokens.ts';
import type { SqliteSource } from './sqlite-source.ts';

/** What a CREATE TRIGGER of SQLite says, by its tokens. */
export interface TriggerSource {
  readonly name: string;
  readonly timing: 'before' | 'after' | 'instead of';
  readonly event: string;
  /** The index of the word that the event begins with, of WHEN (or -1) and of BEGIN. */
  readonly eventAt: number;
  readonly whenAt: number;
  readonly beginAt: number;
  /** The statements between BEGIN and END. */
  readonly body: readonly string[];
}

/** Reads a trigger; nothing where the statement is none, or has no body. */
export function triggerSource(source: SqliteSource): TriggerSource | undefined {
  const kindAt = /^TEMP/.test(source.word(1)) ? 2 : 1;
  if (source.word(0) !== 'CREATE' || source.word(kindAt) !== 'TRIGGER') return undefined;
  const eventAt = source.find(['INSERT', 'UPDATE', 'DELETE'], kindAt);
  const beginAt = source.find(['BEGIN'], eventAt);
  const last = source.tokens.length - 1;
  if (eventAt < 0 || beginAt < 0 || source.word(last) !== 'END') return undefined;
  const timing = timingBefore(source, eventAt);
  const nameAt = eventAt - 1 - (timing.words ?? 0);
  const token = source.tokens[nameAt];
  return {
    name: token ? nameOf(token) : '',
    timing: timing.timing,
    event: source.word(eventAt).toLowerCase(),
    eventAt,
    whenAt: source.find(['WHEN'], eventAt, beginAt),
    beginAt,
    body: statementsIn(source, beginAt + 1, last - 1),
  };
}

function timingBefore(source: SqliteSource, eventAt: number) {
  const word = source.word(eventAt - 1);
  if (word === 'AFTER') return { timing: 'after' as const, words: 1 };
  if (word === 'OF') return { timing: 'instead of' as const, words: 2 };
  return { timing: 'before' as const, words: word === 'BEFORE' ? 1 : 0 };
}

function statementsIn(source: SqliteSource, from: number, to: number): readonly string[] {
  const statements: string[] = [];
  for (let first = from; first <= to; ) {
    const semicolon = source.find([';'], first, to);
    const last = semicolon < 0 ? to : semicolon - 1;
    if (last >= first) statements.push(source.slice(first, last));
    first = (semicolon < 0 ? to : semicolon) + 1;
  }
  return statements;
}

/** The name of the function that does what a trigger's body says. */
export const triggerFunction = 'sqlite trigger';

/** PostgreSQL's form of the head, with a function that a rule gives its body to. */
export function triggerMasks(source: SqliteSource): readonly TextEdit[] | undefined {
  const trigger = triggerSource(source);
  if (!trigger) return undefined;
  const { eventAt, whenAt, beginAt, timing } = trigger;
  const edits: TextEdit[] = [];
  const kindAt = source.word(1) === 'TRIGGER' ? 1 : 2;
  if (kindAt === 2) edits.push({ start: source.end(0), end: source.end(1), newText: '' });
  if (source.has('IF NOT EXISTS', kindAt + 1))
    edits.push({ start: source.end(kindAt), end: source.end(kindAt + 3), newText: '' });
  const hasTiming = ['AFTER', 'BEFORE', 'OF'].includes(source.word(eventAt - 1));
  const at = source.start(eventAt);
  if (!hasTiming) edits.push({ start: at, end: at, newText: `${timing} ` });
  const each = source.find(['FOR'], eventAt, beginAt);
  const headEnd = whenAt < 0 ? beginAt - 1 : whenAt - 1;
  if (each < 0) {
    const end = source.end(headEnd);
    edits.push({ start: end, end, newText: ' for each row' });
  }
  edits.push(...conditionMasks(source, trigger));
  const end = source.text.length;
  const newText = `execute function "${triggerFunction}"()`;
  return [...edits, { start: source.start(beginAt), end, newText }];
}

function conditionMasks(source: SqliteSource, { whenAt, beginAt }: TriggerSource): TextEdit[] {
  const isGrouped =
    whenAt < 0 || (source.word(whenAt + 1) === '(' && source.partner(whenAt + 1) === beginAt - 1);
  if (isGrouped) return [];
  const [start, end] = [source.start(whenAt + 1), source.end(beginAt - 1)];
  return [
    { start, end: start, newText: '(' },
    { start: end, end, newText: ')' },
  ];
}
