import {
  childrenOf,
  type PythonModule,
  type PythonNode,
  parsePython,
  textOf,
} from '../../formats/python/module.ts';
import { stringLiteral } from '../../formats/python/string-literal.ts';

/** What one revision file says of itself. */
export interface AlembicRevision {
  readonly id: string;
  /** Its parents: none for a first one, several for a merge. */
  readonly down: readonly string[];
  readonly dependsOn: readonly string[];
  readonly labels: readonly string[];
  /** The first line of its docstring. */
  readonly message: string;
  readonly path: string;
}

/**
 * Reads a revision file without running it. Nothing for a file that is no revision, or whose
 * identifiers are not written out.
 */
export function readRevision(path: string, text: string): AlembicRevision | undefined {
  const { value: module } = parsePython(text);
  const values = new Map<string, PythonNode>();
  let message = '';
  for (const statement of childrenOf(module.root)) {
    if (statement.name === 'AssignStatement') addAssignment(module, statement, values);
    if (statement.name === 'ExpressionStatement' && message === '' && values.size === 0) {
      const [expression] = childrenOf(statement);
      message = (expression && firstLine(module, expression)) ?? '';
    }
  }
  const [id] = stringsOf(module, values.get('revision'));
  if (id === undefined) return undefined;
  return {
    id,
    down: stringsOf(module, values.get('down_revision')),
    dependsOn: stringsOf(module, values.get('depends_on')),
    labels: stringsOf(module, values.get('branch_labels')),
    message,
    path,
  };
}

/** `revision = "1975"` and `revision: str = "1975"`. */
function addAssignment(
  module: PythonModule,
  statement: PythonNode,
  values: Map<string, PythonNode>,
): void {
  const parts = childrenOf(statement);
  const [target] = parts;
  const value = parts.at(-1);
  if (target?.name !== 'VariableName' || !value || value === target) return;
  values.set(textOf(module, target), value);
}

/** The strings of a string, tuple, list or set; none for `None`. */
function stringsOf(module: PythonModule, node: PythonNode | undefined): readonly string[] {
  if (!node) return [];
  const whole = stringLiteral(module, node);
  if (whole) return [whole.value];
  return childrenOf(node).flatMap((child) => stringsOf(module, child));
}

function firstLine(module: PythonModule, node: PythonNode): string | undefined {
  return stringLiteral(module, node)?.value.trim().split('\n')[0]?.trim();
}
