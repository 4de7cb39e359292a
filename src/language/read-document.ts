import { readJavaScript } from './javascript-sql.ts';
import { readPython } from './python-sql.ts';
import { readScript } from './script-sql.ts';
import type { SqlDocument } from './sql-document.ts';

type Reader = (path: string, text: string) => SqlDocument;

/** How a document is read, by the ending of its path. */
const readers: readonly (readonly [RegExp, Reader])[] = [
  [/\.(?:sql|ddl|pgsql)$/i, (_path, text) => readScript(text)],
  [/\.pyi?$/, (_path, text) => readPython(text)],
  [/\.[cm]?[jt]sx?$/, readJavaScript],
];

/** Reads a document whose language can hold SQL; `undefined` for any other. */
export function readDocument(path: string, text: string): SqlDocument | undefined {
  return readers.find(([form]) => form.test(path))?.[1](path, text);
}
