import type { SyntaxNode, SyntaxNodeRef } from '@lezer/common';
import { parser } from '@lezer/javascript';
import { applyEdits, type TextEdit } from '../../core/edit.ts';

/**
 * JavaScript without the imports that it does not use, as TypeScript's compiler leaves them out:
 * `import { Knex } from 'knex'` names a type that the package does not have at run time.
 */
export function withoutUnusedImports(source: string): string {
  const tree = parser.parse(source);
  const imports: SyntaxNode[] = [];
  const used = new Set<string>();
  tree.iterate({
    enter(node) {
      if (node.name === 'ImportDeclaration') {
        imports.push(node.node);
        return false;
      }
      if (isUse(node)) used.add(source.slice(node.from, node.to));
      return true;
    },
  });
  return applyEdits(
    source,
    imports.flatMap((node) => unusedPart(node, source, used)),
  );
}

function isUse({ name }: SyntaxNodeRef): boolean {
  return name === 'VariableName' || name === 'JSXIdentifier';
}

function unusedPart(node: SyntaxNode, source: string, used: ReadonlySet<string>): TextEdit[] {
  const names = node.getChildren('VariableDefinition');
  const group = node.getChild('ImportGroup');
  const specifiers = group ? specifiersOf(group) : [];
  const isUsed = ({ from, to }: SyntaxNode) => used.has(source.slice(from, to));
  const kept = specifiers.filter(({ name }) => isUsed(name));
  const imported = names.length + specifiers.length;
  if (imported === 0 || names.some(isUsed)) return editGroup(group, specifiers, kept, source);
  if (kept.length === 0) return [{ start: node.from, end: node.to, newText: '' }];
  return editGroup(group, specifiers, kept, source);
}

interface Specifier {
  readonly start: number;
  readonly end: number;
  /** The name that the module's code uses. */
  readonly name: SyntaxNode;
}

/** `{ a, b as c }`: each specifier with its local name, which is the last one. */
function specifiersOf(group: SyntaxNode): readonly Specifier[] {
  const specifiers: Specifier[] = [];
  let start: number | undefined;
  for (let child = group.firstChild; child; child = child.nextSibling) {
    if (child.name === ',' || child.name === '{' || child.name === '}') start = undefined;
    else start ??= child.from;
    if (child.name === 'VariableDefinition' && start !== undefined) {
      specifiers.push({ start, end: child.to, name: child });
    }
  }
  return specifiers;
}

function editGroup(
  group: SyntaxNode | null,
  specifiers: readonly Specifier[],
  kept: readonly Specifier[],
  source: string,
): TextEdit[] {
  if (!group || kept.length === specifiers.length) return [];
  const names = kept.map(({ start, end }) => source.slice(start, end)).join(', ');
  return [{ start: group.from, end: group.to, newText: names === '' ? '{}' : `{ ${names} }` }];
}
