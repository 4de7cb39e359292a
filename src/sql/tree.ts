import type { Node } from 'libpg-query';

type KindOf<N> = N extends unknown ? keyof N : never;

/** The name of a node of PostgreSQL's parse tree: `SelectStmt`, `A_Expr`, ... */
export type Kind = KindOf<Node>;

/** The content of a node of one kind. */
export type Content<K extends Kind> = Extract<Node, Record<K, unknown>>[K];

/** A node's content where the kind is not known statically. */
export type AnyContent = object;

/** Fields that hold a node without its kind's name around it. */
const bareFields: ReadonlyMap<string, Kind> = new Map(
  Object.entries<Kind>({
    typeName: 'TypeName',
    relation: 'RangeVar',
    sequence: 'RangeVar',
    identitySequence: 'RangeVar',
    ofTypename: 'TypeName',
    returnType: 'TypeName',
    argType: 'TypeName',
    withClause: 'WithClause',
    onConflictClause: 'OnConflictClause',
    infer: 'InferClause',
    intoClause: 'IntoClause',
    into: 'IntoClause',
    rel: 'RangeVar',
    pktable: 'RangeVar',
    view: 'RangeVar',
    over: 'WindowDef',
    alias: 'Alias',
    join_using_alias: 'Alias',
    collClause: 'CollateClause',
    partspec: 'PartitionSpec',
    partbound: 'PartitionBoundSpec',
    returningClause: 'ReturningClause',
    search_clause: 'CTESearchClause',
    cycle_clause: 'CTECycleClause',
    larg: 'SelectStmt',
    rarg: 'SelectStmt',
  }),
);

/** The kind of a wrapped node. */
export function kindOf(node: Node): Kind {
  for (const kind in node) return kind as Kind;
  throw new Error('A node has no kind.');
}

/** The content of a wrapped node. */
export function contentOf(node: Node): AnyContent {
  return (node as Readonly<Record<string, AnyContent>>)[kindOf(node)] ?? {};
}

/** The content if the node is of this kind. */
export function as<K extends Kind>(kind: K, node: Node | undefined): Content<K> | undefined {
  return (node as Readonly<Partial<Record<Kind, unknown>>> | undefined)?.[kind] as
    | Content<K>
    | undefined;
}

/** Puts the kind's name around content, as the tree does where a field may hold any node. */
export function wrap<K extends Kind>(kind: K, content: Content<K>): Node {
  return { [kind]: content } as unknown as Node;
}

/** `node` is the content with its kind's name around it, where the tree has that. */
export type Visit = (kind: Kind, content: AnyContent, field: string, node?: Node) => void;

/** Calls `visit` for each node that a field of this content holds, in the tree's order. */
export function eachChild(content: AnyContent, visit: Visit): void {
  const record = content as Readonly<Record<string, unknown>>;
  for (const field in record) {
    const value = record[field];
    if (typeof value !== 'object' || value === null) continue;
    if (Array.isArray(value)) for (const item of value) visitValue(item, field, visit);
    else visitValue(value, field, visit);
  }
}

/** A node with its kind's name around it has one key, in upper case. */
function visitValue(value: object, field: string, visit: Visit): void {
  for (const key in value) {
    const first = key.charCodeAt(0);
    if (first < 65 || first > 90) break;
    const content = (value as Readonly<Record<string, unknown>>)[key];
    if (typeof content !== 'object' || content === null) break;
    visit(key as Kind, content, field, value as Node);
    return;
  }
  const kind = bareFields.get(field);
  if (kind) visit(kind, value, field);
}
