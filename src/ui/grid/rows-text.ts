import * as vscode from 'vscode';

interface Counted {
  readonly count: number;
  /** Otherwise there are more. */
  readonly exact: boolean;
}

/** `1 row`, `12 rows`, `10,000+ rows`. */
export function rowsText({ count, exact }: Counted): string {
  const shown = count.toLocaleString();
  if (!exact) return vscode.l10n.t('{0}+ rows', shown);
  return count === 1 ? vscode.l10n.t('1 row') : vscode.l10n.t('{0} rows', shown);
}
