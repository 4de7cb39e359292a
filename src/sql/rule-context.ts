import type { Node } from 'libpg-query';
import type { Span } from '../core/span.ts';
import { isPrimary } from './extents.ts';
import { functionResults } from './facts/postgresql-functions.ts';
import { sqliteFunctionResults } from './facts/sqlite-results.ts';
import type { TranslateOptions } from './options.ts';
import type { ObservedSchema } from './schema.ts';
import { rootScope, type Scope, scopeOf } from './scope.ts';
import type { ScriptAnalysis } from './script-analysis.ts';
import type { SqlType } from './sql-type.ts';
import { StatementSource } from './statement-source.ts';
import { sql, type Template } from './template.ts';
import { type AnyContent, as, type Content, type Kind, wrap } from './tree.ts';
import { typeOf } from './type-of.ts';

/** A node on the way from the statement to the current one. */
export interface Ancestor {
  readonly kind: Kind;
  readonly content: AnyContent;
  /** The field of its parent that holds it. */
  readonly field: string;
  /** The content with its kind around it, where the tree has that. */
  readonly node?: Node | undefined;
}

export interface ContextInput {
  readonly schema: ObservedSchema;
  readonly options: TranslateOptions;
  readonly translate: (text: string) => ScriptAnalysis;
  /** The statement as the user wrote it. */
  readonly written: string;
}

/** Whether a node's text goes into new text that has this in it. */
type MovesInto = (node: Node, text: string) => boolean;

/** What a rule can ask about the node that it is called for. */
export class RuleContext {
  readonly source: StatementSource;
  readonly schema: ObservedSchema;
  readonly options: TranslateOptions;
  /** Translates other SQL of the same script, such as a table's definition. */
  readonly translate: (text: string) => ScriptAnalysis;
  /** From the statement to the current node, that one included; changes as the walk goes on. */
  readonly path: readonly Ancestor[];
  readonly #root: Scope;
  readonly #written: string;
  readonly #movesInto: MovesInto;
  #scopes: Map<AnyContent, Scope> | undefined;
  #current: { readonly ancestor: Ancestor | undefined; readonly scope: Scope } | undefined;

  constructor(
    source: StatementSource,
    input: ContextInput,
    path: readonly Ancestor[],
    movesInto: MovesInto,
  ) {
    this.source = source;
    this.schema = input.schema;
    const functions =
      input.options.target === 'PostgreSQL' ? sqliteFunctionResults : functionResults;
    this.#root = rootScope(input.schema, functions);
    this.options = input.options;
    this.translate = input.translate;
    this.#written = input.written;
    this.#movesInto = movesInto;
    this.path = path;
  }

  /** The current node, with its kind around it. */
  get node(): Node {
    const current = this.path.at(-1);
    if (!current) throw new Error('There is no current node outside of a walk.');
    return current.node ?? wrap(current.kind, current.content as never);
  }

  get parent(): Ancestor | undefined {
    return this.path.at(-2);
  }

  /** The nearest node of this kind around the current one. */
  enclosing<K extends Kind>(kind: K): Content<K> | undefined {
    for (let index = this.path.length - 2; index >= 0; index -= 1) {
      const { kind: found, content } = this.path[index] ?? {};
      if (found === kind) return content as Content<K>;
    }
    return undefined;
  }

  /** What names mean at the current node. */
  get scope(): Scope {
    const ancestor = this.path.at(-1);
    if (!this.#current || this.#current.ancestor !== ancestor)
      this.#current = { ancestor, scope: this.#scopeAt(this.path.length - 1) };
    return this.#current.scope;
  }

  /** The scope of the nearest statement at or above a place on the path. */
  #scopeAt(last: number): Scope {
    let index = last;
    while (index >= 0 && !this.path[index]?.kind.endsWith('Stmt')) index -= 1;
    const { content } = this.path[index] ?? {};
    if (!content) return this.#root;
    const known = this.#scopes?.get(content);
    if (known) return known;
    const scope = scopeOf(content, this.#scopeAt(index - 1));
    this.#scopes ??= new Map();
    this.#scopes.set(content, scope);
    return scope;
  }

  /** The type of an expression below the current node; `undefined` where it is not known. */
  typeOf(node: Node | undefined): SqlType | undefined {
    return typeOf(node, this.scope);
  }

  /** Whether SQLite is at least this version, by the options. */
  sqliteHas(version: string): boolean {
    return compareVersions(this.options.sqliteVersion, version) >= 0;
  }

  /** A node as an operand: in parentheses unless it needs none or has its own. */
  operand(node: Node): Template {
    const bare = this.source.spanOf(node);
    const grouped = this.source.outerSpanOf(node).start < bare.start;
    return grouped || isPrimary(node) ? sql`${node}` : sql`(${node})`;
  }

  /** A template that takes the current node's place, in parentheses where operators are near. */
  grouped(template: Template): Template {
    const bare = this.source.spanOf(this.node);
    if (this.source.outerSpanOf(this.node).start < bare.start) return template;
    if (this.parent && standsAlone(this.parent, this.path.at(-1)?.field)) return template;
    return isOneTerm(template) ? template : sql`(${template})`;
  }

  /** A node's text as the user wrote it, without translation. */
  text(node: Node | Span): string {
    return this.source.slice('start' in node ? node : this.source.spanOf(node));
  }

  /** The whole statement as the user wrote it, before anything was changed for the parser. */
  original(): string {
    return this.#written;
  }

  /** Whether a rule has put the current node into new text that has this in it. */
  movesInto(text: string): boolean {
    return this.#movesInto(this.node, text);
  }

  /** The value of a string literal, also behind a cast; `undefined` for any other node. */
  stringValue(node: Node | undefined): string | undefined {
    const constant = as('A_Const', node) ?? as('A_Const', as('TypeCast', node)?.arg);
    return constant?.sval && (constant.sval.sval ?? '');
  }
}

/** Whether a template is one call, literal or group, and so binds by itself. */
function isOneTerm({ parts }: Template): boolean {
  const source = new StatementSource(
    parts.map((part) => (typeof part === 'string' ? part : 'x')).join(''),
  );
  const last = source.tokens.length - 1;
  const open = source.tokens[0]?.kind === 'word' ? 1 : 0;
  return last === 0 || (source.value(open) === '(' && source.partner(open) === last);
}

const listFields = new Set(['args', 'targetList', 'whereClause', 'quals', 'havingClause', 'items']);
const listKinds = new Set<Kind>([
  'FuncCall',
  'CoalesceExpr',
  'ResTarget',
  'CaseWhen',
  'CaseExpr',
  'List',
]);

/** Whether what stands in this field of a node is set off by keywords, commas or parentheses. */
function standsAlone(parent: Ancestor, field: string | undefined): boolean {
  if (parent.kind === 'BoolExpr')
    return (parent.content as { boolop?: string }).boolop !== 'NOT_EXPR';
  if (parent.kind === 'A_Expr' || parent.kind === 'TypeCast') return false;
  return listKinds.has(parent.kind) || listFields.has(field ?? '');
}

/** Negative, zero or positive, as dotted version numbers order. */
export function compareVersions(left: string, right: string): number {
  const numbers = (version: string) => version.split('.').map(Number);
  const [a, b] = [numbers(left), numbers(right)];
  for (let index = 0; index < 3; index += 1) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference) return difference;
  }
  return 0;
}
