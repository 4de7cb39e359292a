import { applyEdits } from '../../core/edit.ts';
import { parseStatement } from '../parser.ts';
import { statementRemoval } from '../removal.ts';
import { type RoutineStatement, readRoutine } from '../routines/plpgsql.ts';
import { type Answer, defineRule } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { sql } from '../template.ts';
import { as } from '../tree.ts';

export const doBlock = defineRule({
  id: 'do-block',
  title: 'DO',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.0.0',
  explanation: `SQLite has no blocks of PL/pgSQL. A block that only runs statements becomes these statements. \`IF NOT
EXISTS (...) THEN INSERT\` becomes an INSERT with the condition, and a block that creates a type goes,
because SQLite has no types. Anything else belongs into the application.`,
  examples: [
    {
      setup: 'create table kv (k text primary key, v int)',
      from: `do $$ begin if not exists (select 1 from kv where k = 'x') then insert into kv (k, v) values ('x', 1); end if; end $$`,
      to: `insert into kv (k, v) select 'x', 1 where not exists (select 1 from kv where k = 'x')`,
    },
    {
      from: "do $$ begin create type st as enum ('a'); exception when duplicate_object then null; end $$; select 1",
      to: 'select 1',
    },
  ],
  on: { DoStmt: (_content, context) => answer(context) },
});

function answer(context: RuleContext): Answer {
  const at = { start: 0, end: context.source.text.length };
  const body = readRoutine(context.source.text);
  const statements = body && statementsOf(body, context);
  if (!statements)
    return {
      at,
      severity: 'error',
      message:
        'SQLite has no blocks of PL/pgSQL: write the statements by themselves, or do this in the application.',
    };
  if (statements.length === 0)
    return statementRemoval(context, 'SQLite has no need of this block, so it goes.');
  return {
    at,
    message: 'SQLite has no blocks of PL/pgSQL: these are its statements.',
    replace: [{ target: at, template: sql`${statements.join(';\n')}` }],
  };
}

function statementsOf(
  body: readonly RoutineStatement[],
  context: RuleContext,
): readonly string[] | undefined {
  const result: string[] = [];
  for (const statement of body) {
    const texts = textsOf(statement, context);
    if (!texts) return undefined;
    result.push(...texts);
  }
  return result;
}

function textsOf(statement: RoutineStatement, context: RuleContext): readonly string[] | undefined {
  switch (statement.kind) {
    case 'sql':
      return translated(statement.text, context);
    case 'if':
      return conditional(statement, context);
    case 'return':
    case 'notice':
      return [];
    default:
      return undefined;
  }
}

/** One INSERT of one row under one condition. */
function conditional(
  { branches }: Extract<RoutineStatement, { kind: 'if' }>,
  context: RuleContext,
): readonly string[] | undefined {
  const [branch, second] = branches;
  const [only, other] = branch?.body ?? [];
  if (second || other || !branch?.condition || only?.kind !== 'sql') return undefined;
  const values = /^([\s\S]*?\))\s*values\s*\(([\s\S]*)\)\s*$/i.exec(only.text);
  const rows = parseStatement(only.text).tree;
  const lists = as('SelectStmt', as('InsertStmt', rows)?.selectStmt)?.valuesLists ?? [];
  if (!values || lists.length !== 1) return undefined;
  return translated(`${values[1]} select ${values[2]} where ${branch.condition}`, context);
}

function translated(text: string, context: RuleContext): readonly string[] | undefined {
  const { edits, problems } = context.translate(text);
  if (problems.some(({ severity }) => severity === 'error')) return undefined;
  const result = applyEdits(text, edits);
  return result ? [result] : [];
}
