import { applyEdits } from '../core/edit.ts';
import type { SqlDiagnostic } from './check-document.ts';
import type { CodePage } from './rule-pages.ts';

/** What is shown over a construct: its form on the other database, and the rule's example. */
export function hoverText(
  text: string,
  found: SqlDiagnostic,
  page: CodePage,
  target: string,
): string {
  const form = fixedForm(text, found);
  const shown = form === undefined ? [] : [`On ${target}:`, fenced(form)];
  const { example, language } = page;
  const examples = example
    ? ['Example:', fenced(example.from, language), ...toLines(example.to, language, target)]
    : [];
  return [`**${page.title}**`, ...shown, ...examples].join('\n\n');
}

/** The construct as the fix writes it: all that lies between the first and the last change. */
function fixedForm(text: string, { span, fix = [] }: SqlDiagnostic): string | undefined {
  if (fix.length === 0) return undefined;
  const start = Math.min(span.start, ...fix.map((edit) => edit.start));
  const end = Math.max(span.end, ...fix.map((edit) => edit.end));
  const edits = fix.map((edit) => ({
    start: edit.start - start,
    end: edit.end - start,
    newText: edit.newText,
  }));
  return applyEdits(text.slice(start, end), edits).trim();
}

function toLines(to: string | undefined, language: CodePage['language'], target: string) {
  return to === undefined ? [] : [`${target}:`, fenced(to, language)];
}

function fenced(code: string, language = 'sql'): string {
  const fence = '`'.repeat(
    Math.max(3, ...[...code.matchAll(/`+/g)].map(([run]) => run.length + 1)),
  );
  return `${fence}${language}\n${code}\n${fence}`;
}
