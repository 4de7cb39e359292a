import type { Rule } from '../sql/rule.ts';
import { ruleIndex, rulePage } from '../sql/rule-page.ts';
import { rules } from '../sql/rules/index.ts';
import type { ApiRule } from './api/api-rule.ts';
import { apiRuleIndex, apiRulePage } from './api/api-rule-page.ts';
import { apiRules } from './api/index.ts';
import { ignoreMark } from './sql-document.ts';

/** What is said about a code: its rule's title, an example and its page. */
export interface CodePage {
  readonly title: string;
  readonly example?: { readonly from: string; readonly to?: string };
  /** The language of the example, where it is not SQL. */
  readonly language?: 'python' | 'js';
  /** Markdown. */
  readonly text: string;
}

const ownPages: Readonly<Record<string, CodePage>> = {
  'syntax-error': {
    title: 'Not a statement of PostgreSQL',
    text: `# Not a statement of PostgreSQL

Code: \`syntax-error\`

A statement in a file of SQL that PostgreSQL's own parser refuses, so that nothing can be said of it.
The other statements of the file are checked all the same. Text in a string of code that is no whole
statement is passed over in silence: it may be a part of one.

Correct it. If it is meant for another tool, hide this with a comment above it:

\`\`\`sql
-- ${ignoreMark} syntax-error: a template of our own
\`\`\`
`,
  },
  'unused-ignore': {
    title: 'A comment that hides nothing',
    text: `# A comment that hides nothing

Code: \`unused-ignore\`

\`-- ${ignoreMark} rule: reason\` hides what a rule says of its own line; standing alone, of the next
line, or of the whole statement or string that begins there. \`-- ${ignoreMark}-file rule: reason\` hides
it in the whole file. Several rules are parted by commas. In Python the comment begins with \`#\`, in
JavaScript and TypeScript with \`//\`; a comment of SQL inside of a string works too.

Where the rule finds nothing, the comment is a leftover, or its name is not that of a rule: remove it,
or correct the name.

\`\`\`sql
-- ${ignoreMark} ilike: the names are ASCII
select id from people where name like 'a%';
\`\`\`
`,
  },
};

/** The pages of all codes that a diagnostic can have, by code. */
export function codePages(): ReadonlyMap<string, CodePage> {
  return new Map([
    ...rules.map((rule) => [rule.id, pageOf(rule)] as const),
    ...apiRules.map((rule) => [rule.id, apiPageOf(rule)] as const),
    ...Object.entries(ownPages),
  ]);
}

function pageOf(rule: Rule): CodePage {
  const example = rule.examples.find(({ to }) => to !== undefined) ?? rule.examples[0];
  return { title: rule.title, text: rulePage(rule), ...(example && { example }) };
}

function apiPageOf(rule: ApiRule): CodePage {
  const [example] = rule.examples;
  const language = rule.library === 'Knex' ? 'js' : 'python';
  return { title: rule.title, text: apiRulePage(rule), language, ...(example && { example }) };
}

/** The files of the documentation, by their path in the repository. */
export function documentationFiles(): ReadonlyMap<string, string> {
  return new Map([
    ['docs/sql/README.md', ruleIndex(rules) + apiRuleIndex(apiRules)],
    ...[...codePages()].map(([code, { text }]) => [`docs/sql/${code}.md`, text] as const),
  ]);
}
