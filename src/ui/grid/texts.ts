import * as vscode from 'vscode';
import type { GridTexts } from '../../data/grid/protocol.ts';

/** The grid's words in the language of the editor. */
export function gridTexts(): GridTexts {
  const { t } = vscode.l10n;
  return {
    find: t('Find in all columns'),
    grid: t('Rows of {0}'),
    row: t('1 row'),
    rows: t('{0} rows'),
    rowsAtLeast: t('{0}+ rows'),
    countAll: t('Count All'),
    sortedUp: t('sorted by {0} ascending'),
    sortedDown: t('sorted by {0} descending'),
    noRows: t('No rows'),
    loading: t('Loading…'),
    filter: t('Condition'),
    filterColumn: t('Filter {0}'),
    removeFilter: t('Remove filter {0}'),
    apply: t('Apply'),
    close: t('Close'),
    more: t('There are more values.'),
    copy: t('Copy'),
    copied: t('{0} rows copied'),
    exportRows: t('Export…'),
    editData: t('Edit Data'),
    stopEditing: t('Stop Editing'),
    addRow: t('Add Row'),
    deleteRows: t('Delete Rows'),
    showSql: t('Show SQL'),
    pending: t('{0} pending: show SQL'),
    first: t('First rows'),
    last: t('Last rows'),
    position: t('Position in the table'),
    back: t('Go back'),
    forward: t('Go forward'),
    rawDates: t('Raw dates'),
    follow: t('Go to the row in {0} (Ctrl+Click)'),
    referTo: t('Rows that refer to this'),
    referring: t('Referring Rows'),
    facets: t('Filter by value'),
    copyAs: t('Copy as…'),
    value: t('Value'),
    wholeValue: t('Value of {0}'),
    oddType: t('The value is not of the column’s type {0}'),
    empty: t('(empty)'),
  };
}
