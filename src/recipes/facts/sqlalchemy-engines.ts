import type { EngineId } from '../../core/goal.ts';
import { oncePer } from '../../core/once-per.ts';
import type { CallStyle } from '../../engines/engine.ts';
import { engineOfScheme, engines } from '../../engines/index.ts';
import { argumentsOf, positional } from '../../formats/python/arguments.ts';
import { calledName, callsOf } from '../../formats/python/imports.ts';
import {
  nodesOf,
  type PythonModule,
  type PythonNode,
  textOf,
} from '../../formats/python/module.ts';
import { stringLiteral } from '../../formats/python/string-literal.ts';
import type { Project } from '../project.ts';
import { type PythonFile, pythonFilesWith } from '../python-files.ts';
import { suppliesUrl } from './url-suppliers.ts';

/** A call that makes a SQLAlchemy engine. */
export interface EngineCall {
  readonly file: PythonFile;
  readonly call: PythonNode;
  /** The call, or that of `AsyncEngine` around it. */
  readonly whole: PythonNode;
  readonly style: CallStyle;
  /** Whether the URL is in a configuration, not the first argument. */
  readonly fromConfig: boolean;
  /** Source of the URL's expression; empty where there is none. */
  readonly url: string;
  /** The engine of its URL, as far as that is written in the project. */
  readonly engine: EngineId | undefined;
}

const makers =
  /(?:^|\.)(?:create_engine|create_async_engine|engine_from_config|async_engine_from_config)$/;

/** The calls that make engines, but for those of other databases, in path and text order. */
export const engineCallsOf: (project: Project) => readonly EngineCall[] = oncePer(
  (project: Project) =>
    pythonFilesWith(project, /create_(?:async_)?engine|engine_from_config/).flatMap((file) =>
      callsOf(file.module, file.module.root, (name) => makers.test(name)).flatMap((call) =>
        readCall(project, file, call),
      ),
    ),
);

function readCall(project: Project, file: PythonFile, call: PythonNode): readonly EngineCall[] {
  const { module } = file;
  const name = calledName(module, call) ?? '';
  const fromConfig = name.endsWith('from_config');
  const first = urlArgument(module, call);
  const scheme = first && schemeOf(module, first);
  const engine = scheme === undefined ? engineOfProject(project) : engineOfScheme(scheme)?.id;
  if (scheme && !engine) return [];
  const whole = wrapped(module, call);
  return [
    {
      file,
      call,
      whole,
      style: whole !== call || /async_/.test(name) ? 'async' : 'sync',
      fromConfig,
      url: first && !fromConfig ? textOf(module, first) : '',
      engine,
    },
  ];
}

function urlArgument(module: PythonModule, call: PythonNode): PythonNode | undefined {
  const named = argumentsOf(module, call).find(({ name }) => name === 'url');
  return (named ?? positional(module, call, 0))?.value;
}

/** `AsyncEngine(create_engine(...))` is an asynchronous engine. */
function wrapped(module: PythonModule, call: PythonNode): PythonNode {
  const outer = call.parent?.name === 'ArgList' ? call.parent.parent : null;
  return outer && /(?:^|\.)AsyncEngine$/.test(calledName(module, outer) ?? '') ? outer : call;
}

/** The scheme of a URL that is written out, here or as a name of this file. */
function schemeOf(module: PythonModule, value: PythonNode): string | undefined {
  const literal = stringLiteral(module, value) ?? assignedLiteral(module, value);
  return literal && /^([\w+]+):\/\//.exec(literal.value)?.[1];
}

function assignedLiteral(module: PythonModule, value: PythonNode) {
  const last = value.name === 'VariableName' ? assignedValue(module, value) : undefined;
  return last && stringLiteral(module, last);
}

/** What this file assigns to a name, if it does so once. */
export function assignedValue(module: PythonModule, name: PythonNode): PythonNode | undefined {
  const text = textOf(module, name);
  const found = nodesOf(module.root, 'AssignStatement').filter(({ firstChild }) => {
    return firstChild && textOf(module, firstChild) === text;
  });
  return found.length === 1 ? (found[0]?.lastChild ?? undefined) : undefined;
}

/** The engine that the project's URLs speak for, if it is one only. */
export const engineOfProject: (project: Project) => EngineId | undefined = oncePer(
  (project: Project) => {
    const [only, second] = Object.values(engines).filter((engine) => suppliesUrl(project, engine));
    return second ? undefined : only?.id;
  },
);
