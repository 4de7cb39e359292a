import * as vscode from 'vscode';
import type { Place } from '../../core/notice.ts';
import type { Range } from '../../core/span.ts';
import { isPlanNode, type PlanNode } from '../views/plan-nodes.ts';
import type { Command } from './command.ts';

/** Opens the file that a row of the plan speaks of, at its line. */
export const openNoticeCommand: Command = {
  id: 'engineSwitch.openNotice',
  async run({ session }, node) {
    const planned = session.current;
    if (!planned || !isPlanNode(node)) return;
    const place = placeOf(node);
    if (!place?.path) return;
    const uri = vscode.Uri.joinPath(planned.folder.uri, place.path);
    const selection = place.range && toRange(place.range);
    await vscode.window.showTextDocument(uri, { preview: true, ...(selection && { selection }) });
  },
};

function placeOf(node: PlanNode): Place | undefined {
  switch (node.kind) {
    case 'notice':
    case 'obstacle':
      return node.notice;
    case 'file':
      return { path: node.path };
    case 'step':
      return { path: node.step.path };
    default:
      return undefined;
  }
}

function toRange({ start, end }: Range): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}
