import { oncePer } from '../../core/once-per.ts';
import { engineOfScheme } from '../../engines/index.ts';
import { type DatabaseUrl, parseDatabaseUrl } from '../../engines/url.ts';
import { keyword, positional } from '../../formats/python/arguments.ts';
import { calledName, callsOf } from '../../formats/python/imports.ts';
import { type PythonModule, type PythonNode, textOf } from '../../formats/python/module.ts';
import { stringLiteral } from '../../formats/python/string-literal.ts';
import type { Project } from '../project.ts';
import { type PythonFile, pythonFilesWith } from '../python-files.ts';

/** A call that builds a database URL from parts. */
export interface UrlBuild {
  readonly file: PythonFile;
  readonly call: PythonNode;
  /** The call with what makes a string of it: `str(...)`, `.unicode_string()`. */
  readonly whole: PythonNode;
  /** Its scheme and, where it is written out, the database's name. */
  readonly url: DatabaseUrl;
  /** Whether the call makes SQLAlchemy's `URL`, which any engine's URL can be. */
  readonly makesUrlObject: boolean;
}

const urlObject = /^sqlalchemy(?:\.\w+)*\.URL(?:\.create)?$/;
const urlType = /(?:^|\.)(?:\w*Dsn|MultiHostUrl|AnyUrl|Url)\.build$|^yarl\.URL\.build$/;

/** The calls of `URL.create`, `PostgresDsn.build` and the like, in path and text order. */
export const urlBuildsOf: (project: Project) => readonly UrlBuild[] = oncePer((project: Project) =>
  pythonFilesWith(project, /\bURL\b|\.build\(/).flatMap((file) => buildsIn(file)),
);

function buildsIn(file: PythonFile): readonly UrlBuild[] {
  const { module } = file;
  const calls = callsOf(module, module.root, (name) => urlObject.test(name) || urlType.test(name));
  return calls.flatMap((call) => {
    const scheme = schemeOf(module, call);
    if (!scheme) return [];
    const host = engineOfScheme(scheme)?.server ? 'host' : '';
    const url = parseDatabaseUrl(`${scheme}://${host}/${databaseOf(module, call)}`);
    if (!url) return [];
    const makesUrlObject = urlObject.test(calledName(module, call) ?? '');
    return [{ file, call, whole: wholeOf(module, call), url, makesUrlObject }];
  });
}

function schemeOf(module: PythonModule, call: PythonNode): string | undefined {
  const found =
    keyword(module, call, 'drivername') ??
    keyword(module, call, 'scheme') ??
    positional(module, call, 0);
  const scheme = found && stringLiteral(module, found.value);
  return scheme && engineOfScheme(scheme.value) ? scheme.value : undefined;
}

function databaseOf(module: PythonModule, call: PythonNode): string {
  const found =
    keyword(module, call, 'database') ??
    keyword(module, call, 'path') ??
    positional(module, call, 5);
  const name = found && stringLiteral(module, found.value);
  return name && name.holes.length === 0 ? name.value.replace(/^\//, '') : '';
}

const stringMethods = /^(?:unicode_string|encoded_string|render_as_string|__str__|__to_string__)$/;

function wholeOf(module: PythonModule, call: PythonNode): PythonNode {
  const { parent } = call;
  const outer = parent?.parent;
  if (!parent || outer?.name !== 'CallExpression') return call;
  const member = parent.name === 'MemberExpression' ? parent.lastChild : null;
  if (member && stringMethods.test(textOf(module, member))) return outer;
  return parent.name === 'ArgList' && calledName(module, outer) === 'str' ? outer : call;
}
