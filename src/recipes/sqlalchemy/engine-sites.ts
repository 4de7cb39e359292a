import type { EngineId } from '../../core/goal.ts';
import { oncePer } from '../../core/once-per.ts';
import type { CallStyle } from '../../engines/engine.ts';
import { callsOf } from '../../formats/python/imports.ts';
import { type PythonModule, type PythonNode, textOf } from '../../formats/python/module.ts';
import { type EngineCall, engineOfProject } from '../facts/sqlalchemy-engines.ts';
import type { Project } from '../project.ts';
import { type PythonFile, pythonFilesWith } from '../python-files.ts';

/** Where an engine comes to have a name beside which a listener can stand. */
export interface EngineSite {
  readonly file: PythonFile;
  /** The database that it is of, as far as that is written. */
  readonly of: EngineId | undefined;
  readonly style: CallStyle;
  /** The statement behind which the listener goes. */
  readonly statement: PythonNode;
  /** The engine as an expression; `undefined` where only all engines together can be named. */
  readonly engine: string | undefined;
  /** The keyword of a `return` that has to become an assignment. */
  readonly returned: PythonNode | undefined;
}

/** The site of an engine's call. */
export function siteOf({ file, whole, style, engine: of }: EngineCall): EngineSite {
  const { module } = file;
  const { parent } = whole;
  const base = { file, of, style, returned: undefined };
  if (parent && startsLine(module, parent)) {
    const target = parent.firstChild;
    if (parent.name === 'AssignStatement' && target && isOneName(parent)) {
      return { ...base, statement: parent, engine: textOf(module, target) };
    }
    if (parent.name === 'ReturnStatement' && target) {
      return { ...base, statement: parent, engine: 'engine', returned: target };
    }
  }
  return { ...base, statement: topLevel(whole), engine: undefined };
}

/** `engine = ...`, with a type or without, but not `a, b = ...`. */
function isOneName(statement: PythonNode): boolean {
  const target = statement.firstChild?.name ?? '';
  const second = statement.firstChild?.nextSibling?.name ?? '';
  return (
    /^(?:VariableName|MemberExpression)$/.test(target) && /^(?:AssignOp|TypeDef)$/.test(second)
  );
}

function startsLine({ text }: PythonModule, { from }: PythonNode): boolean {
  return text.slice(text.lastIndexOf('\n', from - 1) + 1, from).trim() === '';
}

/** The statement of the module that a node stands in. */
export function topLevel(node: PythonNode): PythonNode {
  let at = node;
  while (at.parent?.parent) at = at.parent;
  return at;
}

/** `db = SQLAlchemy(...)`: the extension makes its engines itself, later. */
export const extensionSites: (project: Project) => readonly EngineSite[] = oncePer(
  (project: Project) =>
    pythonFilesWith(project, /\bflask_sqlalchemy\b/).flatMap((file) => {
      const { module } = file;
      const calls = callsOf(module, module.root, (name) => name === 'flask_sqlalchemy.SQLAlchemy');
      return calls.slice(0, 1).map((call) => {
        const of = engineOfProject(project);
        const statement = topLevel(call);
        return {
          file,
          of,
          style: 'sync' as const,
          statement,
          engine: undefined,
          returned: undefined,
        };
      });
    }),
);
