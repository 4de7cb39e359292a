import type { WorkspaceFolder } from 'vscode';
import {
  type Connection,
  connectionGraph,
  type GraphPlace,
  type Supplier,
} from '../../workflow/connection-graph.ts';
import type { DetectedProject } from '../../workflow/detect.ts';

interface NodeBase {
  /** Stable, so that a refresh keeps what is open. */
  readonly id: string;
  readonly folder: WorkspaceFolder;
}

/** A row of the connections' tree. */
export type ConnectionNode =
  | (NodeBase & { readonly kind: 'project'; readonly detected: DetectedProject })
  | (NodeBase & { readonly kind: 'connection'; readonly connection: Connection })
  | PlaceNode;

/** A place that has a part in a connection. */
export type PlaceNode = NodeBase &
  (
    | { readonly kind: 'supplies'; readonly name: string; readonly place: Supplier }
    | { readonly kind: 'serves' | 'uses'; readonly name: string; readonly place: GraphPlace }
  );

/** A workspace folder with a project in it. */
export interface PlacedProject {
  readonly folder: WorkspaceFolder;
  readonly detected: DetectedProject;
}

/** The connections of the only project, or every project that has any. */
export function rootNodes(projects: readonly PlacedProject[]): readonly ConnectionNode[] {
  const connected = projects.filter(({ detected }) => connectionGraph(detected).length > 0);
  if (connected.length === 1) return connected.flatMap(connectionNodes);
  return connected.map(({ folder, detected }) => ({
    kind: 'project',
    id: `${folder.uri} ${detected.project.root}`,
    folder,
    detected,
  }));
}

/** The rows below a row: of a connection who supplies it, the strongest first, who serves and uses it. */
export function childNodes(node: ConnectionNode): readonly ConnectionNode[] {
  switch (node.kind) {
    case 'project':
      return connectionNodes(node);
    case 'connection':
      return placeNodes(node.connection, node);
    default:
      return [];
  }
}

function connectionNodes({ folder, detected }: PlacedProject): readonly ConnectionNode[] {
  return connectionGraph(detected).map((connection) => ({
    kind: 'connection',
    id: `${folder.uri} ${detected.project.root} ${connection.name}`,
    folder,
    connection,
  }));
}

function placeNodes(
  { name, suppliers, servers, consumers }: Connection,
  { id, folder }: NodeBase,
): readonly PlaceNode[] {
  const counts = new Map<string, number>();
  const base = (kind: string, { path }: GraphPlace) => {
    const key = `${id} ${kind} ${path}`;
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return { id: `${key} ${count}`, folder, name };
  };
  return [
    ...suppliers.map((place) => ({ ...base('supplies', place), kind: 'supplies' as const, place })),
    ...servers.map((place) => ({ ...base('serves', place), kind: 'serves' as const, place })),
    ...consumers.map((place) => ({ ...base('uses', place), kind: 'uses' as const, place })),
  ];
}
