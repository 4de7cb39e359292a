import type { Engine } from '../../engines/engine.ts';
import { engines } from '../../engines/index.ts';
import {
  enclosing,
  nodesOf,
  type PythonModule,
  type PythonNode,
  textOf,
} from '../../formats/python/module.ts';
import type { Project } from '../project.ts';
import type { PythonFile } from '../python-files.ts';
import { selectorsOver } from './engine-questions.ts';
import { urlBuildsOf } from './url-builds.ts';
import { urlPlacesOf } from './url-places.ts';

/** Statements and expressions that choose between values. */
const choices = ['IfStatement', 'MatchStatement', 'ConditionalExpression', 'FunctionDefinition'];

/**
 * Whether a place stands in a choice that already offers the engine: a branch, a conditional
 * expression, a function with several ends. Such code knows both engines and is told which to take.
 */
export function isChoiceWith(
  project: Project,
  file: PythonFile,
  place: PythonNode,
  engine: Engine,
): boolean {
  if (selectorsOver(project, file, place, engine).length > 0) return true;
  if (isOneOfClasses(file, place, engine)) return true;
  const offers = urlNodes(project, file, engine);
  for (let at: PythonNode | null = place; at; at = at.parent) {
    const choice = enclosing(at, ...choices);
    if (!choice) return false;
    if (offers.some(({ from, to }) => from >= choice.from && to <= choice.to)) return true;
    at = choice;
  }
  return false;
}

/** Whether the place's class is named for its engine, and another one of the file for this engine. */
function isOneOfClasses({ module }: PythonFile, place: PythonNode, engine: Engine): boolean {
  const own = enclosing(place, 'ClassDefinition');
  if (
    !own ||
    !Object.values(engines).some((each) => each !== engine && isNamedFor(module, own, each))
  )
    return false;
  return nodesOf(module.root, 'ClassDefinition').some(
    (other) => other.from !== own.from && isNamedFor(module, other, engine),
  );
}

function isNamedFor(module: PythonModule, definition: PythonNode, { schemes }: Engine): boolean {
  const name = definition.getChild('VariableName');
  const text = name ? textOf(module, name).toLowerCase() : '';
  return schemes.some((scheme) => text.includes(scheme));
}

/** The places of a file at which a URL of the engine goes to a setting. */
function urlNodes(project: Project, { path }: PythonFile, engine: Engine): readonly PythonNode[] {
  const written = urlPlacesOf(project)
    .filter(({ file, url, use }) => {
      return file.path === path && url.engine === engine && use.kind === 'setting';
    })
    .map(({ expression }) => expression.node);
  const built = urlBuildsOf(project)
    .filter(({ file, url }) => file.path === path && url.engine === engine)
    .map(({ call }) => call);
  return [...written, ...built];
}
