import { applyEdits } from '../../core/edit.ts';
import { quoteLiteral } from '../cast.ts';
import { quoteName } from '../identifier.ts';
import type { RuleContext } from '../rule-context.ts';
import { StatementSource } from '../statement-source.ts';
import { negated, type Refusal, type TriggerStep } from './trigger-steps.ts';
import type { TriggerPlace } from './trigger-words.ts';

/** What the trigger says beside its body. */
export interface TriggerHead {
  readonly place: TriggerPlace;
  readonly timing: 'before' | 'after' | 'instead of';
  /** `of a, b`, with a blank before it; or empty. */
  readonly columns: string;
  /** The WHEN condition in PostgreSQL's SQL. */
  readonly when?: string;
}

interface Group {
  readonly timing: TriggerHead['timing'];
  readonly conditions: readonly string[];
  readonly steps: TriggerStep[];
}

type Action = TriggerStep['action'];

/** Thrown inside of this file only, to leave a nest of templates. */
class Refused extends Error {}

/**
 * CREATE TRIGGER statements for SQLite: one for each condition, because SQLite's triggers have no
 * IF. What changes NEW runs after the statement, as an UPDATE of the row.
 */
export function writeTriggers(
  head: TriggerHead,
  steps: readonly TriggerStep[],
  context: RuleContext,
): readonly string[] | Refusal {
  const used = assignedBefore(steps);
  if (used) return { reason: `NEW.${used} read after it was assigned` };
  const groups = grouped(head, withOneUpdate(steps));
  try {
    return groups.map((group, index) => writeTrigger(head, group, index, context));
  } catch (error) {
    if (error instanceof Refused) return { reason: error.message };
    throw error;
  }
}

/** A column that a later step reads: it would see the value from before the assignment. */
function assignedBefore(steps: readonly TriggerStep[]): string | undefined {
  for (const [index, step] of steps.entries()) {
    const { conditions, action } = step;
    const read = new Set([...conditions, ...textsOf(action)].flatMap(columnsOfNew));
    for (const { conditions: under, action: earlier } of steps.slice(0, index)) {
      if (earlier.kind !== 'set' || !read.has(earlier.column.toLowerCase())) continue;
      if (!isOtherBranch(under, conditions)) return earlier.column;
    }
  }
  return undefined;
}

/** Whether steps under these conditions never run for the same row. */
function isOtherBranch(one: readonly string[], other: readonly string[]): boolean {
  return one.some((condition) => other.includes(negated(condition)));
}

/** The columns of NEW that a text reads. */
function columnsOfNew(text: string): readonly string[] {
  const source = new StatementSource(text);
  return source.tokens.flatMap((_, index) =>
    source.value(index) === 'new' && source.value(index + 1) === '.'
      ? source.value(index + 2).toLowerCase()
      : [],
  );
}

/**
 * Assignments under several conditions as one of each column: two triggers that update the row would
 * each run again for the update of the other.
 */
function withOneUpdate(steps: readonly TriggerStep[]): readonly TriggerStep[] {
  const sets = steps.flatMap(({ conditions, action }) =>
    action.kind === 'set' ? [{ conditions, action }] : [],
  );
  const keys = new Set(sets.map(({ conditions }) => conditions.join('\n')));
  if (keys.size < 2) return steps;
  const columns = [...new Set(sets.map(({ action }) => action.column))];
  const isAlways = sets.some(({ conditions }) => conditions.length === 0);
  const any = [...new Set(sets.map(({ conditions }) => `(${all(conditions)})`))].join(' or ');
  const merged = columns.map((column): TriggerStep => {
    const own = sets.filter(({ action }) => action.column === column).toReversed();
    const branches = own.map(
      ({ conditions, action }) => `when ${all(conditions)} then ${action.expression}`,
    );
    const expression = `case ${branches.join(' ')} else new.${column} end`;
    return { conditions: isAlways ? [] : [any], action: { kind: 'set', column, expression } };
  });
  return [...merged, ...steps.filter(({ action }) => action.kind !== 'set')];
}

function all(conditions: readonly string[]): string {
  return conditions.length === 0 ? 'true' : conditions.map((text) => `(${text})`).join(' and ');
}

