import * as vscode from 'vscode';
import type { EngineId } from '../../core/goal.ts';
import type { EngineMonitor } from '../engine-monitor.ts';
import type { LanguageServices, SqlRequest } from './language-services.ts';
import { sqlLanguages } from './sql-languages.ts';
import { SqlProblem } from './sql-problem.ts';
import type { WorkspaceSchema } from './workspace-schema.ts';

/** Milliseconds without a keystroke before a document is looked at again. */
const quietTime = 150;

/** The databases' names, as people write them. */
export const databaseNames: Readonly<Record<EngineId, string>> = {
  sqlite: 'SQLite',
  postgresql: 'PostgreSQL',
};

/** What the diagnostics look at beside the documents. */
export interface DiagnosticsInput {
  readonly services: () => Promise<LanguageServices>;
  readonly monitor: EngineMonitor;
  readonly schema: WorkspaceSchema;
  readonly report: (error: unknown) => void;
}

/**
 * Marks SQL that a database does not take, or takes in another sense, in open documents: as the
 * setting says, or for the database that was asked for.
 */
export class SqlDiagnostics implements vscode.Disposable {
  readonly services: () => Promise<LanguageServices>;
  private readonly collection = vscode.languages.createDiagnosticCollection('engine-switch-sql');
  private readonly timers = new Map<string, NodeJS.Timeout>();
  private readonly listeners: vscode.Disposable;
  private readonly input: DiagnosticsInput;
  private asked: EngineId | undefined;

  constructor(input: DiagnosticsInput) {
    this.input = input;
    this.services = input.services;
    this.listeners = vscode.Disposable.from(
      input.monitor.onDidChange(() => this.lookAtAll()),
      input.schema.onDidChange(() => this.lookAtAll()),
      vscode.workspace.onDidOpenTextDocument((document) => this.lookSoon(document)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.lookSoon(document)),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.collection.delete(uri)),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('engineSwitch.sql')) this.lookAtAll();
      }),
    );
  }

  /** Checks every open document for this database, whatever the setting says, from now on. */
  ask(target: EngineId): void {
    this.asked = target;
    this.lookAtAll();
  }

  /** The problems of a document that stand there now. */
  problemsOf({ uri }: vscode.TextDocument): readonly SqlProblem[] {
    return (this.collection.get(uri) ?? []).filter((problem) => problem instanceof SqlProblem);
  }

  /** What a document is checked for now; `undefined` where it is not checked. */
  requestFor(document: vscode.TextDocument): SqlRequest | undefined {
    const target = this.targetOf(document);
    return target && this.requestOf(document, target);
  }

  /** A document to be checked for, or converted to, this database. */
  requestOf(document: vscode.TextDocument, target: EngineId): SqlRequest {
    const known = () => this.input.schema.of(document);
    return { path: document.uri.path, text: document.getText(), target, known };
  }

  /** The database that a document's SQL is to run on; `undefined` where it is not checked. */
  targetOf(document: vscode.TextDocument): EngineId | undefined {
    if (this.asked) return this.asked;
    const settings = vscode.workspace.getConfiguration('engineSwitch', document);
    const when = settings.get<'auto' | 'always' | 'never'>('sql.check', 'auto');
    if (when === 'always') return 'sqlite';
    return when === 'auto' && this.input.monitor.engine === 'sqlite' ? 'sqlite' : undefined;
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
    const look = () => void this.look(document).catch(this.input.report);
    this.timers.set(key, setTimeout(look, quietTime));
  }

  private async look(document: vscode.TextDocument): Promise<void> {
    if (document.isClosed) return;
    const { version } = document;
    const request = this.requestFor(document);
    if (!request) return this.collection.delete(document.uri);
    const found = await (await this.services()).check(request);
    if (document.version !== version || document.isClosed) return;
    const problems = found.map((problem) => new SqlProblem(document, problem));
    this.collection.set(document.uri, problems);
  }
}
