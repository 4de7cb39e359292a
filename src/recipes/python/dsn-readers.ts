import type { TextEdit } from '../../core/edit.ts';
import { importEdits, type NewImport } from '../../formats/python/import-edits.ts';
import { importsOf } from '../../formats/python/imports.ts';
import { type PythonModule, textOf } from '../../formats/python/module.ts';
import type { DsnMemberUse, DsnReader } from '../facts/dsn-types.ts';
import { modifyPython } from '../python-files.ts';
import type { ProposedChange } from '../recipe.ts';

/** Edits of code that reads a setting as a URL object, with the imports that they need. */
export interface ReaderRewrite {
  readonly edits: readonly TextEdit[];
  readonly imports: readonly NewImport[];
}

/** Parts that the general type has under other names than the one of several hosts. */
const singleHost = /^(?:host|port|username|password|user|unicode_host)$/;

/**
 * Has code that asks a setting for a part of its URL ask `MultiHostUrl(setting)`, now that the
 * setting is a string: it has the same parts as `PostgresDsn`, for URLs of files too.
 * @see https://docs.pydantic.dev/latest/api/networks/
 */
export function readerRewrite({ file, uses }: DsnReader): ReaderRewrite {
  const rewrites = uses.map((use) => rewriteUse(file.module, use));
  return {
    edits: rewrites.flatMap(({ edits }) => edits),
    imports: rewrites.flatMap(({ imports }) => imports),
  };
}

/** The change of a file that does nothing else with the setting. */
export function readerChange(reader: DsnReader): ProposedChange {
  const { edits, imports } = readerRewrite(reader);
  const { module } = reader.file;
  const all = [...edits, ...importEdits(module, { added: imports, removed: [] })];
  const title = 'Read the URL setting as the string that it is';
  const why = 'The setting has the type str now, which knows nothing of the parts of a URL.';
  return { title, why, change: modifyPython(reader.file, all) };
}

function rewriteUse(module: PythonModule, { object, member, call }: DsnMemberUse): ReaderRewrite {
  if (call) return { edits: [{ start: object.to, end: call.to, newText: '' }], imports: [] };
  const name = singleHost.test(member) ? 'AnyUrl' : 'MultiHostUrl';
  const source = name === 'AnyUrl' ? 'pydantic' : 'pydantic_core';
  const known = importsOf(module).some((found) => found.local === name);
  const newText = `${name}(${textOf(module, object)})`;
  return {
    edits: [{ start: object.from, end: object.to, newText }],
    imports: known ? [] : [{ source, name, local: name }],
  };
}
