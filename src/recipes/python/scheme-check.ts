import { notice } from '../../core/notice.ts';
import type { Engine } from '../../engines/engine.ts';
import { engines } from '../../engines/index.ts';
import {
  childrenOf,
  nodesOf,
  type PythonModule,
  type PythonNode,
  textOf,
} from '../../formats/python/module.ts';
import { stringLiteral } from '../../formats/python/string-literal.ts';
import type { Project } from '../project.ts';
import { type PythonFile, placeIn, pythonFilesWith } from '../python-files.ts';
import { type Finding, outcome, type Recipe } from '../recipe.ts';

/** Code that refuses every URL but those of one engine. */
interface SchemeCheck extends Finding {
  readonly file: PythonFile;
  readonly of: Engine;
}

/**
 * Names code that raises where a URL or a dialect is not the old one: `if not
 * url.startswith("postgresql"): raise ...` and assertions of that kind.
 */
export const schemeCheck: Recipe<SchemeCheck> = {
  id: 'scheme-check',
  ecosystem: 'python',
  title: 'Name code that refuses URLs of the target engine',
  detect: (project) => Object.values(engines).flatMap((engine) => findChecks(project, engine)),
  rewrite({ file, of, span }, { source, target }) {
    if (of !== source) return outcome({});
    const values = { engine: of.label, target: target.label };
    return outcome({ notices: [notice('scheme-check', placeIn(file, span), values)] });
  },
};

function findChecks(project: Project, of: Engine): readonly SchemeCheck[] {
  return pythonFilesWith(project, /\b(?:raise|assert)\b/).flatMap((file) => {
    const { module, path } = file;
    const tests = nodesOf(module.root, 'IfStatement', 'AssertStatement').flatMap((statement) =>
      refusals(module, statement).filter((test) => namesOnly(module, test, of)),
    );
    return tests.map(({ from: start, to: end }) => {
      const label = `Check of the URL in ${path}`;
      return { path, span: { start, end }, engine: of.id, label, file, of };
    });
  });
}

/** The conditions under which a statement lets nothing but a value pass. */
function refusals(module: PythonModule, statement: PythonNode): readonly PythonNode[] {
  if (statement.name === 'AssertStatement') {
    const condition = statement.firstChild?.nextSibling;
    return condition ? [condition] : [];
  }
  return childrenOf(statement).filter((test) => {
    const body = test.nextSibling;
    const raises = body?.name === 'Body' && body.getChild('RaiseStatement') !== null;
    return raises && /\bnot\b|!=/.test(textOf(module, test));
  });
}

/** Whether a condition names the schemes of this engine and of no other one. */
function namesOnly(module: PythonModule, test: PythonNode, of: Engine): boolean {
  const asks = /startswith|scheme|dialect|drivername|backend|\bin\b|[!=]=|match/.test(
    textOf(module, test),
  );
  const named = nodesOf(test, 'String').flatMap((string) => {
    const text = stringLiteral(module, string)?.value ?? '';
    return Object.values(engines).filter(({ schemes }) =>
      schemes.some((scheme) => new RegExp(`^${scheme}(?:\\+\\w*)?(?::/{0,2})?$`).test(text)),
    );
  });
  return asks && named.length > 0 && named.every((engine) => engine === of);
}
