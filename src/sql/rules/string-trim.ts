import { type CallTranslator, callOf, onCalls } from '../call-rule.ts';
import { defineRule } from '../rule.ts';

export const stringTrim = defineRule({
  id: 'string-trim',
  title: 'btrim, TRIM(BOTH ... FROM ...)',
  fidelity: 'exact',
  asWritten: 'rejected',
  since: '3.0.0',
  explanation: `SQLite has \`trim(text, characters)\`, \`ltrim\` and \`rtrim\` as functions, without the words BOTH, LEADING,
TRAILING and FROM.`,
  examples: [
    {
      from: "select btrim('xxaxx', 'x'), trim(both 'x' from 'xax'), trim(leading 'x' from 'xax'), trim(trailing from 'a  ')",
      to: "select trim('xxaxx', 'x') as btrim, trim('xax', 'x') as btrim, ltrim('xax', 'x') as ltrim, rtrim('a  ') as rtrim",
    },
  ],
  on: {
    FuncCall: onCalls({ btrim: trimmed('trim'), ltrim: trimmed('ltrim'), rtrim: trimmed('rtrim') }),
  },
});

/** All forms are one call in the tree; the written form tells whether SQLite has it. */
function trimmed(name: string): CallTranslator {
  return (args, { source, node }) => {
    const { first, last } = source.extent(node);
    const words = source.find(['both', 'leading', 'trailing', 'from'], first + 2, last - 1);
    return source.value(first) === name && words < 0 ? 'portable' : callOf(name, args);
  };
}
