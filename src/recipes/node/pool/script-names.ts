import type { TextEdit } from '../../../core/edit.ts';
import { type Notice, notice } from '../../../core/notice.ts';
import { nodesOf, spanOf } from '../../../formats/javascript/module.ts';
import { replaceString, stringLiteral } from '../../../formats/javascript/string-literal.ts';
import {
  type JavaScriptFile,
  javascriptFilesWith,
  placeInScript,
} from '../../facts/javascript-files.ts';
import { manifestAbove, type NodeManifest } from '../../facts/node-packages.ts';
import { originalName, twinName } from '../../facts/script-twins.ts';
import type { SwitchContext } from '../../recipe.ts';

/** Strings of one file that name scripts whose form for the target stands beside them. */
export interface ScriptNames {
  readonly file: JavaScriptFile;
  readonly edits: readonly TextEdit[];
  readonly notices: readonly Notice[];
}

/** Lets code read the scripts in the form of the target; where both engines stay, names the place. */
export function scriptNames(
  manifest: NodeManifest | undefined,
  context: SwitchContext,
): readonly ScriptNames[] {
  const { project, goal, target, source } = context;
  const files = javascriptFilesWith(project, /\.sql\b/).filter(
    ({ path }) => manifestAbove(project, path) === manifest,
  );
  return files.map((file) => {
    const found = nodesOf(file.module.root, 'String', 'TemplateString').flatMap((node) => {
      const name = stringLiteral(file.module, node);
      const twin = name?.holes.length === 0 && twinName(context, name.value, file.module.text);
      return name && twin ? { name, twin } : [];
    });
    if (goal.strategy === 'replace') {
      return { file, edits: found.map(({ name, twin }) => replaceString(name, twin)), notices: [] };
    }
    const notices = found.map(({ name, twin }) =>
      notice('script-read', placeInScript(file, spanOf(name.node)), {
        script: name.value,
        twin,
        source: source.label,
        target: target.label,
      }),
    );
    return { file, edits: [], notices };
  });
}

/** Lets code read the scripts themselves again. */
export function originalScripts(
  manifest: NodeManifest | undefined,
  context: SwitchContext,
): readonly Omit<ScriptNames, 'notices'>[] {
  const { project } = context;
  const files = javascriptFilesWith(project, /\.sqlite\.sql|-sqlite\b/).filter(
    ({ path }) => manifestAbove(project, path) === manifest,
  );
  return files.map((file) => {
    const edits = nodesOf(file.module.root, 'String', 'TemplateString').flatMap((node) => {
      const name = stringLiteral(file.module, node);
      const original = name?.holes.length === 0 && originalName(context, name.value);
      return name && original ? replaceString(name, original) : [];
    });
    return { file, edits };
  });
}
