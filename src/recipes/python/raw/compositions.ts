import type { TextEdit } from '../../../core/edit.ts';
import { argumentsOf } from '../../../formats/python/arguments.ts';
import { callsOf, qualifiedName } from '../../../formats/python/imports.ts';
import {
  nodesOf,
  type PythonModule,
  type PythonNode,
  textOf,
} from '../../../formats/python/module.ts';
import type { PythonFile } from '../../python-files.ts';
import type { CodeWriter } from './code-writer.ts';
import { quotedNameCode } from './support-code.ts';

const composers = /^psycopg2?\.sql\.(SQL|Identifier|Placeholder)$/;

/** `sql.SQL("... {}").format(sql.Identifier(name))` as plain strings that are put together. */
export function compositionEdits({ module }: PythonFile, code: CodeWriter): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  callsOf(module, module.root, (name) => {
    return composers.test(name);
  }).forEach((call) => {
    const callee = call.firstChild;
    if (!callee) return;
    const kind = textOf(module, callee).replace(/^.*\./s, '');
    const [first] = argumentsOf(module, call);
    if (kind === 'SQL') edits.push(...unwrapped(module, call, callee));
    else if (kind === 'Identifier') {
      edits.push({ start: callee.from, end: callee.to, newText: quotedNameCode(code) });
    } else {
      const newText = first ? `":" + ${textOf(module, first.value)}` : '"?"';
      edits.push({ start: call.from, end: call.to, newText });
    }
  });
  return [...edits, ...passedOn(module, code)];
}

/** `map(sql.Identifier, names)` passes the function itself on. */
function passedOn(module: PythonModule, code: CodeWriter): readonly TextEdit[] {
  return nodesOf(module.root, 'MemberExpression', 'VariableName').flatMap((node) => {
    const isArgument = node.parent?.name === 'ArgList' && node.nextSibling?.name !== 'AssignOp';
    const kind = composers.exec((isArgument && qualifiedName(module, node)) || '')?.[1];
    if (!kind || kind === 'Placeholder') return [];
    const newText = kind === 'SQL' ? 'str' : quotedNameCode(code);
    return [{ start: node.from, end: node.to, newText }];
  });
}

/** The text alone; one of several lines keeps its parentheses. */
function unwrapped(
  module: PythonModule,
  call: PythonNode,
  callee: PythonNode,
): readonly TextEdit[] {
  const [first] = argumentsOf(module, call);
  const isPlain = first?.value.name === 'String' || first?.value.name === 'VariableName';
  if (!first || !isPlain) return [{ start: callee.from, end: callee.to, newText: '' }];
  return [
    { start: callee.from, end: first.start, newText: '' },
    { start: first.end, end: call.to, newText: '' },
  ];
}
