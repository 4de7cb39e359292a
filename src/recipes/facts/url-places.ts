import { oncePer } from '../../core/once-per.ts';
import { parseKeywordDsn } from '../../engines/keyword-dsn.ts';
import { type DatabaseUrl, parseDatabaseUrl } from '../../engines/url.ts';
import {
  nodesOf,
  type PythonModule,
  type PythonNode,
  textOf,
} from '../../formats/python/module.ts';
import { type StringExpression, stringExpression } from '../../formats/python/string-expression.ts';
import { baseName, type Project } from '../project.ts';
import { type PythonFile, pythonFilesWith } from '../python-files.ts';
import { isTestFile, type Profile, profileOfName } from './profile.ts';
import { useOf, type ValueUse } from './value-use.ts';

/** A string in Python code that is a database URL, or libpq's form of one, and where it goes. */
export interface UrlPlace {
  readonly file: PythonFile;
  readonly expression: StringExpression;
  /** Its parts, with holes as `{0}`. */
  readonly url: DatabaseUrl;
  readonly use: ValueUse;
  readonly profile?: Profile;
}

const marker = /(?:postgres\w*|psql|pgsql|sqlite3?)(?:\+\w+)?:\/\/|\bdbname\s*=/i;

/** All database URLs in the project's Python files, in path and text order. */
export const urlPlacesOf: (project: Project) => readonly UrlPlace[] = oncePer((project: Project) =>
  pythonFilesWith(project, marker).flatMap((file) => placesIn(file)),
);

function placesIn(file: PythonFile): readonly UrlPlace[] {
  const { module } = file;
  return nodesOf(module.root, 'String', 'FormatString', 'ContinuedString').flatMap((node) => {
    const expression = stringExpression(module, node);
    const template = expression?.template ?? '';
    const url = parseDatabaseUrl(template) ?? parseKeywordDsn(template);
    if (!expression || !url || !isWhole(url)) return [];
    const use = useOf(module, expression.node);
    const profile = profileAt(file, expression.node, use);
    return [{ file, expression, url, use, ...(profile && { profile }) }];
  });
}

/** A scheme alone is no URL, except that of a database in memory. */
function isWhole({ engine, host, database }: DatabaseUrl): boolean {
  return !engine.server || host !== '' || database !== '';
}

/** What the nearest name around a place says of its use: setting, class, branch, function, file. */
function profileAt(file: PythonFile, node: PythonNode, use: ValueUse): Profile | undefined {
  const own = use.kind === 'setting' ? profileOfName(use.name) : undefined;
  if (own) return own;
  for (let at: PythonNode | null = node; at?.parent; at = at.parent) {
    const found = profileOfName(nameAround(file.module, at, at.parent));
    if (found) return found;
  }
  return isTestFile(file.path) ? 'test' : profileOfName(baseName(file.path));
}

/** What stands over a part of the code: a key, a class's or function's name, a condition. */
function nameAround(module: PythonModule, node: PythonNode, parent: PythonNode): string {
  const label = node.prevSibling;
  switch (parent.name) {
    case 'DictionaryExpression':
      return label?.name === ':' && label.prevSibling ? textOf(module, label.prevSibling) : '';
    case 'ClassDefinition':
    case 'FunctionDefinition': {
      const name = parent.getChild('VariableName');
      return name ? textOf(module, name) : '';
    }
    case 'IfStatement':
      return node.name === 'Body' && label && label.name !== 'else' ? textOf(module, label) : '';
    default:
      return '';
  }
}
