import * as vscode from 'vscode';
import type { TextEdit } from '../../core/edit.ts';
import type { EngineId } from '../../core/goal.ts';
import type { Span } from '../../core/span.ts';
import type { SqlDiagnostic } from '../../language/check-document.ts';
import { unusedIgnore } from '../../language/ignore-comments.ts';
import { convertAction } from './convert-sql.ts';
import type { LanguageServices, SqlRequest } from './language-services.ts';
import { databaseNames, type SqlDiagnostics } from './sql-diagnostics.ts';
import { sqlDocuments } from './sql-languages.ts';
import { rangeIn, type SqlProblem } from './sql-problem.ts';

const fixAllKind = vscode.CodeActionKind.SourceFixAll.append('engineSwitch');

type Edits = readonly TextEdit[];

/** An action whose edits are made when it is chosen. */
class LazyAction extends vscode.CodeAction {
  readonly document: vscode.TextDocument;
  readonly make: (services: LanguageServices, request: SqlRequest) => Edits | Promise<Edits>;

  constructor(document: vscode.TextDocument, title: string, make: LazyAction['make']) {
    super(title, vscode.CodeActionKind.QuickFix);
    this.document = document;
    this.make = make;
  }
}

/** Fixes of the SQL diagnostics: this one, all of its rule, all of the file; and ways to hide it. */
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
    if (only?.intersects(fixAllKind)) return [fixAllOnSave(document)];
    const all = this.diagnostics.problemsOf(document);
    const here = all.filter((problem) => problem.range.intersection(range));
    const target = this.diagnostics.targetOf(document);
    if (here.length === 0 || !target) return [];
    const single = here.flatMap((problem) => fixOne(document, problem, databaseNames[target]));
    const codes = [...new Set(here.map(({ found }) => found.code))];
    return [
      ...single,
      ...codes.flatMap((code) => fixRule(document, code, all)),
      ...fixEvery(document, here, all),
      ...hidden(document, here),
      ...(document.languageId === 'sql' ? convertActions(document, target) : []),
    ];
  }

  async resolveCodeAction(action: vscode.CodeAction): Promise<vscode.CodeAction> {
    if (!(action instanceof LazyAction)) return action;
    const request = this.diagnostics.requestFor(action.document);
    const edits = request && (await action.make(await this.diagnostics.services(), request));
    action.edit = workspaceEdit(action.document, edits ?? []);
    return action;
  }
}

function fixOne(
  document: vscode.TextDocument,
  problem: SqlProblem,
  database: string,
): vscode.CodeAction[] {
  const { code, fix } = problem.found;
  if (!fix) return [];
  const title =
    code === unusedIgnore
      ? vscode.l10n.t('Remove what hides nothing')
      : vscode.l10n.t('Write it for {0} ({1})', database, code);
  const { span } = problem.found;
  const made = new LazyAction(document, title, (services, request) =>
    services.fix(request, (found) => found.code === code && isSame(found.span, span)),
  );
  made.diagnostics = [problem];
  made.isPreferred = true;
  return [made];
}

function isSame(a: Span, b: Span): boolean {
  return a.start === b.start && a.end === b.end;
}

/** All but what is said of comments: they may be wanted again. */
function isSql({ code }: SqlDiagnostic): boolean {
  return code !== unusedIgnore;
}

function fixRule(
  document: vscode.TextDocument,
  code: string,
  all: readonly SqlProblem[],
): vscode.CodeAction[] {
  const problems = all.filter(({ found }) => found.code === code && found.fix);
  if (problems.length < 2) return [];
  const title = vscode.l10n.t('Fix all {0} of “{1}” in this file', problems.length, code);
  const made = new LazyAction(document, title, (services, request) =>
    services.fix(request, (found) => found.code === code),
  );
  made.diagnostics = problems;
  return [made];
}

function fixEvery(
  document: vscode.TextDocument,
  here: readonly SqlProblem[],
  all: readonly SqlProblem[],
): vscode.CodeAction[] {
  const problems = all.filter(({ found }) => found.fix && isSql(found));
  const codes = new Set(problems.map(({ found }) => found.code));
  if (codes.size < 2 || !here.some(({ found }) => found.fix)) return [];
  const title = vscode.l10n.t('Fix all {0} SQL problems in this file', problems.length);
  const made = new LazyAction(document, title, (services, request) => services.fix(request, isSql));
  made.diagnostics = problems;
  return [made];
}

function fixAllOnSave(document: vscode.TextDocument): vscode.CodeAction {
  const title = vscode.l10n.t('Fix all SQL problems');
  const made = new LazyAction(document, title, (services, request) => services.fix(request, isSql));
  made.kind = fixAllKind;
  return made;
}

/** A comment for this line, and one for the file, once for each rule. */
function hidden(document: vscode.TextDocument, here: readonly SqlProblem[]): vscode.CodeAction[] {
  const rules = new Map(here.map((problem) => [problem.found.code, problem]));
  rules.delete(unusedIgnore);
  return [...rules].flatMap(([code, problem]) => {
    const titles = [
      [vscode.l10n.t('Disable “{0}” for this line', code), problem.found.span.start],
      [vscode.l10n.t('Disable “{0}” for this file', code), 'file'],
    ] as const;
    return titles.map(([title, place]) => {
      const made = new LazyAction(document, title, (services, request) => {
        const edit = services.ignore(request, code, place);
        return edit ? [edit] : [];
      });
      made.diagnostics = [problem];
      return made;
    });
  });
}

function convertActions({ uri }: vscode.TextDocument, target: EngineId): vscode.CodeAction[] {
  return (['beside', 'in-place'] as const).map((where) => {
    const command = convertAction({ uri, target, place: where });
    const made = new vscode.CodeAction(command.title, vscode.CodeActionKind.QuickFix);
    made.command = command;
    return made;
  });
}

function workspaceEdit(document: vscode.TextDocument, edits: Edits): vscode.WorkspaceEdit {
  const made = new vscode.WorkspaceEdit();
  made.set(
    document.uri,
    edits.map((edit) => new vscode.TextEdit(rangeIn(document, edit), edit.newText)),
  );
  return made;
}

/** Offers the fixes in every kind of document that can hold SQL. */
export function registerSqlFixes(diagnostics: SqlDiagnostics): vscode.Disposable {
  return vscode.languages.registerCodeActionsProvider(sqlDocuments, new SqlFixes(diagnostics), {
    providedCodeActionKinds: [vscode.CodeActionKind.QuickFix, fixAllKind],
  });
}
