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
    if (definition) annotations.push({ node, name });
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
  /** The call, where it only makes a string of the URL. */
  readonly call: PythonNode | undefined;
}

/** A file that asks settings of a URL type for parts of the URL. */
export interface DsnReader {
  readonly file: PythonFile;
  readonly uses: readonly DsnMemberUse[];
}

const members =
  /^(?:hosts|host|path|scheme|port|username|password|user|query|unicode_host|unicode_string|encoded_string)$/;

/** The files that use these settings or parameters as URL objects. */
export function dsnReaders(project: Project, names: readonly string[]): readonly DsnReader[] {
  const words = names.filter((name) => /^\w+$/.test(name));
  if (words.length === 0) return [];
  const marker = new RegExp(`\\b(?:${words.join('|')})\\.`);
  return pythonFilesWith(project, marker).flatMap((file) => {
    const uses = nodesOf(file.module.root, 'MemberExpression').flatMap((node) => {
      return memberUse(file.module, node, words) ?? [];
    });
    return uses.length > 0 ? [{ file, uses }] : [];
  });
}

function memberUse(
  module: PythonModule,
  node: PythonNode,
  names: readonly string[],
): DsnMemberUse | undefined {
  const [object, property] = [node.firstChild, node.lastChild];
  if (!object || property?.name !== 'PropertyName') return undefined;
  const member = textOf(module, property);
  if (!names.includes(textOf(module, object.lastChild ?? object)) || !members.test(member)) {
    return undefined;
  }
  const isCall =
    node.parent?.name === 'CallExpression' && node.parent.firstChild?.from === node.from;
  const makesString = isCall && member.endsWith('_string');
  return { node, object, call: makesString ? (node.parent ?? undefined) : undefined };
}
