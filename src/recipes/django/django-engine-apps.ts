import type { Engine } from '../../engines/engine.ts';
import { engines } from '../../engines/index.ts';
import { removeItems, splitAtCommas } from '../../formats/python/arguments.ts';
import { childrenOf, nodesOf, type PythonNode } from '../../formats/python/module.ts';
import { stringLiteral } from '../../formats/python/string-literal.ts';
import { needsEngineDriver } from '../facts/django-engine-uses.ts';
import type { Project } from '../project.ts';
import { modifyPython, type PythonFile, pythonFilesWith } from '../python-files.ts';
import { type Finding, outcome, type Recipe } from '../recipe.ts';

/** An item of a list of applications that works with one database alone. */
interface EngineApp extends Finding {
  readonly file: PythonFile;
  readonly of: Engine;
  readonly app: string;
  readonly item: PythonNode;
}

/**
 * Takes applications out of INSTALLED_APPS that need the other database's driver, unless code is
 * left that needs it too.
 */
export const djangoEngineApps: Recipe<EngineApp> = {
  id: 'django-engine-apps',
  ecosystem: 'django',
  title: 'Take out Django applications that work with the other database alone',
  detect: (project) => Object.values(engines).flatMap((engine) => listed(project, engine)),
  rewrite({ file, of, app, item, span }, { source, target, goal, project }) {
    const stays = goal.strategy === 'keep-both' || needsEngineDriver(project, of);
    if (of !== source || stays || !item.parent) return outcome({});
    const all = splitAtCommas(childrenOf(item.parent)).flatMap(([node]) =>
      node ? [{ start: node.from, end: node.to }] : [],
    );
    const edits = removeItems(file.module, item.parent, all, [span]);
    const title = `Take ${app} out of the applications`;
    const why = `It needs the driver of ${of.label}, which is of no use on ${target.label}.`;
    return outcome({ changes: [{ title, why, change: modifyPython(file, edits) }] });
  },
};

function listed(project: Project, of: Engine): readonly EngineApp[] {
  return pythonFilesWith(project, /django\.contrib\./).flatMap((file) =>
    nodesOf(file.module.root, 'String').flatMap((item) => {
      const app = stringLiteral(file.module, item)?.value ?? '';
      const isItem = /^(?:Array|Tuple)Expression$/.test(item.parent?.name ?? '');
      if (!isItem || !of.djangoApps.includes(app)) return [];
      const { path } = file;
      const span = { start: item.from, end: item.to };
      return { path, span, engine: of.id, label: `${app} in ${path}`, file, of, app, item };
    }),
  );
}
