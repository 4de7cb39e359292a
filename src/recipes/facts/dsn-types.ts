import type { EngineId } from '../../core/goal.ts';
import { engines } from '../../engines/index.ts';
import { qualifiedName } from '../../formats/python/imports.ts';
import {
  enclosing,
  nodesOf,
  type PythonModule,
  type PythonNode,
  textOf,
} from '../../formats/python/module.ts';
import type { Project } from '../project.ts';
import { type PythonFile, pythonFilesWith } from '../python-files.ts';

/** A use of a Pydantic URL type as an annotation. */
export interface DsnAnnotation {
  readonly node: PythonNode;
  /** The field, parameter or function that it annotates. */
  readonly name: string;
  /** The function whose parameter it annotates. */
  readonly parameterOf: PythonNode | undefined;
}

/** The uses of URL types in one file. */
export interface DsnUses {
  /** The engine that a type among them is made for. */
  readonly engine: EngineId | undefined;
  readonly annotations: readonly DsnAnnotation[];
  /** Names in code other than annotations, such as `PostgresDsn(...)`. */
  readonly others: readonly PythonNode[];
}

function engineOfType(type: string): EngineId | undefined {
  return Object.values(engines).find(({ pydanticTypes }) => pydanticTypes.includes(type))?.id;
}

const ownTypes = Object.values(engines).flatMap(({ pydanticTypes }) => pydanticTypes);
/** Types that take any URL, but print that of a file without its `./`. */
const generalTypes = ['MultiHostUrl', 'AnyUrl'];
const databaseName = /(?:database|db|sqlalchemy|postgres|sql)\w*(?:url|uri|dsn)|^(?:url|uri|dsn)$/i;

/** Finds URL types of which a database URL is given one. */
export function dsnUsesIn(module: PythonModule): DsnUses {
  const annotations: DsnAnnotation[] = [];
  const others: PythonNode[] = [];
  let engine: EngineId | undefined;
  for (const node of nodesOf(module.root, 'VariableName', 'MemberExpression', 'String')) {
    const type = typeNameOf(module, node);
    if (type === undefined || enclosing(node, 'ImportStatement')) continue;
    const definition = enclosing(node, 'TypeDef');
    const name = definition ? annotatedName(module, definition) : '';
    if (!ownTypes.includes(type) && !databaseName.test(name)) continue;
    engine ??= engineOfType(type);
    if (definition) annotations.push({ node, name, parameterOf: functionOf(definition) });
    else if (node.name !== 'String') others.push(node);
  }
  return { engine, annotations, others };
}

function typeNameOf(module: PythonModule, node: PythonNode): string | undefined {
  const quoted = node.name === 'String';
  const name = quoted ? textOf(module, node).slice(1, -1) : qualifiedName(module, node);
  const last = name?.slice(name.lastIndexOf('.') + 1) ?? '';
  const known = ownTypes.includes(last) || generalTypes.includes(last);
  return known && (quoted || name !== last || node.name === 'VariableName') ? last : undefined;
}

function functionOf({ parent }: PythonNode): PythonNode | undefined {
  return parent?.name === 'ParamList' ? (parent.parent ?? undefined) : undefined;
}

function annotatedName(module: PythonModule, definition: PythonNode): string {
  const { parent, prevSibling } = definition;
  if (parent?.name === 'FunctionDefinition') {
    const name = parent.getChild('VariableName');
    return name ? textOf(module, name) : '';
  }
  return prevSibling ? textOf(module, prevSibling) : '';
}

/** A place that asks a URL object for a part. */
export interface DsnMemberUse {
  /** The attribute, such as `settings.url.path`. */
  readonly node: PythonNode;
  readonly object: PythonNode;
  readonly member: string;
  /** The call, where it only makes a string of the URL. */
  readonly call: PythonNode | undefined;
}

/** A file that asks settings of a URL type for parts of the URL. */
export interface DsnReader {
  readonly file: PythonFile;
  readonly uses: readonly DsnMemberUse[];
}

const members =
  /^(?:hosts|host|path|scheme|port|username|password|user|query|query_params|fragment|unicode_host|unicode_string|encoded_string)$/;

/**
 * The files that use these as URL objects: settings in all of the project, parameters in their own
 * functions.
 */
export function dsnReaders(
  project: Project,
  own: PythonFile,
  annotations: readonly DsnAnnotation[],
): readonly DsnReader[] {
  const names = [...new Set(annotations.map(({ name }) => name))].filter((name) =>
    /^\w+$/.test(name),
  );
  if (names.length === 0) return [];
  const marker = new RegExp(`\\b(?:${names.join('|')})\\.`);
  return pythonFilesWith(project, marker).flatMap((file) => {
    const here = annotations.filter(({ parameterOf }) => !parameterOf || file.path === own.path);
    const uses = nodesOf(file.module.root, 'MemberExpression').flatMap((node) => {
      return memberUse(file.module, node, here) ?? [];
    });
    return uses.length > 0 ? [{ file, uses }] : [];
  });
}

function memberUse(
  module: PythonModule,
  node: PythonNode,
  annotations: readonly DsnAnnotation[],
): DsnMemberUse | undefined {
  const [object, property] = [node.firstChild, node.lastChild];
  if (!object || property?.name !== 'PropertyName') return undefined;
  const member = textOf(module, property);
  const isOne = annotations.some((annotation) => isAnnotated(module, object, annotation));
  if (!isOne || !members.test(member)) return undefined;
  const isCall =
    node.parent?.name === 'CallExpression' && node.parent.firstChild?.from === node.from;
  const makesString = isCall && member.endsWith('_string');
  return { node, object, member, call: makesString ? (node.parent ?? undefined) : undefined };
}

function isAnnotated(
  module: PythonModule,
  object: PythonNode,
  { name, parameterOf }: DsnAnnotation,
): boolean {
  if (!parameterOf) return object.lastChild !== null && textOf(module, object.lastChild) === name;
  const { from, to } = object;
  return textOf(module, object) === name && from >= parameterOf.from && to <= parameterOf.to;
}
