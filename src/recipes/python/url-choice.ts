import type { TextEdit } from '../../core/edit.ts';
import { oncePer } from '../../core/once-per.ts';
import { lineEndAt } from '../../formats/lines.ts';
import { ensureImported, ensureStandardModule } from '../../formats/python/imports.ts';
import { indentOf } from '../../formats/python/indent.ts';
import {
  childrenOf,
  enclosing,
  type PythonModule,
  type PythonNode,
  textOf,
} from '../../formats/python/module.ts';
import { settingsClassAround, variableNamed } from '../facts/pydantic-settings.ts';
import { urlBuildsOf } from '../facts/url-builds.ts';
import { urlPlacesOf } from '../facts/url-places.ts';
import type { Project } from '../project.ts';
import { type PythonFile, pythonFilesWith } from '../python-files.ts';

/** A whole URL from the environment that comes before one that code puts together from parts. */
export interface UrlChoice {
  /** The environment variable that holds it. */
  readonly variable: string;
  /** What lets it come first; nothing where it does already. */
  readonly edits: readonly TextEdit[];
}

/** An expression that puts a URL together. */
export interface PartsExpression {
  readonly file: PythonFile;
  readonly node: PythonNode;
  /** Whether it gives SQLAlchemy's `URL` rather than a text. */
  readonly isUrlObject: boolean;
}

/**
 * How a whole URL can come before the parts: as a variable of the process, or in a settings class
 * as a field of its own, `return self.DATABASE_URL or <the parts>`. `undefined` where that cannot
 * be said with certainty.
 */
export function urlChoiceFor(project: Project, parts: PartsExpression): UrlChoice | undefined {
  const { file, node } = parts;
  const owner = settingsClassAround(project, file.module, node);
  if (owner) return fieldChoice(project, parts, owner);
  const variable = 'DATABASE_URL';
  const isAsked = textBefore(file.module, node).includes(variable);
  if (isAsked) return { variable, edits: [] };
  return {
    variable,
    edits: [
      ...ensureStandardModule(file.module, 'os'),
      ...before(parts, `os.getenv("${variable}")`),
    ],
  };
}

/** The only URL of a settings class, given back by a method: a field comes before it. */
function fieldChoice(
  project: Project,
  parts: PartsExpression,
  owner: PythonNode,
): UrlChoice | undefined {
  const { file, node } = parts;
  const { module } = file;
  const method = enclosing(node, 'FunctionDefinition');
  const isOwn = method && method.from > owner.from && textOf(module, method).includes('self');
  if (!isOwn || !isReturned(node) || urlsOfSettings(project) > 1) return undefined;
  if (isTakenApart(project, nameOf(module, method))) return undefined;
  const asked = askedBefore(module, node);
  if (asked !== undefined) return { variable: variableNamed(module, owner, asked), edits: [] };
  const last = fieldsBefore(owner, method).at(-1);
  const name = last && freeName(module, owner, last);
  if (!last || !name) return undefined;
  const at = lineEndAt(module.text, last.to);
  const newText = `${module.lineEnd}${indentOf(module, last) ?? ''}${name}: str = ""`;
  return {
    variable: variableNamed(module, owner, name),
    edits: [{ start: at, end: at, newText }, ...before(parts, `self.${name}`)],
  };
}

/** `value or <the parts>`; SQLAlchemy's `URL` is made of the text. */
function before({ file, node, isUrlObject }: PartsExpression, value: string): readonly TextEdit[] {
  const { from: start } = node;
  if (!isUrlObject) return [{ start, end: start, newText: `${value} or ` }];
  const newText = `make_url(${value}) if ${value} else `;
  return [
    ...ensureImported(file.module, 'sqlalchemy', ['make_url']),
    { start, end: start, newText },
  ];
}

/** The field of `self.FIELD or <the parts>` and `make_url(self.FIELD) if self.FIELD else ...`. */
function askedBefore(module: PythonModule, node: PythonNode): string | undefined {
  return /\bself\.(\w+)\s+(?:or|else)\b/.exec(textBefore(module, node))?.[1];
}

/** What stands before an expression that is the last one of a choice. */
function textBefore(module: PythonModule, { parent, from }: PythonNode): string {
  const isChoice = parent?.name === 'BinaryExpression' || parent?.name === 'ConditionalExpression';
  return isChoice ? module.text.slice(parent.from, from) : '';
}

function isReturned(node: PythonNode): boolean {
  let at = node.parent;
  while (at && /^(?:Parenthesized|Binary|Conditional)Expression$/.test(at.name)) at = at.parent;
  return at?.name === 'ReturnStatement';
}

/** How many URLs the settings classes put together: one variable cannot stand for two. */
const urlsOfSettings: (project: Project) => number = oncePer((project: Project) => {
  const written = urlPlacesOf(project)
    .filter(({ use }) => use.kind === 'setting')
    .map(({ file, expression }) => ({ file, node: expression.node }));
  const built = urlBuildsOf(project).map(({ file, call }) => ({ file, node: call }));
  const inSettings = [...written, ...built].filter(
    ({ file, node }) =>
      settingsClassAround(project, file.module, node) && enclosing(node, 'FunctionDefinition'),
  );
  return inSettings.length;
});

/** Whether code calls methods that a URL has and a text has not. */
function isTakenApart(project: Project, name: string): boolean {
  const use = new RegExp(
    `\\.${name}(?:\\(\\))?\\.(?:unicode_string|encoded_string|hosts|path|render_as_string|set|database|host|with_\\w+|human_repr|update_query)\\b`,
  );
  return pythonFilesWith(project, use).length > 0;
}

function fieldsBefore(owner: PythonNode, method: PythonNode): readonly PythonNode[] {
  const body = owner.getChild('Body');
  return (body ? childrenOf(body) : []).filter(
    ({ name, to }) => name === 'AssignStatement' && to <= method.from,
  );
}

/** A name that the class does not use, written as its fields are. */
function freeName(
  module: PythonModule,
  owner: PythonNode,
  { firstChild }: PythonNode,
): string | undefined {
  const text = textOf(module, owner);
  const isUpper = firstChild !== null && /^[A-Z0-9_]+$/.test(textOf(module, firstChild));
  return ['DATABASE_URL', 'DATABASE_URI', 'DB_URL']
    .map((name) => (isUpper ? name : name.toLowerCase()))
    .find((name) => !new RegExp(`\\b${name}\\b`, 'i').test(text));
}

function nameOf(module: PythonModule, definition: PythonNode): string {
  const name = definition.getChild('VariableName');
  return name ? textOf(module, name) : '';
}
