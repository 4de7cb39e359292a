import type { TextEdit } from '../../core/edit.ts';
import { ensureStandardModule } from '../../formats/python/imports.ts';
import type { PythonModule } from '../../formats/python/module.ts';
import type { SwitchContext } from '../recipe.ts';
import { sqlitePlacements } from './sqlite-placement.ts';

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
    text: `os.getenv("${variable}", ${literal})`,
    imports: ensureStandardModule(module, 'os'),
  };
}
