import { applyEdits } from '../../core/edit.ts';
import { quoteName } from '../identifier.ts';
import { SqliteSource } from '../reading/sqlite-source.ts';
import { type TriggerSource, triggerFunction, triggerSource } from '../reading/trigger-source.ts';
import { raiseBranches } from '../routines/raise-statement.ts';
import { defineRule, type Finding } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { sql } from '../template.ts';
import type { SqlProblem } from '../translate.ts';
import { as } from '../tree.ts';

export const sqliteTrigger = defineRule({
  id: 'sqlite-trigger',
  title: 'The body of a trigger',
  direction: 'sqlite-to-postgresql',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.0.0',
  explanation: `A trigger of PostgreSQL calls a function. The statements between BEGIN and END go into one of PL/pgSQL, each
translated by itself, and \`RAISE(ABORT, 'text')\` is \`raise exception 'text'\`.

In SQLite a trigger does not set itself off, unless \`recursive_triggers\` is on. One that changes its own table
gets \`pg_trigger_depth() = 0\` as a condition.`,
  examples: [
    {
      setup: 'create table kv (k text, n int)',
      from: 'create trigger tt after insert on kv begin update log set n = 9 where k = new.k; end',
      to: `create function tt_body() returns trigger language plpgsql as $$
begin
  update log set n = 9 where k = new.k;
  return null;
end $$;
create trigger tt after insert on kv for each row execute function tt_body()`,
    },
    {
      setup: 'create table kv (k text, n int)',
      from: "create trigger tt before update on kv when new.n < 0 begin select raise(abort, 'no'); end",
      to: `create function tt_body() returns trigger language plpgsql as $$
begin
  raise exception 'no';
  return new;
end $$;
create trigger tt before update on kv for each row when (new.n < 0) execute function tt_body()`,
    },
  ],
  on: {
    CreateTrigStmt: ({ funcname, relation, trigname }, context) => {
      if (as('String', funcname?.[0])?.sval !== triggerFunction) return undefined;
      const written = context.original();
      const trigger = triggerSource(new SqliteSource(written));
      if (!trigger) return undefined;
      return findingsOf(trigger, {
        context,
        table: relation?.relname ?? '',
        name: trigname ?? trigger.name,
      });
    },
  },
});

interface Place {
  readonly context: RuleContext;
  readonly table: string;
  readonly name: string;
}

function findingsOf(trigger: TriggerSource, place: Place): readonly Finding[] {
  const { context, name } = place;
  const body = bodyOf(trigger, place);
  const { source } = context;
  const call = source.tokens.findIndex(({ value }) => value === `"${triggerFunction}"`);
  const when = source.find('when', 0);
  const functionName = quoteName(`${name}_body`);
  const condition = conditionOf(trigger, place, when);
  const lines = condition.inBody
    ? [`if not (${condition.inBody}) then return ${result(trigger)}; end if`, ...body.lines]
    : body.lines;
  const text = [
    `create function ${functionName}() returns trigger language plpgsql as $$`,
    'begin',
    ...lines.map((line) => `  ${line};`),
    `  return ${trigger.timing === 'after' ? 'null' : result(trigger)};`,
    'end $$;\n',
  ].join('\n');
  const problems = [...body.problems, ...condition.problems].filter(
    ({ severity }) => severity !== 'info',
  );
  return [
    {
      at: { start: 0, end: source.text.length },
      message: 'A trigger of PostgreSQL calls a function: the body went into one.',
      replace: [
        { target: { start: 0, end: 0 }, template: sql`${text}` },
        { target: source.span({ first: call, last: call }), template: sql`${functionName}` },
        ...condition.replace,
      ],
    },
    ...problems.map(({ message, severity }) => ({
      at: { start: 0, end: source.text.length },
      message: `In the body: ${message}`,
      severity,
    })),
  ];
}

function result({ event }: TriggerSource): string {
  return event === 'delete' ? 'old' : 'new';
}

interface Said {
  readonly text: string;
  readonly problems: readonly SqlProblem[];
}

function translated(text: string, { translate }: RuleContext): Said {
  const { edits, problems } = translate(text);
  return { text: applyEdits(text, edits), problems };
}

/** A condition is translated as that of a query. */
function translatedCondition(text: string, context: RuleContext): Said {
  const head = 'select 1 where ';
  const said = translated(`${head}${text}`, context);
  return { ...said, text: said.text.slice(head.length) };
}

function bodyOf({ body }: TriggerSource, { context }: Place) {
  const problems: SqlProblem[] = [];
  const keep = ({ text, problems: found }: Said) => {
    problems.push(...found);
    return text;
  };
  const lines = body.flatMap((statement) => {
    const branches = raiseBranches(statement);
    if (!branches) return keep(translated(statement, context)).replace(/^select\b/i, 'perform');
    return branches.map(({ condition, action }) => {
      if (condition === undefined) return action;
      return `if ${keep(translatedCondition(condition, context))} then ${action}; end if`;
    });
  });
  return { lines, problems };
}

/** The condition in the head, or in the body where the head cannot have it. */
function conditionOf(trigger: TriggerSource, { context, table }: Place, when: number) {
  const { source } = context;
  const guard = changesItself(trigger, table) ? 'pg_trigger_depth() = 0' : undefined;
  const none = {
    inBody: undefined as string | undefined,
    problems: [] as readonly SqlProblem[],
    replace: [] as NonNullable<Finding['replace']>,
  };
  const close = when < 0 ? -1 : source.partner(when + 1);
  const text = when < 0 ? '' : source.slice(source.span({ first: when + 2, last: close - 1 }));
  const belongsInBody = trigger.timing === 'instead of' || /\bselect\b/i.test(text);
  if (when >= 0 && belongsInBody) {
    const said = translatedCondition(text, context);
    const target = {
      start: source.tokens[when - 1]?.end ?? 0,
      end: source.tokens[close]?.end ?? 0,
    };
    const inBody = guard ? `${said.text} and ${guard}` : said.text;
    return { inBody, problems: said.problems, replace: [{ target, template: sql`` }] };
  }
  if (!guard) return none;
  if (trigger.timing === 'instead of') return { ...none, inBody: guard };
  const before = source.find('execute', 0);
  const at = source.tokens[when < 0 ? before : close]?.start ?? 0;
  const template = when < 0 ? sql`when (${guard}) ` : sql` and ${guard}`;
  return { ...none, replace: [{ target: { start: at, end: at }, template }] };
}

/** Whether the body sets off the same trigger again. */
function changesItself({ body, event, timing }: TriggerSource, table: string): boolean {
  if (timing === 'instead of') return false;
  const verb = {
    insert: '(?:insert\\s+(?:or\\s+\\w+\\s+)?into|replace\\s+into)',
    update: 'update(?:\\s+or\\s+\\w+)?',
    delete: 'delete\\s+from',
  }[event];
  const own = new RegExp(`^${verb}\\s+["\`[]?${table}\\b`, 'i');
  return body.some((statement) => own.test(statement));
}
