import * as vscode from 'vscode';
import type { SqlDiagnostic } from '../../language/check-document.ts';
import { unusedIgnore } from '../../language/ignore-comments.ts';
import { rulePageLink } from './rule-pages.ts';

/** A diagnostic of ours, with the edits that put it right; its code links to the rule's page. */
export class SqlProblem extends vscode.Diagnostic {
  readonly found: SqlDiagnostic;

  constructor(document: vscode.TextDocument, found: SqlDiagnostic) {
    const { message, severity, code } = found;
    super(
      rangeIn(document, found.span),
      message,
      severity === 'error' ? vscode.DiagnosticSeverity.Error : vscode.DiagnosticSeverity.Warning,
    );
    this.source = 'Engine Switch';
    this.code = { value: code, target: rulePageLink(code) };
    if (code === unusedIgnore) this.tags = [vscode.DiagnosticTag.Unnecessary];
    this.found = found;
  }
}

/** The range of a span of a document. */
export function rangeIn(
  document: vscode.TextDocument,
  { start, end }: { readonly start: number; readonly end: number },
): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}
