import * as vscode from 'vscode';
import { Databases } from './ui/explorer/databases.ts';
import { registerExplorer } from './ui/explorer/register-explorer.ts';
import { lazily } from './ui/lazily.ts';
import { registerMigrations } from './ui/migrations/register-migrations.ts';
import { registerSwitch } from './ui/register-switch.ts';

/** Registers everything and does nothing yet: what is heavy is loaded when it is first used. */
export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('Engine Switch', { log: true });
  const services = lazily(async () => (await import('./services.ts')).services);
  const migrations = lazily(
    async () => (await import('./migration-services.ts')).migrationServices,
  );
  const language = lazily(async () => (await import('./language-services.ts')).services);
  const explorer = lazily(async () => (await import('./explorer-services.ts')).services);
  const databases = new Databases(explorer, context);
  context.subscriptions.push(
    log,
    registerSwitch({ services, language, databases, log }),
    registerExplorer(databases, context, log),
    registerMigrations(migrations, log),
  );
}
