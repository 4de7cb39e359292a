import type { SyntaxNode } from '@lezer/common';

/**
 * Whether an error of the tree is one of the grammar and none of the file: forms of TypeScript and
 * JavaScript that it does not know, behind which it finds its way at once. The tree is right but for
 * the two pieces that such a form falls into.
 */
export function isGrammarGap(error: SyntaxNode): boolean {
  return [isDecorated, isCaught, isModule, isImportEquals, isImportAttribute].some((is) =>
    is(error),
  );
}

/** `@Injectable() export class A {}`: decorators without a class, then an export. */
function isDecorated({ parent }: SyntaxNode): boolean {
  if (parent?.name !== 'ClassDeclaration') return false;
  const others = siblings(parent.firstChild).filter(({ type }) => !type.isError);
  const next = siblings(parent.nextSibling).find(({ name }) => !/Comment$/.test(name));
  return (
    others.every(({ name }) => /^Decorator$|Comment$/.test(name)) &&
    next?.name === 'ExportDeclaration'
  );
}

/** `catch (error: unknown)`: the type of what is caught. */
function isCaught({ parent, to }: SyntaxNode): boolean {
  const body = parent?.name === 'CatchClause' ? parent.getChild('Block') : null;
  return body !== null && to < body.from;
}

/** `declare module 'session' { ... }`: what it is called, then a block. */
function isModule({ parent }: SyntaxNode): boolean {
  const outer = parent?.parent;
  if (parent?.name === 'NamespaceDeclaration') return outer?.name === 'AmbientDeclaration';
  const before = parent?.name === 'ExpressionStatement' ? parent.prevSibling : null;
  return (
    before?.name === 'AmbientDeclaration' &&
    parent?.firstChild?.name === 'String' &&
    parent.nextSibling?.name === 'Block'
  );
}

/** `import pg = require('pg')`: an import, then a call. */
function isImportEquals({ parent, firstChild }: SyntaxNode): boolean {
  return (
    parent?.name === 'ImportDeclaration' &&
    firstChild?.name === 'Equals' &&
    parent.nextSibling?.name === 'ExpressionStatement'
  );
}

/** `import data from './a.json' with { type: 'json' }`: an import, then a statement of its own. */
function isImportAttribute({ parent }: SyntaxNode): boolean {
  const statement = parent?.name === 'WithStatement' ? parent : parent?.nextSibling;
  const before = statement?.prevSibling;
  return (
    statement?.name === 'WithStatement' &&
    (before?.name === 'ImportDeclaration' || before?.name === 'ExportDeclaration') &&
    statement.nextSibling?.name === 'Block'
  );
}

function siblings(first: SyntaxNode | null): readonly SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let at = first; at; at = at.nextSibling) found.push(at);
  return found;
}
