import { oncePer } from '../../core/once-per.ts';
import { positional } from '../../formats/python/arguments.ts';
import { callsOf } from '../../formats/python/imports.ts';
import { nodesOf, type PythonModule, textOf } from '../../formats/python/module.ts';
import { stringLiteral } from '../../formats/python/string-literal.ts';
import type { Project } from '../project.ts';
import { pythonFilesWith } from '../python-files.ts';

/** The names of the tables that SQLAlchemy models and `Table(...)` calls write out, once each. */
export const modelTables: (project: Project) => readonly string[] = oncePer((project: Project) => {
  const files = pythonFilesWith(project, /__tablename__|\bTable\(/);
  const names = files
    .filter(({ path }) => !/(?:^|\/)(?:tests?|versions)\//.test(path))
    .flatMap(({ module }) => [...declaredNames(module), ...tableCalls(module)]);
  return [...new Set(names)];
});

function declaredNames(module: PythonModule): readonly string[] {
  return nodesOf(module.root, 'AssignStatement').flatMap((statement) => {
    const target = statement.firstChild;
    if (!target || textOf(module, target) !== '__tablename__' || !statement.lastChild) return [];
    const literal = stringLiteral(module, statement.lastChild);
    return literal && literal.holes.length === 0 ? literal.value : [];
  });
}

function tableCalls(module: PythonModule): readonly string[] {
  const calls = callsOf(module, module.root, (name) => /^sqlalchemy(\.schema)?\.Table$/.test(name));
  return calls.flatMap((call) => {
    const name = positional(module, call, 0);
    return (name && stringLiteral(module, name.value)?.value) ?? [];
  });
}
