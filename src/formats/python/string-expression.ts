import { argumentsOf } from './arguments.ts';
import { childrenOf, type PythonModule, type PythonNode, textOf } from './module.ts';
import { type StringLiteral, stringLiteral } from './string-literal.ts';

/** How the parts of a string are put together. */
export type StringForm = 'plain' | 'f-string' | 'format' | 'percent' | 'concatenation';

/** An expression that makes a string from a literal, with what is put into it. */
export interface StringExpression {
  /** The whole expression, such as a call of `.format`. */
  readonly node: PythonNode;
  /** The literal that it begins with. */
  readonly literal: StringLiteral;
  readonly form: StringForm;
  /** The value with every hole as `{0}`, `{1}`... in their order. */
  readonly template: string;
  /** The sources of what is put in. */
  readonly holes: readonly string[];
}

/** Reads the expression that a string literal begins; a literal in its middle gives `undefined`. */
export function stringExpression(
  module: PythonModule,
  node: PythonNode,
): StringExpression | undefined {
  if (node.parent?.name === 'ContinuedString') return undefined;
  const literal = stringLiteral(module, node);
  if (!literal) return undefined;
  const whole = outermost(node);
  const { parent } = whole;
  const last = parent?.lastChild;
  if (parent?.name === 'MemberExpression' && last && textOf(module, last) === 'format') {
    const call = parent.parent;
    if (call?.name === 'CallExpression') return formatCall(module, literal, call);
  }
  const operator = operatorBehind(module, whole);
  if (parent && operator === '%') return percentFormat(module, literal, parent);
  if (parent && operator === '+') return concatenation(module, literal, whole);
  if (isOperandOfPlus(module, whole)) return undefined;
  const form = literal.holes.length > 0 ? 'f-string' : 'plain';
  const holes = literal.holes.map(({ value }) => value);
  return { node: literal.node, literal, form, holes, template: numbered(literal) };
}

/** The literal with the parentheses around it, if an operation takes them as one. */
function outermost(node: PythonNode): PythonNode {
  const { parent } = node;
  const operation = parent?.parent?.name;
  const isOperand = operation === 'MemberExpression' || operation === 'BinaryExpression';
  return parent?.name === 'ParenthesizedExpression' && isOperand ? parent : node;
}

function operatorBehind(module: PythonModule, node: PythonNode): string {
  const { nextSibling, parent } = node;
  if (parent?.name !== 'BinaryExpression' || nextSibling?.name !== 'ArithOp') return '';
  return textOf(module, nextSibling);
}

function isOperandOfPlus(module: PythonModule, node: PythonNode): boolean {
  const before = node.prevSibling;
  return before?.name === 'ArithOp' && textOf(module, before) === '+';
}

function numbered(literal: StringLiteral, from = 0): string {
  let hole = from - 1;
  return literal.segments
    .map(({ kind, value }) => {
      if (kind === 'hole') hole += 1;
      return kind === 'hole' ? `{${hole}}` : value;
    })
    .join('');
}

function formatCall(
  module: PythonModule,
  literal: StringLiteral,
  call: PythonNode,
): StringExpression {
  const holes: string[] = [];
  const given = argumentsOf(module, call);
  let next = 0;
  const template = literal.value.replace(/\{([^{}]*)\}/g, (_, field: string) => {
    const name = field.split(/[!:.[]/)[0] ?? '';
    const position = name === '' ? next++ : Number(name);
    const found = given.find((argument, index) => {
      return argument.name === '' ? index === position : argument.name === name;
    });
    holes.push(found ? textOf(module, found.value) : name);
    return `{${holes.length - 1}}`;
  });
  return { node: call, literal, form: 'format', holes, template };
}

/** @see https://docs.python.org/3/library/stdtypes.html#printf-style-string-formatting */
const conversions = /%(?:\((\w+)\))?[-#0 +]*[\d*]*(?:\.\d+)?([sdrai%])/g;

function percentFormat(
  module: PythonModule,
  literal: StringLiteral,
  operation: PythonNode,
): StringExpression {
  const right = operation.lastChild;
  const values = right?.name === 'TupleExpression' ? itemsOf(right) : right ? [right] : [];
  const holes: string[] = [];
  const template = literal.value.replace(conversions, (_, name: string, kind: string) => {
    if (kind === '%') return '%';
    const value = values[holes.length];
    holes.push(name ?? (value ? textOf(module, value) : ''));
    return `{${holes.length - 1}}`;
  });
  return { node: operation, literal, form: 'percent', holes, template };
}

function itemsOf(tuple: PythonNode): readonly PythonNode[] {
  return childrenOf(tuple).filter(({ name }) => !['(', ')', ',', 'Comment'].includes(name));
}

/** `"a" + b + "c"` is a tree that leans left: the literal is at its lower end. */
function concatenation(
  module: PythonModule,
  literal: StringLiteral,
  first: PythonNode,
): StringExpression {
  const holes = literal.holes.map(({ value }) => value);
  let template = numbered(literal);
  let node = first;
  while (node.parent && operatorBehind(module, node) === '+') {
    const operand = node.parent.lastChild;
    node = node.parent;
    const text = operand && stringLiteral(module, operand);
    if (text) {
      template += numbered(text, holes.length);
      holes.push(...text.holes.map(({ value }) => value));
    } else {
      template += `{${holes.length}}`;
      holes.push(operand ? textOf(module, operand) : '');
    }
  }
  return { node, literal, form: 'concatenation', holes, template };
}
