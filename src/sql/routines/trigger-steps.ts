import type { RoutineStatement } from './plpgsql.ts';
import { staticCondition } from './static-condition.ts';
import { type TriggerPlace, withoutTriggerWords } from './trigger-words.ts';

/** Something a trigger does under conditions, in PostgreSQL's SQL. */
export interface TriggerStep {
  readonly conditions: readonly string[];
  readonly action:
    | { readonly kind: 'set'; readonly column: string; readonly expression: string }
    | { readonly kind: 'sql'; readonly text: string }
    | { readonly kind: 'raise'; readonly message: string; readonly values: readonly string[] }
    | { readonly kind: 'skip' };
}

/** Thrown by no one: why a body cannot be said in a SQLite trigger. */
export interface Refusal {
  readonly reason: string;
}

interface Scene {
  readonly place: TriggerPlace;
  readonly isBefore: boolean;
  readonly steps: TriggerStep[];
}

/** The body of a trigger function for one event as steps; conditions on TG_OP are decided here. */
export function triggerSteps(
  body: readonly RoutineStatement[],
  place: TriggerPlace,
  isBefore: boolean,
): readonly TriggerStep[] | Refusal {
  const scene: Scene = { place, isBefore, steps: [] };
  const refusal = addSteps(body, [], scene);
  return refusal ?? scene.steps;
}

function addSteps(
  body: readonly RoutineStatement[],
  conditions: readonly string[],
  scene: Scene,
): Refusal | undefined {
  let inner = conditions;
  for (const statement of body) {
    const result = addStep(statement, inner, scene);
    if (result === 'returned') return undefined;
    if (typeof result === 'object' && 'reason' in result) return result;
    // After a branch that returns, the rest runs only where its condition did not hold.
    if (typeof result === 'object') inner = [...inner, ...result.unless];
  }
  return undefined;
}

type StepResult = Refusal | 'returned' | { readonly unless: readonly string[] } | undefined;

function addStep(
  statement: RoutineStatement,
  conditions: readonly string[],
  scene: Scene,
): StepResult {
  const write = (text: string) => withoutTriggerWords(text, scene.place);
  switch (statement.kind) {
    case 'assign': {
      const [, column] = /^new\.("?[\w$]+"?)$/.exec(statement.target) ?? [];
      const expression = write(statement.expression);
      if (!column || !scene.isBefore || expression === undefined)
        return { reason: `the assignment to ${statement.target}` };
      scene.steps.push({ conditions, action: { kind: 'set', column, expression } });
      return undefined;
    }
    case 'sql': {
      const text = write(statement.text);
      if (text === undefined) return { reason: 'a variable of the trigger' };
      scene.steps.push({ conditions, action: { kind: 'sql', text } });
      return undefined;
    }
    case 'raise': {
      const values = statement.values.map(write);
      if (values.includes(undefined)) return { reason: 'a variable of the trigger' };
      const known = values.flatMap((value) => value ?? []);
      scene.steps.push({
        conditions,
        action: { kind: 'raise', message: statement.message, values: known },
      });
      return undefined;
    }
    case 'return':
      if (statement.value === 'other') return { reason: 'what it returns' };
      if (statement.value === 'null' && scene.isBefore)
        scene.steps.push({ conditions, action: { kind: 'skip' } });
      return 'returned';
    case 'if':
      return addBranches(statement.branches, conditions, scene);
    case 'notice':
      return undefined;
    case 'other':
      return { reason: statement.name };
  }
}

function addBranches(
  branches: Extract<RoutineStatement, { kind: 'if' }>['branches'],
  conditions: readonly string[],
  scene: Scene,
): StepResult {
  const before: string[] = [];
  const unless: string[] = [];
  for (const { condition, body } of branches) {
    const test = branchTest(condition, scene.place);
    if ('reason' in test) return test;
    if (test.known === false) continue;
    const refusal = addSteps(body, [...conditions, ...before, ...test.own], scene);
    if (refusal) return refusal;
    const returns = body.some(({ kind }) => kind === 'return');
    if (returns && test.known && before.length === 0) return 'returned';
    const otherwise = test.own.map(negated);
    if (returns) unless.push(...otherwise);
    if (test.known) break;
    before.push(...otherwise);
  }
  return unless.length > 0 ? { unless } : undefined;
}

interface BranchTest {
  /** What the event alone decides; nothing where it depends on the row. */
  readonly known: boolean | undefined;
  /** The condition that is left. */
  readonly own: readonly string[];
}

/** ELSE has no condition. */
function branchTest(condition: string | undefined, place: TriggerPlace): BranchTest | Refusal {
  if (condition === undefined) return { known: true, own: [] };
  const text = withoutTriggerWords(condition, place);
  if (text === undefined) return { reason: 'a variable of the trigger' };
  const known = staticCondition(text);
  return { known, own: known ? [] : [text] };
}

/** The condition of what comes after a branch; NULL counts as false in IF. */
export function negated(condition: string): string {
  return `(${condition}) is not true`;
}
