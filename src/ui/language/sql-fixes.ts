import * as vscode from 'vscode';
import { type SqlDiagnostics, type SqlProblem, sqlLanguages } from './sql-diagnostics.ts';

const fixAll = vscode.CodeActionKind.SourceFixAll.append('engineSwitch');

/** Quick fixes of the SQL diagnostics: this one, all of its rule, all of the file. */
class SqlFixes implements vscode.CodeActionProvider {
  private readonly diagnostics: SqlDiagnostics;
  constructor(diagnostics: SqlDiagnostics) {
    this.diagnostics = diagnostics;
  }

  provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
    { only }: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    const all = this.diagnostics.problemsOf(document).filter(({ found }) => found.fix);
    if (only && fixAll.contains(only)) return [fixAllAction(document, all)];
    const here = all.filter((problem) => problem.range.intersection(range));
    return here.flatMap((problem) => actionsFor(document, problem, all));
  }
}

function actionsFor(
  document: vscode.TextDocument,
  problem: SqlProblem,
  all: readonly SqlProblem[],
): vscode.CodeAction[] {
  const { code } = problem.found;
  const sameRule = all.filter(({ found }) => found.code === code);
  const one = action(document, vscode.l10n.t('Write it for SQLite ({0})', code), [problem]);
  one.isPreferred = true;
  const rule = vscode.l10n.t('Fix all {0} of “{1}” in this file', sameRule.length, code);
  const file = vscode.l10n.t('Fix all {0} SQL problems in this file', all.length);
  return [
    one,
    ...(sameRule.length > 1 ? [action(document, rule, sameRule)] : []),
    ...(all.length > sameRule.length ? [action(document, file, all)] : []),
  ];
}

function fixAllAction(
  document: vscode.TextDocument,
  problems: readonly SqlProblem[],
): vscode.CodeAction {
  const made = action(document, vscode.l10n.t('Fix all SQL problems'), problems);
  made.kind = fixAll;
  return made;
}

function action(
  document: vscode.TextDocument,
  title: string,
  problems: readonly SqlProblem[],
): vscode.CodeAction {
  const made = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  made.diagnostics = [...problems];
  made.edit = new vscode.WorkspaceEdit();
  made.edit.set(document.uri, editsOf(document, problems));
  return made;
}

/** Of two fixes that touch the same text the first is made; the other one is found again after it. */
function editsOf(
  document: vscode.TextDocument,
  problems: readonly SqlProblem[],
): vscode.TextEdit[] {
  const taken: vscode.Range[] = [];
  return problems.flatMap(({ found }) => {
    const edits = (found.fix ?? []).map(({ start, end, newText }) => {
      const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
      return new vscode.TextEdit(range, newText);
    });
    if (edits.some(({ range }) => taken.some((other) => other.intersection(range)))) return [];
    taken.push(...edits.map(({ range }) => range));
    return edits;
  });
}

/** Offers the fixes in every kind of document that can hold SQL. */
export function registerSqlFixes(diagnostics: SqlDiagnostics): vscode.Disposable {
  const documents = sqlLanguages.map((language) => ({ language }));
  return vscode.languages.registerCodeActionsProvider(documents, new SqlFixes(diagnostics), {
    providedCodeActionKinds: [vscode.CodeActionKind.QuickFix, fixAll],
  });
}
