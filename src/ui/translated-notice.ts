import * as vscode from 'vscode';
import type { Notice } from '../core/notice.ts';
import type { SwitchServices } from './switch-services.ts';

/** A notice in the language of the window, if there is a translation of its kind. */
export function translatedNotice(
  notice: Notice,
  { noticeTexts }: Pick<SwitchServices, 'noticeTexts'>,
): Notice {
  const { message, nextStep } = noticeTexts(notice.code);
  return {
    ...notice,
    message: vscode.l10n.t(message, notice.values),
    nextStep: vscode.l10n.t(nextStep, notice.values),
  };
}
