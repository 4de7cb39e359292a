import type { TextEdit } from '../../core/edit.ts';
import { pythonDriverFor } from '../../engines/url.ts';
import { ensureStandardModule } from '../../formats/python/imports.ts';
import type { PythonModule } from '../../formats/python/module.ts';
import type { SwitchContext } from '../recipe.ts';
import { sqlitePlacements } from './sqlite-placement.ts';
import { variableStyle } from './variable-style.ts';

/**
 * The variable by which compose services are told where their file is, if it is one that they did
 * not have before: then the code that put the URL together has to read it.
 */
export function placedUrlVariable(context: SwitchContext): string | undefined {
  const { goal, source, target } = context;
  if (goal.strategy !== 'replace' || !source.server || target.server) return undefined;
  const placed = sqlitePlacements(context).find(
    ({ variable, keeper }) => variable?.isNew && keeper.kind === 'volume',
  );
  return placed?.variable?.name;
}

/** A Python string in place of a URL that was put together, behind the placed variable if there is one. */
export function placedPythonUrl(
  context: SwitchContext,
  module: PythonModule,
  literal: string,
): { readonly text: string; readonly imports: readonly TextEdit[] } {
  const variable = placedUrlVariable(context);
  if (variable === undefined) return { text: literal, imports: [] };
  return {
    text: readInStyle(context, variable, literal),
    imports: ensureStandardModule(module, 'os'),
  };
}

/** One variable is read by all: code that waits in another way than it says puts the driver in, or out. */
function readInStyle(
  { project, source, target }: SwitchContext,
  variable: string,
  literal: string,
): string {
  const [scheme = ''] = target.schemes;
  const { urlDriver } = pythonDriverFor(target, 'async');
  const isAsync = literal.includes(`${scheme}+${urlDriver}:`);
  const carriesDriver = variableStyle(project, source, variable) === 'async';
  const read = (text: string) => `os.getenv("${variable}", ${text})`;
  if (isAsync === carriesDriver) return read(literal);
  const plain = literal.replace(`+${urlDriver}`, '');
  return isAsync
    ? `${read(plain)}.replace("${scheme}://", "${scheme}+${urlDriver}://", 1)`
    : `${read(plain)}.replace("+${urlDriver}", "")`;
}
