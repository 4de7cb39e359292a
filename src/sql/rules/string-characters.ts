import type { Node } from 'libpg-query';
import { type CallTranslation, isLiteral, noForm, onCalls, renamed } from '../call-rule.ts';
import { quoteLiteral } from '../cast.ts';
import { defineRule } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { sql, type Template } from '../template.ts';

export const stringCharacters = defineRule({
  id: 'string-characters',
  title: 'chr, ascii, translate, initcap, lower and upper of other letters',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.7.16',
  explanation: `\`chr\` is \`char\` in SQLite and \`ascii\` is \`unicode\`. \`translate\` with literals becomes a chain of
\`replace\`. SQLite's \`lower\` and \`upper\` change the letters A to Z only.

\`initcap\` has no equivalent. Register a function, or do it in the application.`,
  examples: [
    {
      from: "select chr(65), ascii('A'), translate('abcabc', 'abc', 'xy')",
      to: "select char(65) as chr, unicode('A') as ascii, replace(replace(replace('abcabc', 'a', 'x'), 'b', 'y'), 'c', '') as translate",
    },
  ],
  on: {
    FuncCall: onCalls({
      chr: renamed('char'),
      ascii: ([text], context) => {
        if (!text) return undefined;
        if (isLiteral(text) && context.stringValue(text)) return sql`unicode(${text})`;
        return sql`case when ${context.operand(text)} = '' then 0 else unicode(${text}) end`;
      },
      initcap: noForm('write the words in the application, or register a function.'),
      lower: ([text], context) => foldedLetters(text, context),
      upper: ([text], context) => foldedLetters(text, context),
      to_hex: ([value]) => value && sql`printf('%x', ${value})`,
      translate: ([text, from, to], context) => {
        const sources = context.stringValue(from);
        const targets = context.stringValue(to);
        const chain =
          text && sources !== undefined && targets !== undefined
            ? replacements(text, [...sources], [...targets])
            : undefined;
        return (
          chain ?? {
            severity: 'error',
            note: 'only literals whose new characters are not replaced again can be written as replace(). Do it in the application.',
          }
        );
      },
    }),
  },
});

/** Literals show what columns may hold; a warning for every column would be no help. */
function foldedLetters(text: Node | undefined, context: RuleContext): CallTranslation | 'portable' {
  const value = context.stringValue(text) ?? '';
  if (!/[^\0-\x7f]/.test(value)) return 'portable';
  return {
    severity: 'error',
    note: 'lower() and upper() change the letters A to Z only. Register functions with the driver, or fold the text in the application.',
  };
}

function replacements(
  text: Node,
  sources: readonly string[],
  targets: readonly string[],
): Template | undefined {
  const first = sources.filter((character, index) => sources.indexOf(character) === index);
  const isSafe = first.every((_, index) => {
    const target = targets[sources.indexOf(first[index] ?? '')];
    return !target || !first.slice(index + 1).includes(target);
  });
  if (!isSafe) return undefined;
  return first.reduce<Template>((inner, character) => {
    const target = targets[sources.indexOf(character)] ?? '';
    return sql`replace(${inner}, ${quoteLiteral(character)}, ${quoteLiteral(target)})`;
  }, sql`${text}`);
}
