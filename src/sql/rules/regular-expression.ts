import type { Node } from 'libpg-query';
import { noForm, onCalls } from '../call-rule.ts';
import { quoteLiteral } from '../cast.ts';
import { globOfRegex, wholeClass } from '../regex-glob.ts';
import { type Answer, defineRule } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { sql, type Template } from '../template.ts';
import { as } from '../tree.ts';

const inApplication = noForm(
  'there are no regular expressions. Do this in the application, or register a function of this name with the driver.',
);

export const regularExpression = defineRule({
  id: 'regular-expression',
  title: 'Regular expressions: ~ ~* SIMILAR TO, regexp_replace',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.7.0',
  explanation: `SQLite has an operator REGEXP, but no function behind it: "no such function: REGEXP", until the application
registers one. A pattern of characters, classes, \`.\`, \`.*\`, \`^\` and \`$\` is written for GLOB, which has them
too; others stay with an error.

Python: \`connection.create_function('regexp', 2, lambda p, s: re.search(p, s) is not None)\`, and then
\`x REGEXP 'pattern'\`.`,
  examples: [
    {
      from: "select 'Anne' ~ '^[A-C]', 'anne' ~* 'NE$', 'a1' !~ '^[0-9]+$', 'abc' ~ 'a.c'",
      to: "select 'Anne' glob '[A-C]*', 'anne' glob '*[nN][eE]', not ('a1' <> '' and 'a1' not glob '*[^0-9]*'), 'abc' glob '*a?c*'",
    },
  ],
  on: {
    A_Expr: ({ kind, name, lexpr, rexpr }, context) => {
      const operator = as('String', name?.at(-1))?.sval ?? '';
      if (kind === 'AEXPR_SIMILAR')
        return {
          at: context.node,
          severity: 'error',
          message: 'SQLite has no SIMILAR TO: write LIKE or GLOB, or test in the application.',
        };
      if (kind !== 'AEXPR_OP' || !/^!?~\*?$/.test(operator) || !lexpr || !rexpr) return undefined;
      return matched(operator, lexpr, rexpr, context);
    },
    FuncCall: onCalls({
      regexp_count: inApplication,
      regexp_instr: inApplication,
      regexp_like: ([text, pattern, flags], context) => {
        const template =
          text && pattern && !flags ? globTest('~', text, pattern, context) : undefined;
        return template ? context.grouped(template) : inApplication([], context);
      },
      regexp_match: inApplication,
      regexp_matches: inApplication,
      regexp_replace: inApplication,
      regexp_split_to_array: inApplication,
      regexp_split_to_table: inApplication,
      regexp_substr: inApplication,
    }),
  },
});

function matched(operator: string, value: Node, pattern: Node, context: RuleContext): Answer {
  const template = globTest(operator, value, pattern, context);
  if (!template)
    return {
      at: context.node,
      severity: 'error',
      message: `SQLite has no operator ${operator}: register a function regexp with the driver, and write REGEXP, or test in the application.`,
    };
  return {
    at: context.node,
    message: 'SQLite has no regular expressions; GLOB has classes, any character and any text.',
    replace: [{ target: context.node, template: context.grouped(template) }],
  };
}

function globTest(
  operator: string,
  value: Node,
  pattern: Node,
  context: RuleContext,
): Template | undefined {
  const text = context.stringValue(pattern);
  const ignoresCase = operator.endsWith('*');
  const isNot = operator.startsWith('!');
  if (text === undefined) return undefined;
  const operand = context.operand(value);
  const whole = wholeClass(text, ignoresCase);
  if (whole) {
    const none = sql`${operand} not glob ${quoteLiteral(`*${whole.others}*`)}`;
    const test = whole.mayBeEmpty ? none : sql`(${operand} <> '' and ${none})`;
    if (!isNot) return test;
    return whole.mayBeEmpty ? sql`not (${test})` : sql`not ${test}`;
  }
  const glob = globOfRegex(text, ignoresCase);
  if (glob === undefined) return undefined;
  return sql`${operand} ${isNot ? 'not glob' : 'glob'} ${quoteLiteral(glob)}`;
}
