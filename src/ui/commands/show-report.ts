import * as vscode from 'vscode';
import { localFolders } from '../engine-monitor.ts';
import { openReport, reportUri } from '../report/report.ts';
import type { Command } from './command.ts';

/** Opens the report of the newest switch beside the editor. */
export const showReportCommand: Command = {
  id: 'engineSwitch.showReport',
  async run({ session }) {
    const folders = session.current ? [session.current.folder] : localFolders();
    for (const folder of folders) {
      if (await exists(reportUri(folder))) return openReport(folder);
    }
    void vscode.window.showInformationMessage(
      vscode.l10n.t('There is no report yet: one is written after a switch.'),
    );
  },
};

async function exists(uri: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}
