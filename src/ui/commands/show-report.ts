import * as vscode from 'vscode';
import { localFolders } from '../engine-monitor.ts';
import { openReport, reportUri } from '../report/report.ts';
import type { Command } from './command.ts';

/** Opens the report of the newest switch beside the editor. */
export const showReportCommand: Command = {
  id: 'engineSwitch.showReport',
  async run({ monitor }) {
    await monitor.look();
    for (const folder of localFolders()) {
      const journal = monitor.detected(folder)?.newest;
      if (journal) return openReport(reportUri(folder, journal.id));
    }
    void vscode.window.showInformationMessage(
      vscode.l10n.t('There is no report: none of the switches stands.'),
    );
  },
};
