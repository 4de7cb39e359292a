import type { DocumentFilter } from 'vscode';

/** Languages whose documents can hold SQL. */
export const sqlLanguages: readonly string[] = [
  'sql',
  'python',
  'javascript',
  'javascriptreact',
  'typescript',
  'typescriptreact',
];

/** The documents that are looked at: files, and those that are not saved yet. */
export const sqlDocuments: readonly DocumentFilter[] = ['file', 'untitled'].flatMap((scheme) =>
  sqlLanguages.map((language) => ({ language, scheme })),
);
