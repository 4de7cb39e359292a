import type { Rule, RuleExample } from './rule.ts';

const fidelities = {
  exact: 'translated with the same result',
  approximate: 'translated, with a difference that is said',
  unsupported: 'has no form there',
} as const;

const traps = {
  rejected: 'refuses it with an error',
  differs: 'accepts it, and does something else: a silent trap',
} as const;

/** The documentation page of a rule, in Markdown. */
export function rulePage(rule: Rule): string {
  const isReverse = rule.direction === 'sqlite-to-postgresql';
  const [source, target] = isReverse ? ['SQLite', 'PostgreSQL'] : ['PostgreSQL', 'SQLite'];
  const facts = [
    `- From ${source} to ${target}: ${fidelities[rule.fidelity]}.`,
    `- As it is written, ${target} ${traps[rule.asWritten]}.`,
    ...(isReverse || rule.fidelity === 'unsupported'
      ? []
      : [`- Holds since SQLite ${rule.since}.`]),
  ];
  const examples = rule.examples.map((example) => exampleOf(example, source, target));
  return `# ${rule.title}\n\nCode: \`${rule.id}\`\n\n${facts.join('\n')}\n\n${rule.explanation}\n\n## Examples\n\n${examples.join('\n\n')}\n`;
}

function exampleOf({ setup, from, to }: RuleExample, source: string, target: string): string {
  const parts = [
    ...(setup ? [`With\n\n${fenced(setup)}`] : []),
    `${source}\n\n${fenced(from)}`,
    ...(to === undefined ? [] : [`${target}\n\n${fenced(to)}`]),
  ];
  return parts.join('\n\n');
}

function fenced(code: string): string {
  return `\`\`\`sql\n${code}\n\`\`\``;
}

/** The list of all pages. */
export function ruleIndex(rules: readonly Rule[]): string {
  const rows = rules
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map(
      ({ id, title, fidelity }) =>
        `| [${id}](${id}.md) | ${title.replaceAll('|', '\\|')} | ${fidelity} |`,
    );
  return `# SQL rules\n\n| Code | What it is about | Translation |\n|---|---|---|\n${rows.join('\n')}\n`;
}
