import type { Engine } from '../../engines/engine.ts';
import { engines } from '../../engines/index.ts';
import type { DatabaseUrl } from '../../engines/url.ts';
import { enclosing, nodesOf, type PythonNode, textOf } from '../../formats/python/module.ts';
import { isChoiceWith } from '../facts/engine-choice.ts';
import { type UrlBuild, urlBuildsOf } from '../facts/url-builds.ts';
import { type UrlPlace, urlPlacesOf } from '../facts/url-places.ts';
import type { Project } from '../project.ts';
import { type UrlChoice, urlChoiceFor } from './url-choice.ts';

/** How a variable can come before a URL that a string puts together; `undefined` where it cannot. */
export function choiceOfPlace(project: Project, place: UrlPlace): UrlChoice | undefined {
  const { use, file, expression } = place;
  if (use.kind !== 'setting' || tenantOf(place) !== undefined) return undefined;
  if (use.site === 'environment') return { variable: use.name, edits: [] };
  if (isChosen(project, place.file, expression.node, place.url.engine)) return undefined;
  return urlChoiceFor(project, { file, node: use.node, isUrlObject: false });
}

/** Likewise for a call that builds a URL. */
export function choiceOfBuild(project: Project, build: UrlBuild): UrlChoice | undefined {
  const { file, call, whole, url, makesUrlObject } = build;
  if (isChosen(project, file, call, url.engine)) return undefined;
  return urlChoiceFor(project, {
    file,
    node: whole,
    isUrlObject: makesUrlObject && whole === call,
  });
}

/** A variable that comes before every URL that code puts together, and one of those URLs. */
export interface PartsVariable {
  readonly variable: string;
  readonly url: DatabaseUrl;
}

/**
 * The variable that comes, or can come, before all the URLs of an engine that the project's code
 * puts together; `undefined` where there are none, or each has its own.
 */
export function partsVariable(project: Project, engine: Engine): PartsVariable | undefined {
  const places = urlPlacesOf(project)
    .filter(({ url, expression }) => url.engine === engine && expression.form !== 'plain')
    .filter(({ profile }) => profile !== 'test' && profile !== 'production')
    .map((place) => ({ url: place.url, choice: choiceOfPlace(project, place) }));
  const builds = urlBuildsOf(project)
    .filter(({ url }) => url.engine === engine)
    .map((build) => ({ url: build.url, choice: choiceOfBuild(project, build) }));
  const found = [...places, ...builds].flatMap(({ url, choice }) =>
    choice ? { variable: choice.variable, url } : [],
  );
  return new Set(found.map(({ variable }) => variable)).size === 1 ? found[0] : undefined;
}

/** Whether the place stands in code that knows another engine already. */
function isChosen(
  project: Project,
  file: UrlPlace['file'],
  node: PythonNode,
  engine: Engine,
): boolean {
  return Object.values(engines).some(
    (other) => other !== engine && isChoiceWith(project, file, node, other),
  );
}

/** A parameter that names the database: each of its values is a database of its own. */
export function tenantOf({ file, expression, url }: UrlPlace): string | undefined {
  const [, hole] = /^\{(\d+)\}$/.exec(url.database) ?? [];
  const source = hole && expression.holes[Number(hole)]?.replace(/^\{|\}$/g, '').trim();
  const definition = enclosing(expression.node, 'FunctionDefinition');
  if (!source || !definition || !/^\w+$/.test(source)) return undefined;
  const parameters = definition.getChild('ParamList');
  const isParameter = (node: PythonNode) =>
    node.parent?.name === 'ParamList' && textOf(file.module, node) === source;
  return parameters && nodesOf(parameters, 'VariableName').some(isParameter) ? source : undefined;
}
