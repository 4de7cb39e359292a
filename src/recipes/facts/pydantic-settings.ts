import { oncePer } from '../../core/once-per.ts';
import { argumentsOf } from '../../formats/python/arguments.ts';
import { qualifiedName } from '../../formats/python/imports.ts';
import {
  enclosing,
  nodesOf,
  type PythonModule,
  type PythonNode,
  textOf,
} from '../../formats/python/module.ts';
import { stringLiteral } from '../../formats/python/string-literal.ts';
import type { Project } from '../project.ts';
import { pythonFilesWith } from '../python-files.ts';

const settingsBases = /(?:^|\.)BaseSettings$/;

/** Names of classes whose fields pydantic-settings fills from the environment. */
const settingsClassesOf = oncePer((project: Project): ReadonlySet<string> => {
  const bases = new Map<string, readonly string[]>();
  for (const { module } of pythonFilesWith(project, /Settings/)) {
    for (const node of nodesOf(module.root, 'ClassDefinition')) {
      bases.set(nameOf(module, node), basesOf(module, node));
    }
  }
  const found = new Set<string>();
  for (let size = -1; size < found.size; ) {
    size = found.size;
    for (const [name, names] of bases) {
      if (names.some((base) => settingsBases.test(base) || found.has(lastPart(base))))
        found.add(name);
    }
  }
  return found;
});

/** The settings class that a node stands in, if pydantic fills that class from the environment. */
export function settingsClassAround(
  project: Project,
  module: PythonModule,
  node: PythonNode,
): PythonNode | undefined {
  const found = enclosing(node, 'ClassDefinition');
  return found && settingsClassesOf(project).has(nameOf(module, found)) ? found : undefined;
}

/** The environment variable of a settings field: its alias, or its name behind the class's prefix. */
export function variableOfField(
  module: PythonModule,
  owner: PythonNode,
  field: PythonNode,
): string {
  const name = field.firstChild ? textOf(module, field.firstChild) : '';
  const alias = keywordText(module, field, /^(?:validation_alias|alias|env)$/);
  return alias ?? variableNamed(module, owner, name);
}

/** The environment variable of a settings class's field of this name. */
export function variableNamed(module: PythonModule, owner: PythonNode, name: string): string {
  const prefix =
    keywordText(module, owner, /^env_prefix$/) ?? assignedText(module, owner, 'env_prefix');
  return `${prefix ?? ''}${name}`.toUpperCase();
}

function keywordText(module: PythonModule, node: PythonNode, keyword: RegExp): string | undefined {
  for (const list of nodesOf(node, 'ArgList')) {
    const found = argumentsOf(module, list).find(({ name }) => keyword.test(name));
    const literal = found && stringLiteral(module, found.value);
    if (literal) return literal.value;
  }
  return undefined;
}

/** `env_prefix = "APP_"` in a nested `class Config`. */
function assignedText(module: PythonModule, owner: PythonNode, name: string): string | undefined {
  const found = nodesOf(owner, 'AssignStatement').find(({ firstChild }) => {
    return firstChild && textOf(module, firstChild) === name;
  });
  return found?.lastChild ? stringLiteral(module, found.lastChild)?.value : undefined;
}

function nameOf(module: PythonModule, definition: PythonNode): string {
  const name = definition.getChild('VariableName');
  return name ? textOf(module, name) : '';
}

function basesOf(module: PythonModule, definition: PythonNode): readonly string[] {
  return argumentsOf(module, definition).flatMap(({ name, value }) => {
    return name ? [] : (qualifiedName(module, value) ?? []);
  });
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}
