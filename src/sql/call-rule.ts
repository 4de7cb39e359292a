import type { Node } from 'libpg-query';
import type { Answer, Finding, Handler } from './rule.ts';
import type { RuleContext } from './rule-context.ts';
import { sql, type Template } from './template.ts';
import { as } from './tree.ts';

/** A call's translation, with what has to be said about it beside its name. */
export interface CallTranslation {
  /** Missing where there is none. */
  readonly template?: Template;
  readonly note?: string;
  readonly severity?: Finding['severity'];
}

export type CallTranslator = (
  args: readonly Node[],
  context: RuleContext,
) => Template | CallTranslation | 'portable' | undefined;

/** A handler of calls by the function's name; a function that the script defines is another one. */
export function onCalls(
  translators: Readonly<Record<string, CallTranslator>>,
): Handler<'FuncCall'> {
  const handle: Handler<'FuncCall'> = ({ funcname, args }, context) => {
    const name = as('String', funcname?.at(-1))?.sval ?? '';
    const translator = Object.hasOwn(translators, name) ? translators[name] : undefined;
    if (!translator || isForeign(funcname) || context.schema.routine(name)) return undefined;
    return answerOf(name, translator(args ?? [], context), context);
  };
  return Object.assign(handle, { names: new Set(Object.keys(translators)) });
}

/** A handler that looks at calls of these functions only. */
export function onFunctions(
  names: readonly string[],
  handle: Handler<'FuncCall'>,
): Handler<'FuncCall'> {
  return Object.assign(handle, { names: new Set(names) });
}

function answerOf(
  name: string,
  translated: ReturnType<CallTranslator>,
  context: RuleContext,
): Answer {
  if (translated === 'portable' || !translated) return translated;
  const { template, note, severity } =
    'parts' in translated ? { template: translated } : translated;
  return {
    at: context.node,
    message: `${context.options.target} has no ${name}()${note ? `: ${note}` : ' of this kind.'}`,
    ...(severity && { severity }),
    ...(template && { replace: [{ target: context.node, template }] }),
  };
}

function isForeign(funcname: readonly Node[] | undefined): boolean {
  const schema = as('String', funcname?.at(-2))?.sval;
  return schema !== undefined && schema !== 'pg_catalog';
}

/** A call that SQLite cannot say. */
export function noForm(note: string): CallTranslator {
  return () => ({ note, severity: 'error' });
}

/** The same call by another name. */
export function renamed(name: string): CallTranslator {
  return (args) => callOf(name, args);
}

export function callOf(name: string, args: readonly (Node | Template)[]): Template {
  return sql`${name}(${joined(args)})`;
}

function joined(args: readonly (Node | Template)[]): Template {
  return args.reduce<Template>(
    (list, argument, index) => (index === 0 ? sql`${argument}` : sql`${list}, ${argument}`),
    sql``,
  );
}

/** The value of an integer literal, with its sign. */
export function integerValue(node: Node | undefined): number | undefined {
  const constant = as('A_Const', node);
  if (constant?.ival) return constant.ival.ival ?? 0;
  const sign = as('A_Expr', node);
  const isNegative = !sign?.lexpr && as('String', sign?.name?.[0])?.sval === '-';
  const inner = isNegative ? integerValue(sign?.rexpr) : undefined;
  return inner === undefined ? undefined : -inner;
}

/** Whether the value is certainly not NULL: a literal. */
export function isLiteral(node: Node | undefined): boolean {
  const constant = as('A_Const', node) ?? as('A_Const', as('TypeCast', node)?.arg);
  return constant !== undefined && !constant.isnull;
}

/** The template only where the value is not NULL, else NULL, as PostgreSQL's functions do. */
export function unlessNull(value: Node, template: Template, context: RuleContext): Template {
  if (isLiteral(value) || 'A_ArrayExpr' in value || 'ParamRef' in value) return template;
  const inner = as('TypeCast', value)?.arg;
  if (inner && 'A_ArrayExpr' in inner) return template;
  return sql`case when ${context.operand(value)} is not null then ${template} end`;
}
