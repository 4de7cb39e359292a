import type { Node } from 'libpg-query';

type Module = typeof import('libpg-query');

let library: Module | undefined;

/**
 * Loads PostgreSQL's parser (WebAssembly, about 30 ms). Once it has resolved, everything else of
 * this folder is synchronous. Nothing loads before the first call.
 */
export async function loadParser(): Promise<void> {
  if (library) return;
  const module = await import('libpg-query');
  await module.loadModule();
  library = module;
}

/** Whether `loadParser` has resolved: without it SQL can be looked at, not parsed. */
export function parserIsLoaded(): boolean {
  return library !== undefined;
}

/** One parsed statement, or why it is none. Offsets in the tree are UTF-8 bytes. */
export type Parsed =
  | { readonly tree: Node; readonly error?: undefined }
  | {
      readonly tree?: undefined;
      readonly error: { readonly message: string; readonly at: number };
    };

/** Parses one statement. `error.at` is a UTF-16 offset. Call `loadParser` first. */
export function parseStatement(text: string): Parsed {
  if (!library) throw new Error('loadParser() has to be awaited before SQL is parsed.');
  try {
    const tree = library.parseSync(text).stmts?.[0]?.stmt;
    return tree ? { tree } : { error: { message: 'no statement', at: 0 } };
  } catch (error) {
    const details = library.hasSqlDetails(error) ? error.sqlDetails : undefined;
    const message = error instanceof Error ? error.message : String(error);
    return { error: { message, at: characterOffset(text, details?.cursorPosition ?? 0) } };
  }
}

/** The error's position counts characters (code points), not UTF-16 units. */
function characterOffset(text: string, characters: number): number {
  let offset = 0;
  for (let count = 0; count < characters && offset < text.length; count += 1)
    offset += (text.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1;
  return offset;
}

/** The tree of a PL/pgSQL function or DO statement, as JSON; `undefined` where it is none. */
export function parseRoutine(text: string): unknown {
  if (!library) throw new Error('loadParser() has to be awaited before SQL is parsed.');
  try {
    return library.parsePlPgSQLSync(text);
  } catch {
    return undefined;
  }
}
