import { importsOf } from '../../../formats/python/imports.ts';
import {
  childrenOf,
  nodesOf,
  type PythonModule,
  type PythonNode,
  textOf,
} from '../../../formats/python/module.ts';
import type { RawCode } from '../../facts/raw-files.ts';
import type { CodeWriter } from './code-writer.ts';

/**
 * Whether a project reads rows by number, or unpacks or copies them: rows that are dicts would
 * then give names, or nothing.
 */
export function readsByNumber({ files }: RawCode): boolean {
  return files.some(({ file: { module } }) => {
    return isIndexed(module) || isUnpacked(module) || /\b(?:tuple|list)\(row\)/.test(module.text);
  });
}

function isIndexed(module: PythonModule): boolean {
  return nodesOf(module.root, 'MemberExpression').some((node) => {
    const [object, bracket, index] = childrenOf(node);
    if (bracket?.name !== '[' || index?.name !== 'Number' || !object) return false;
    return /fetchone\(\)\)?$|^(?:\w*row|r|rec|record|result|res|found)$/.test(
      textOf(module, object),
    );
  });
}

const fetched = /\.fetch(?:one|all|many)\([^()]*\)$/;

/** `a, b = cursor.fetchone()` and `for a, b in cursor.fetchall()`. */
function isUnpacked(module: PythonModule): boolean {
  const assigned = nodesOf(module.root, 'AssignStatement').some(({ firstChild, lastChild }) => {
    const isTuple = firstChild?.name === 'TupleExpression' || firstChild?.nextSibling?.name === ',';
    return isTuple && !!lastChild && fetched.test(textOf(module, lastChild));
  });
  const looped = nodesOf(module.root, 'ForStatement').some((node) => {
    const children = childrenOf(node);
    const inAt = children.findIndex(({ name }) => name === 'in');
    const iterable = children[inAt + 1];
    const isTuple = inAt > 2 || children[1]?.name === 'TupleExpression';
    return isTuple && !!iterable && fetched.test(textOf(module, iterable));
  });
  return assigned || looped;
}

/** Defines rows that are read by name and by number, as `sqlite3.Row`. */
export function recordRowCode(code: CodeWriter): string {
  code.block('record', [
    'class Record(tuple):',
    '    """A row that is read by position and by name."""',
    '',
    '    def __getitem__(self, key):',
    '        if not isinstance(key, str):',
    '            return super().__getitem__(key)',
    '        if key not in self.names:',
    '            raise IndexError("No item with that key")',
    '        return super().__getitem__(self.names.index(key))',
    '',
    '    def keys(self):',
    '        return list(self.names)',
  ]);
  code.block('record_row', [
    'def record_row(cursor):',
    '    names = [column.name for column in cursor.description or ()]',
    '',
    '    def make(values):',
    '        record = Record(values)',
    '        record.names = names',
    '        return record',
    '',
    '    return make',
  ]);
  return 'record_row';
}

/** A function of two parameters that makes a dict of a row, as sqlite3 takes it. */
export function isDictFactory(module: PythonModule, value: PythonNode): boolean {
  if (value.name === 'LambdaExpression') return /description/.test(textOf(module, value));
  if (value.name !== 'VariableName') return false;
  const name = textOf(module, value);
  const own = nodesOf(module.root, 'FunctionDefinition').find((definition) => {
    const found = definition.getChild('VariableName');
    return found !== null && textOf(module, found) === name;
  });
  if (own)
    return /description/.test(textOf(module, own)) && /\bdict\(|\{/.test(textOf(module, own));
  return importsOf(module).some(({ local }) => local === name) && /dict/.test(name);
}
