import type { Node } from 'libpg-query';
import { noForm, onCalls } from '../call-rule.ts';
import { quoteLiteral } from '../cast.ts';
import { onOperators } from '../operator-rule.ts';
import { alternativesOf, globOfRegex, wholeClass } from '../regex-glob.ts';
import { type Answer, defineRule } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { join, sql, type Template } from '../template.ts';
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
    A_Expr: onOperators(['~', '!~', '~*', '!~*'], ({ kind, name, lexpr, rexpr }, context) => {
      const operator = as('String', name?.at(-1))?.sval ?? '';
      const similar = kind === 'AEXPR_SIMILAR' ? similarPattern(rexpr, context) : undefined;
      if (similar !== undefined && lexpr) {
        const sign = operator.startsWith('!') ? '!~' : '~';
        const template = patternTest(sign, lexpr, similar, context);
        if (template) return found(template, context);
      }
      if (kind === 'AEXPR_SIMILAR')
        return {
          at: context.node,
          severity: 'error',
          message: 'SQLite has no SIMILAR TO: write LIKE or GLOB, or test in the application.',
        };
      if (kind !== 'AEXPR_OP' || !/^!?~\*?$/.test(operator) || !lexpr || !rexpr) return undefined;
      return matched(operator, lexpr, rexpr, context);
    }),
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

/** The pattern of SIMILAR TO as a regular expression; it is an argument of similar_to_escape(). */
function similarPattern(node: Node | undefined, context: RuleContext): string | undefined {
  const [pattern, ending] = as('FuncCall', node)?.args ?? [];
  const text = context.stringValue(pattern);
  if (text === undefined || ending || /[\\.^$]/.test(text)) return undefined;
  return text
    .split('|')
    .map((item) => item.replaceAll('%', '.*').replaceAll('_', '.'))
    .join('|')
    .replace(/^([^(|]*(?:\([^()]*\))?[^()|]*)$/, '^$1$');
}

function found(template: Template, context: RuleContext): Answer {
  return {
    at: context.node,
    message: 'SQLite has no regular expressions; GLOB has classes, any character and any text.',
    replace: [{ target: context.node, template: context.grouped(template) }],
  };
}

function matched(operator: string, value: Node, pattern: Node, context: RuleContext): Answer {
  const template = globTest(operator, value, pattern, context);
  if (!template)
    return {
      at: context.node,
      severity: 'error',
      message: `SQLite has no operator ${operator}: register a function regexp with the driver, and write REGEXP, or test in the application.`,
    };
  return found(template, context);
}

function globTest(
  operator: string,
  value: Node,
  pattern: Node,
  context: RuleContext,
): Template | undefined {
  const text = context.stringValue(pattern);
  return text === undefined ? undefined : patternTest(operator, value, text, context);
}

function patternTest(
  operator: string,
  value: Node,
  text: string,
  context: RuleContext,
): Template | undefined {
  const ignoresCase = operator.endsWith('*');
  const isNot = operator.startsWith('!');
  const operand = context.operand(value);
  const whole = wholeClass(text, ignoresCase);
  if (whole) {
    const none = sql`${operand} not glob ${quoteLiteral(`*${whole.others}*`)}`;
    const test = whole.mayBeEmpty ? none : sql`(${operand} <> '' and ${none})`;
    if (!isNot) return test;
    return whole.mayBeEmpty ? sql`not (${test})` : sql`not ${test}`;
  }
  const globs = alternativesOf(text)?.map((item) => globOfRegex(item, ignoresCase));
  if (!globs || globs.includes(undefined)) return undefined;
  const word = isNot ? 'not glob' : 'glob';
  const tests = globs.map((glob) => sql`${operand} ${word} ${quoteLiteral(glob ?? '')}`);
  return tests.length === 1 ? tests[0] : sql`(${join(tests, isNot ? ' and ' : ' or ')})`;
}
