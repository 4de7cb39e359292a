import type { TextEdit } from '../../core/edit.ts';
import type { Engine } from '../../engines/engine.ts';
import { firstStatement, indentationOf, insertDefinition } from '../../formats/python/blocks.ts';
import { type NewImport, referenceTo } from '../../formats/python/import-edits.ts';
import type { PragmaListener } from '../facts/connect-listeners.ts';
import type { PythonFile } from '../python-files.ts';
import type { EngineSite } from './engine-sites.ts';
import type { PythonRewrite } from './finish-rewrite.ts';
import { listenerCode, otherDialect, otherDriver } from './listener-code.ts';

/** Adds one listener for these engines of one block, behind the last; `of` is the database it tells. */
export function addListener(
  { module }: PythonFile,
  sites: readonly EngineSite[],
  { of, keeps }: { readonly of: Engine; readonly keeps: boolean },
): PythonRewrite {
  const last = sites.at(-1);
  if (!last) return { edits: [], imports: [] };
  const named = last.engine !== undefined;
  const event = referenceTo(module, 'sqlalchemy', 'event');
  const all = named ? undefined : referenceTo(module, 'sqlalchemy.engine', 'Engine');
  const indent = indentationOf(module, last.statement);
  const unless = conditionFor(sites, of, keeps || !named);
  const code = listenerCode(module, of, {
    targets: all ? [all.text] : sites.map(listenedTo),
    event: event.text,
    indent,
    ...(unless && { unless }),
  });
  const end = module.lineEnd;
  const back = last.returned ? `${end}${indent}return ${last.engine}${end}` : '';
  const imports: NewImport[] = [...event.imports, ...(all?.imports ?? [])];
  return {
    edits: [...namedReturn(last), insertDefinition(module, last.statement, code + back)],
    imports,
  };
}

function listenedTo({ engine = '', style }: EngineSite): string {
  return style === 'async' ? `${engine}.sync_engine` : engine;
}

/** Several engines, or all, are told apart by the driver of their connection. */
function conditionFor(
  sites: readonly EngineSite[],
  target: Engine,
  conditional: boolean,
): string | undefined {
  const [only, second] = sites;
  if (!conditional) return undefined;
  return only?.engine && !second ? otherDialect(only.engine, target) : otherDriver(target);
}

/** `return create_engine(...)` gives the engine a name first. */
function namedReturn({ returned, engine }: EngineSite): readonly TextEdit[] {
  return returned ? [{ start: returned.from, end: returned.to, newText: `${engine} =` }] : [];
}

/** Has a listener return at once for the connection of another database. */
export function makeConditional(
  { file, definition, targets }: PragmaListener,
  of: Engine,
): readonly TextEdit[] {
  const first = definition && firstStatement(definition);
  if (!first) return [];
  const [only, second] = targets;
  const isAll = only === undefined || second !== undefined || /(?:^|\.)Engine$/.test(only);
  const condition = isAll ? otherDriver(of) : otherDialect(only, of);

  if (isAll && !/\bdbapi_connection\b/.test(file.source.text.slice(definition.from, first.from)))
    return [];
  const { lineEnd } = file.module;
  const indent = indentationOf(file.module, first);
  const step = indent.slice(indentationOf(file.module, definition).length);
  const newText = `if ${condition}:${lineEnd}${indent}${step}return${lineEnd}${indent}`;
  return [{ start: first.from, end: first.from, newText }];
}
