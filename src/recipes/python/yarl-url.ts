import type { TextEdit } from '../../core/edit.ts';
import { type Notice, notice } from '../../core/notice.ts';
import { importEdits, leftUnused } from '../../formats/python/import-edits.ts';
import { calledName, importsOf, qualifiedName } from '../../formats/python/imports.ts';
import {
  enclosing,
  nodesOf,
  type PythonModule,
  type PythonNode,
  textOf,
} from '../../formats/python/module.ts';
import type { UrlBuild } from '../facts/url-builds.ts';
import type { Project } from '../project.ts';
import { placeIn, pythonFilesWith } from '../python-files.ts';

const type = 'yarl.URL';

/**
 * What else changes where a text takes the place of yarl's `URL.build(...)`, which bends the URL of
 * a file: the function around it says `str`, and the import goes if nothing needs it.
 * @see https://yarl.aio-libs.org/en/stable/api.html
 */
export function textForYarl(
  module: PythonModule,
  call: PythonNode,
  made: readonly TextEdit[],
): readonly TextEdit[] {
  if (!isYarl(module, call)) return [];
  const given = enclosing(call, 'FunctionDefinition')?.getChild('TypeDef')?.lastChild;
  const retyped =
    given && qualifiedName(module, given) === type
      ? [{ start: given.from, end: given.to, newText: 'str' }]
      : [];
  const imports = importsOf(module).filter((found) => found.module === 'yarl');
  const removed = leftUnused(module, [...made, ...retyped], imports);
  return [...retyped, ...importEdits(module, { added: [], removed })];
}

/** The places that ask the URL for a part, or make another one of it: a text has none of that. */
export function partsAsked(project: Project, { file, call }: UrlBuild): readonly Notice[] {
  const definition = enclosing(call, 'FunctionDefinition')?.getChild('VariableName');
  const name = definition && textOf(file.module, definition);
  if (!name || !isYarl(file.module, call)) return [];
  return pythonFilesWith(project, new RegExp(`\\.${name}(?:\\(\\))?\\.`)).flatMap((other) =>
    nodesOf(other.module.root, 'MemberExpression').flatMap((node) => {
      const [object, member] = [node.firstChild, node.lastChild];
      if (!object || !member || lastName(other.module, object) !== name) return [];
      const place = placeIn(other, { start: node.from, end: node.to });
      return [notice('url-part-asked', place, { name, member: textOf(other.module, member) })];
    }),
  );
}

function isYarl(module: PythonModule, call: PythonNode): boolean {
  return calledName(module, call)?.startsWith(`${type}.`) === true;
}

/** `db_url` of `settings.db_url` and `settings.db_url()`. */
function lastName(module: PythonModule, node: PythonNode): string {
  const named = node.name === 'CallExpression' ? node.firstChild : node;
  const last = named?.name === 'MemberExpression' ? named.lastChild : undefined;
  return last ? textOf(module, last) : '';
}
