import type { CreateTrigStmt } from 'libpg-query';
import { quoteName } from '../identifier.ts';
import { statementRemoval } from '../removal.ts';
import { type RoutineStatement, readRoutine } from '../routines/plpgsql.ts';
import { triggerSteps } from '../routines/trigger-steps.ts';
import type { TriggerEvent } from '../routines/trigger-words.ts';
import { type TriggerHead, writeTriggers } from '../routines/write-trigger.ts';
import { type Answer, defineRule, type Finding } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { writtenTypeName } from '../sql-type.ts';
import { sql } from '../template.ts';
import { as } from '../tree.ts';

export const trigger = defineRule({
  id: 'trigger',
  title: 'CREATE TRIGGER',
  fidelity: 'approximate',
  asWritten: 'rejected',
  since: '3.8.0',
  explanation: `A trigger of SQLite holds statements, not a function in PL/pgSQL, has one event, runs for each row, and
cannot assign to NEW. Simple functions are translated: assignments to NEW (an \`updated_at\`), INSERT,
UPDATE and DELETE (an audit table), RAISE EXCEPTION, IF with conditions on the row or on TG_OP.

An assignment to NEW becomes an UPDATE of the row after the statement, so RETURNING shows the value
from before, and a NOT NULL column needs a default. Keep \`PRAGMA recursive_triggers\` off. Functions
with variables, loops or queries into variables are left to you: write the trigger in SQL.`,
  examples: [
    {
      setup: `create table kv (k text primary key, n int);
create function touch() returns trigger language plpgsql as $$ begin new.n := old.n + 1; return new; end $$`,
      from: 'create trigger t before update of k on kv for each row execute function touch()',
      to: `create trigger t after update of k on kv
begin
  update kv set n = old.n + 1 where rowid = new.rowid;
end`,
    },
    {
      setup: `create table kv (k text primary key, n int); create table log (what text, k text);
create function audit() returns trigger language plpgsql as $$ begin
  if tg_op = 'DELETE' then insert into log values (tg_op, old.k); return old; end if;
  if new.n < 0 then raise exception 'no'; end if;
  insert into log values (tg_op, new.k); return new; end $$`,
      from: 'create trigger t after insert or delete on kv for each row execute procedure audit()',
      to: `create trigger t_insert after insert on kv when new.n < 0
begin
  select raise(abort, 'no');
end;
create trigger t_insert_2 after insert on kv
begin
  insert into log values ('INSERT', new.k);
end;
create trigger t_delete after delete on kv
begin
  insert into log values ('DELETE', old.k);
end`,
    },
  ],
  on: {
    CreateFunctionStmt: ({ returnType, options }, context) => {
      const isTrigger = returnType && writtenTypeName(returnType) === 'trigger';
      const language = (options ?? []).map((item) => as('DefElem', item));
      const isPlpgsql = language.some(
        (option) => option?.defname === 'language' && as('String', option.arg)?.sval === 'plpgsql',
      );
      if (!isTrigger || !isPlpgsql) return undefined;
      return {
        ...statementRemoval(
          context,
          'SQLite has no functions in the database: what this one does goes into its triggers.',
        ),
        severity: 'info',
      };
    },
    CreateTrigStmt: (content, context) => answer(content, context),
  },
});

const bits = { row: 1, before: 2, insert: 4, delete: 8, update: 16, truncate: 32, insteadOf: 64 };

function eventsOf({ events = 0 }: CreateTrigStmt): readonly TriggerEvent[] {
  return [
    ...(events & bits.insert ? (['INSERT'] as const) : []),
    ...(events & bits.update ? (['UPDATE'] as const) : []),
    ...(events & bits.delete ? (['DELETE'] as const) : []),
  ];
}

function answer(content: CreateTrigStmt, context: RuleContext): Answer {
  const refusal = shapeRefusal(content);
  if (refusal) return unsupported(refusal, context);
  const name = as('String', content.funcname?.at(-1))?.sval ?? '';
  const definition = context.schema.routine(name);
  const body = definition && readRoutine(definition.text);
  if (!body)
    return unsupported(
      definition ? `${name}() declares variables` : `${name}() is not known`,
      context,
    );
  const statements: string[] = [];
  for (const event of eventsOf(content)) {
    const head = headOf(content, event, context);
    const steps = triggerSteps(body, head.place, head.timing === 'before');
    const written = 'reason' in steps ? steps : writeTriggers(head, steps, context);
    if ('reason' in written) return unsupported(`${name}(): ${written.reason}`, context);
    statements.push(...written);
  }
  const assigns = body.some(isAssignment);
  const at = { start: 0, end: context.source.text.length };
  const drop = content.replace
    ? `drop trigger if exists ${quoteName(content.trigname ?? '')};\n`
    : '';
  return {
    at,
    ...(assigns ? {} : { severity: 'info' as const }),
    message: assigns
      ? "SQLite's triggers hold statements and cannot assign to NEW: the row is updated after the statement, and RETURNING does not show it."
      : "SQLite's triggers hold the statements themselves: those of the function are written here.",
    replace: [{ target: at, template: sql`${drop}${statements.join(';\n')}` }],
  };
}

function isAssignment(statement: RoutineStatement): boolean {
  if (statement.kind === 'if')
    return statement.branches.some(({ body }) => body.some(isAssignment));
  return statement.kind === 'assign';
}

function shapeRefusal({ row, events = 0, transitionRels, args, isconstraint }: CreateTrigStmt) {
  if (!row) return 'it runs once for a statement';
  if (events & bits.truncate) return 'SQLite has no TRUNCATE';
  if (transitionRels) return 'it reads transition tables';
  if (isconstraint) return 'it is a constraint trigger';
  return args?.length ? 'its function takes arguments' : undefined;
}

function headOf(content: CreateTrigStmt, event: TriggerEvent, context: RuleContext): TriggerHead {
  const { timing = 0, columns, whenClause, relation, trigname = '' } = content;
  const table = relation?.relname ?? '';
  const known = context.schema.table(table);
  const names = (columns ?? []).map((item) => quoteName(as('String', item)?.sval ?? ''));
  const isOnly = eventsOf(content).length === 1;
  return {
    place: {
      table,
      event,
      name: isOnly ? trigname : `${trigname}_${event.toLowerCase()}`,
      columns: known?.columns.map((column) => column.name) ?? [],
    },
    timing: timing & bits.before ? 'before' : timing & bits.insteadOf ? 'instead of' : 'after',
    columns: event === 'UPDATE' && names.length > 0 ? ` of ${names.join(', ')}` : '',
    ...(whenClause && { when: context.source.slice(context.source.outerSpanOf(whenClause)) }),
  };
}

function unsupported(reason: string, context: RuleContext): Finding {
  return {
    at: { start: 0, end: context.source.text.length },
    severity: 'error',
    message: `This trigger has no form in SQLite: ${reason}. Write it in SQL (INSERT, UPDATE, DELETE, SELECT RAISE), or do its work in the application.`,
  };
}
