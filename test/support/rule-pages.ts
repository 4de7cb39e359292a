import { ruleIndex, rulePage } from '../../src/sql/rule-page.ts';
import { rules } from '../../src/sql/rules/index.ts';

/** The documentation pages of the SQL rules, by their path in the repository. */
export function rulePages(): ReadonlyMap<string, string> {
  return new Map([
    ['docs/sql/README.md', ruleIndex(rules)],
    ...rules.map((rule) => [`docs/sql/${rule.id}.md`, rulePage(rule)] as const),
  ]);
}
