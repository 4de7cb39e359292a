import type { TextEdit } from '../core/edit.ts';
import { positionFinder } from '../core/span.ts';
import { rules } from '../sql/rules/index.ts';
import { apiRules } from './api/index.ts';
import type { PlacedDiagnostic, SqlDiagnostic } from './check-document.ts';
import {
  type IgnoreComment,
  ignoreComments,
  type NamedRule,
  unusedIgnore,
} from './ignore-comments.ts';
import { ignoreMark, lineStart, type SqlDocument } from './sql-document.ts';

/**
 * The diagnostics without those that comments hide, and with one for each rule that a comment names
 * in vain. `isChecked` tells the rules of this check from those of the other direction.
 */
export function applyIgnores(
  document: SqlDocument,
  found: readonly PlacedDiagnostic[],
  isChecked: (rule: string) => boolean,
): readonly PlacedDiagnostic[] {
  const ignores = ignoreComments(document);
  if (ignores.length === 0) return found;
  const used = new Set<NamedRule>();
  const lineOf = positionFinder(document.text);
  const kept = found.filter(({ diagnostic: { code, span } }) => {
    const places = [span.start, ...document.anchorsOf(span.start)];
    const lines = new Set(places.map((offset) => lineOf(offset).line));
    const hiding = ignores.flatMap((ignore) => {
      const speaks = ignore.scope === 'file' || lines.has(ignore.line);
      return speaks ? ignore.rules.filter(({ id }) => id === code) : [];
    });
    for (const rule of hiding) used.add(rule);
    return hiding.length === 0;
  });
  const unused = ignores.flatMap((ignore) => unusedIn(document, ignore, used, isChecked));
  const all = [...kept, ...unused.map((diagnostic) => ({ diagnostic }))];
  return all.sort((a, b) => a.diagnostic.span.start - b.diagnostic.span.start);
}

function unusedIn(
  document: SqlDocument,
  ignore: IgnoreComment,
  used: ReadonlySet<NamedRule>,
  isChecked: (rule: string) => boolean,
): readonly SqlDiagnostic[] {
  const { rules: named, comment } = ignore;
  const base = { code: unusedIgnore, severity: 'warning' } as const;
  if (named.length === 0) {
    const message = `This comment names no rule, so it hides nothing. Name one: ${document.commentMark} ${ignoreMark} rule: reason.`;
    return [{ ...base, message, span: comment, fix: [withoutComment(document.text, ignore)] }];
  }
  const idle = named.filter((rule) => !used.has(rule) && (isChecked(rule.id) || !isRule(rule.id)));
  return idle.map((rule) => ({
    ...base,
    message: isRule(rule.id)
      ? `Nothing of “${rule.id}” is found where this comment looks, so it hides nothing. Remove it.`
      : `There is no rule “${rule.id}”, so this hides nothing. Correct the name, or remove it.`,
    span: { start: rule.start, end: rule.end },
    fix: [withoutRule(document.text, ignore, rule, idle)],
  }));
}

function isRule(id: string): boolean {
  return id === 'syntax-error' || [...rules, ...apiRules].some((rule) => rule.id === id);
}

/** The comment goes with its last rule; before that a rule goes with the comma beside it. */
function withoutRule(
  text: string,
  ignore: IgnoreComment,
  rule: NamedRule,
  idle: readonly NamedRule[],
): TextEdit {
  const { rules: named } = ignore;
  if (idle.length === named.length) return withoutComment(text, ignore);
  const next = named[named.indexOf(rule) + 1];
  const before = named[named.indexOf(rule) - 1];
  if (next) return { start: rule.start, end: next.start, newText: '' };
  return { start: before?.end ?? rule.start, end: rule.end, newText: '' };
}

/** A comment that stands alone takes its line with it, another one the blanks before it. */
function withoutComment(text: string, { comment }: IgnoreComment): TextEdit {
  const line = lineStart(text, comment.start);
  const before = text.slice(line, comment.start);
  const [rest = ''] = /^[ \t]*(?:\r\n|\r|\n|$)/.exec(text.slice(comment.end)) ?? [];
  if (before.trim() === '' && rest)
    return { start: line, end: comment.end + rest.length, newText: '' };
  return { start: line + before.trimEnd().length, end: comment.end, newText: '' };
}
