import type { ApiRule } from './api-rule.ts';

const traps = {
  rejected: 'it fails',
  differs: 'it does something else without a word: a silent trap',
} as const;

const languages = { SQLAlchemy: 'python', Knex: 'js' } as const;

/** The documentation page of a rule about a library, in Markdown. */
export function apiRulePage({
  id,
  title,
  library,
  asWritten,
  explanation,
  examples,
}: ApiRule): string {
  const shown = examples.map(({ from, to }) => {
    const fenced = (code: string) => `\`\`\`${languages[library]}\n${code}\n\`\`\``;
    const instead = to === undefined ? '' : `\n\nInstead\n\n${fenced(to)}`;
    return `${fenced(from)}${instead}`;
  });
  const facts = `- ${library}, for SQLite: ${traps[asWritten]}.`;
  return `# ${title}\n\nCode: \`${id}\`\n\n${facts}\n\n${explanation}\n\n## Examples\n\n${shown.join('\n\n')}\n`;
}

/** The list of the pages. */
export function apiRuleIndex(rules: readonly ApiRule[]): string {
  const rows = rules.map(
    ({ id, title, library }) => `| [${id}](${id}.md) | ${title} | ${library} |`,
  );
  return `\n# Rules about libraries\n\n| Code | What it is about | Library |\n|---|---|---|\n${rows.join('\n')}\n`;
}