function textsOf(action: Action): readonly string[] {
  if (action.kind === 'set') return [action.expression];
  if (action.kind === 'raise') return action.values;
  return action.kind === 'sql' ? [action.text] : [];
}

function grouped(head: TriggerHead, steps: readonly TriggerStep[]): readonly Group[] {
  const groups: Group[] = [];
  for (const step of steps) {
    const stops = step.action.kind === 'raise' || step.action.kind === 'skip';
    // Only what stops the statement has to come before it; a key is known after it.
    const timing = head.timing === 'before' && !stops ? 'after' : head.timing;
    const key = step.conditions.join('\n');
    const same = groups.find(
      (group) => group.timing === timing && group.conditions.join('\n') === key,
    );
    if (same) same.steps.push(step);
    else groups.push({ timing, conditions: step.conditions, steps: [step] });
  }
  return groups;
}

function writeTrigger(
  head: TriggerHead,
  group: Group,
  index: number,
  context: RuleContext,
): string {
  const { place, columns, when } = head;
  const name = quoteName(index === 0 ? place.name : `${place.name}_${index + 1}`);
  const conditions = [...(when ? [when] : []), ...group.conditions].map((condition) =>
    expressionOf(condition, place, context),
  );
  const [only] = conditions;
  const guard =
    conditions.length === 1 ? only : conditions.map((text) => `(${text})`).join(' and ');
  return [
    `create trigger ${name} ${group.timing} ${place.event.toLowerCase()}${columns} on ${quoteName(place.table)}${guard ? ` when ${guard}` : ''}`,
    'begin',
    ...statementsOf(group.steps, place, context).map((text) => `  ${text};`),
    'end',
  ].join('\n');
}

function statementsOf(
  steps: readonly TriggerStep[],
  place: TriggerPlace,
  context: RuleContext,
): readonly string[] {
  const sets = steps.flatMap(({ action }) =>
    action.kind === 'set'
      ? [`${action.column} = ${expressionOf(action.expression, place, context)}`]
      : [],
  );
  const table = quoteName(place.table);
  const update = `update ${table} set ${sets.join(', ')} where rowid = new.rowid`;
  return [
    ...(sets.length > 0 ? [update] : []),
    ...steps.flatMap(({ action }) => {
      if (action.kind === 'sql') return [translated(action.text, context)];
      if (action.kind === 'skip') return ['select raise(ignore)'];
      return action.kind === 'raise' ? [raiseOf(action, place, context)] : [];
    }),
  ];
}

/** Before 3.47 the message of RAISE has to be a literal, so the values are left out. */
function raiseOf(
  { message, values }: Extract<Action, { kind: 'raise' }>,
  place: TriggerPlace,
  context: RuleContext,
): string {
  const parts = message.split(/%%|(%)/).filter((part) => part !== undefined);
  if (values.length === 0 || !context.sqliteHas('3.47.0'))
    return `select raise(abort, ${quoteLiteral(message.replaceAll('%%', '%').trim() || 'error')})`;
  let next = 0;
  const texts = parts.flatMap((part) => {
    if (part !== '%') return part ? [quoteLiteral(part)] : [];
    const value = values[next] ?? 'null';
    next += 1;
    return [`coalesce(${expressionOf(value, place, context)}, '<NULL>')`];
  });
  return `select raise(abort, ${texts.join(' || ')})`;
}

function translated(text: string, context: RuleContext): string {
  const { edits, problems } = context.translate(text);
  const refused = problems.find(({ severity }) => severity === 'error');
  if (refused) throw new Refused(refused.message);
  return applyEdits(text, edits);
}

/** An expression over NEW and OLD; the table stands for both, so that its types are known. */
function expressionOf(text: string, { table }: TriggerPlace, context: RuleContext): string {
  const before = 'select ';
  // With a name of its own, so that the translation adds none.
  const rows = ` as value_ from ${quoteName(table)} as new, ${quoteName(table)} as old`;
  const select = translated(`${before}${text}${rows}`, context);
  return select.slice(before.length, select.length - rows.length);
}
