import * as vscode from 'vscode';
import type { SqlDiagnostic } from '../../language/check-document.ts';
import type { EngineMonitor } from '../engine-monitor.ts';
import type { LanguageServices } from './language-services.ts';

/** Documents that can hold SQL. */
export const sqlLanguages: readonly string[] = [
  'sql',
  'python',
  'javascript',
  'javascriptreact',
  'typescript',
  'typescriptreact',
];

/** Milliseconds without a keystroke before a document is looked at again. */
const quietTime = 150;

/** A diagnostic of ours, with the edits that put it right. */
export class SqlProblem extends vscode.Diagnostic {
  readonly found: SqlDiagnostic;
  constructor(document: vscode.TextDocument, found: SqlDiagnostic) {
    const { span, message, severity, code } = found;
    super(
      new vscode.Range(document.positionAt(span.start), document.positionAt(span.end)),
      message,
      severity === 'error' ? vscode.DiagnosticSeverity.Error : vscode.DiagnosticSeverity.Warning,
    );
    this.source = 'Engine Switch';
    this.code = code;
    this.found = found;
  }
}

/**
 * Marks SQL that SQLite does not take, or takes in another sense, in open documents: while the
 * workspace's engine is SQLite, or from "Check SQL for SQLite" on.
 */
export class SqlDiagnostics implements vscode.Disposable {
  private readonly collection = vscode.languages.createDiagnosticCollection('engine-switch-sql');
  private readonly timers = new Map<string, NodeJS.Timeout>();
  private readonly listeners: vscode.Disposable;
  private readonly services: () => Promise<LanguageServices>;
  private readonly monitor: EngineMonitor;
  private readonly report: (error: unknown) => void;
  private asked = false;

  constructor(
    services: () => Promise<LanguageServices>,
    monitor: EngineMonitor,
    report: (error: unknown) => void,
  ) {
    this.services = services;
    this.monitor = monitor;
    this.report = report;
    this.listeners = vscode.Disposable.from(
      monitor.onDidChange(() => this.lookAtAll()),
      vscode.workspace.onDidOpenTextDocument((document) => this.lookSoon(document)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.lookSoon(document)),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.collection.delete(uri)),
      vscode.workspace.onDidChangeConfiguration(() => this.lookAtAll()),
    );
  }

  /** Checks every open document, whatever the workspace's engine is, from now on. */
  ask(): void {
    this.asked = true;
    this.lookAtAll();
  }

  /** The problems of a document that stand there now. */
  problemsOf({ uri }: vscode.TextDocument): readonly SqlProblem[] {
    return (this.collection.get(uri) ?? []).filter((problem) => problem instanceof SqlProblem);
  }

  dispose(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.listeners.dispose();
    this.collection.dispose();
  }

  private lookAtAll(): void {
    for (const document of vscode.workspace.textDocuments) this.lookSoon(document);
  }

  private lookSoon(document: vscode.TextDocument): void {
    if (!sqlLanguages.includes(document.languageId)) return;
    const key = document.uri.toString();
    clearTimeout(this.timers.get(key));
    const look = () => void this.look(document).catch(this.report);
    this.timers.set(key, setTimeout(look, quietTime));
  }

  private async look(document: vscode.TextDocument): Promise<void> {
    if (document.isClosed) return;
    if (!this.isActive(document)) return this.collection.delete(document.uri);
    const { version } = document;
    const services = await this.services();
    const found = await services.check(document.uri.path, document.getText());
    if (document.version !== version || document.isClosed) return;
    const problems = found.map((problem) => new SqlProblem(document, problem));
    this.collection.set(document.uri, problems);
  }

  private isActive(document: vscode.TextDocument): boolean {
    const settings = vscode.workspace.getConfiguration('engineSwitch', document);
    const when = settings.get<'sqlite' | 'always' | 'never'>('sql.check', 'sqlite');
    if (when === 'never') return false;
    return when === 'always' || this.asked || this.monitor.engine === 'sqlite';
  }
}
