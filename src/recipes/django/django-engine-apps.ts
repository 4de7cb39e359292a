import { notice } from '../../core/notice.ts';
import type { Engine } from '../../engines/engine.ts';
import { engines } from '../../engines/index.ts';
import { removeItems, splitAtCommas } from '../../formats/python/arguments.ts';
import { importsOf } from '../../formats/python/imports.ts';
import { childrenOf, nodesOf, type PythonNode } from '../../formats/python/module.ts';
import { stringLiteral } from '../../formats/python/string-literal.ts';
import { oncePer, type Project } from '../project.ts';
import { modifyPython, type PythonFile, placeIn, pythonFilesWith } from '../python-files.ts';
import { type Finding, outcome, type Recipe } from '../recipe.ts';

/** A use of a part of Django that works with one database alone. */
interface EngineApp extends Finding {
  readonly file: PythonFile;
  readonly of: Engine;
  readonly module: string;
  /** The item of a list of applications; absent for an import. */
  readonly item?: PythonNode;
}

/**
 * Takes applications out of INSTALLED_APPS that need the other database's driver, and names the
 * code that uses them.
 */
export const djangoEngineApps: Recipe<EngineApp> = {
  id: 'django-engine-apps',
  ecosystem: 'django',
  title: 'Take out Django applications that work with the other database alone',
  detect: (project) =>
    Object.values(engines).flatMap((engine) => [
      ...listed(project, engine),
      ...used(project, engine),
    ]),
  rewrite({ file, of, module, item, span }, { source, target, goal }) {
    if (of !== source) return outcome({});
    if (!item?.parent) {
      const values = { module, engine: of.label };
      return outcome({ notices: [notice('django-feature-used', placeIn(file, span), values)] });
    }
    if (goal.strategy === 'keep-both') return outcome({});
    const all = splitAtCommas(childrenOf(item.parent)).flatMap(([node]) =>
      node ? [{ start: node.from, end: node.to }] : [],
    );
    const edits = removeItems(file.module, item.parent, all, [span]);
    const title = `Take ${module} out of the applications`;
    const why = `It needs the driver of ${of.label}, which is of no use on ${target.label}.`;
    return outcome({ changes: [{ title, why, change: modifyPython(file, edits) }] });
  },
};

function listed(project: Project, of: Engine): readonly EngineApp[] {
  return filesNaming(project, of).flatMap((file) =>
    nodesOf(file.module.root, 'String').flatMap((item) => {
      const module = stringLiteral(file.module, item)?.value ?? '';
      const inList =
        item.parent?.name === 'ArrayExpression' || item.parent?.name === 'TupleExpression';
      return inList && of.djangoApps.includes(module)
        ? [{ ...finding(file, of, module, item), item }]
        : [];
    }),
  );
}

/** The first import of each file. */
function used(project: Project, of: Engine): readonly EngineApp[] {
  return filesNaming(project, of).flatMap((file) => {
    const first = importsOf(file.module).find((found) => {
      return of.djangoApps.some(
        (app) => found.module === app || found.module.startsWith(`${app}.`),
      );
    });
    return first ? [finding(file, of, first.module, first.statement)] : [];
  });
}

const djangoFiles = oncePer((project: Project) => pythonFilesWith(project, /django\.contrib\./));

function filesNaming(project: Project, { djangoApps }: Engine): readonly PythonFile[] {
  return djangoFiles(project).filter(({ source }) => {
    return djangoApps.some((app) => source.text.includes(app));
  });
}

function finding(file: PythonFile, of: Engine, module: string, node: PythonNode) {
  const { path } = file;
  const span = { start: node.from, end: node.to };
  return { path, span, engine: of.id, label: `${module} in ${path}`, file, of, module };
}
