import type { EngineId } from '../core/goal.ts';
import { positionFinder } from '../core/span.ts';
import type { ConnectionPoint, Finding } from '../recipes/recipe.ts';
import type { DetectedProject } from './detect.ts';

/** A place in the workspace; `line` counts from 1. */
export interface GraphPlace {
  readonly path: string;
  readonly line: number;
  readonly label: string;
}

/** A place that says what a connection's URL, or a part of it, is. */
export interface Supplier extends GraphPlace {
  readonly engine?: EngineId;
  readonly profile?: string;
  /** The URL's scheme and database, where it has them. */
  readonly scheme?: string;
  readonly database?: string;
  /** The supplier that wins over this one where both are in force. */
  readonly overriddenBy?: GraphPlace;
}

/** Who supplies a URL to whom, under one name. */
export interface Connection {
  /** The variable or setting, as its strongest supplier writes it. */
  readonly name: string;
  /** The strongest first. */
  readonly suppliers: readonly Supplier[];
  readonly consumers: readonly GraphPlace[];
  /** Services that the suppliers' URLs lead to. */
  readonly servers: readonly GraphPlace[];
}

interface Point {
  readonly finding: Finding;
  readonly connection: ConnectionPoint;
  readonly place: GraphPlace;
}

/**
 * The connections of a project, by the names of their variables. A compose file's environment wins
 * over an env file, that over a default in the code, and what env.py sets over Alembic's ini file;
 * examples and other profiles override nothing.
 */
export function connectionGraph(detected: DetectedProject): readonly Connection[] {
  const points = pointsOf(detected);
  const supplying = points.filter(({ connection }) => connection.role === 'supplies');
  const names = new Set(supplying.map(({ connection }) => keyOf(connection)));
  return [...names].map((name) => connectionOf(name, points));
}

function pointsOf({ project, findings }: DetectedProject): readonly Point[] {
  return findings.flatMap(({ finding }) => {
    const { connection, path, span, label } = finding;
    if (!connection) return [];
    const at = positionFinder(project.files.get(path)?.text ?? '')(span.start);
    return { finding, connection, place: { path, line: at.line + 1, label } };
  });
}

/**
 * `database_url` of a settings class is read from `DATABASE_URL`, and whoever uses the URL names it
 * with an expression, such as `str(get_settings().database_url)`.
 */
function keyOf({ role, name }: ConnectionPoint): string {
  const last = role === 'consumes' ? /(\w+)\W*$/.exec(name)?.[1] : name;
  return (last ?? name).toUpperCase();
}

function connectionOf(name: string, points: readonly Point[]): Connection {
  const own = points.filter(({ connection }) => keyOf(connection) === name);
  const supplying = own
    .filter(({ connection }) => connection.role === 'supplies')
    .toSorted((a, b) => strength(b) - strength(a));
  const hosts = new Set(supplying.map(({ connection }) => connection.url?.host));
  const placesOf = (role: ConnectionPoint['role'], among: readonly Point[]) =>
    among.filter(({ connection }) => connection.role === role).map(({ place }) => place);
  return {
    name: supplying[0]?.connection.name ?? name,
    suppliers: supplying.map((point) => supplierOf(point, supplying)),
    consumers: placesOf('consumes', own),
    servers: placesOf(
      'serves',
      points.filter(({ connection }) => hosts.has(connection.name)),
    ),
  };
}

function supplierOf(point: Point, all: readonly Point[]): Supplier {
  const { finding, connection, place } = point;
  const winner = all.find((other) => overrides(other, point));
  return {
    ...place,
    ...(finding.engine && { engine: finding.engine }),
    ...(connection.profile && { profile: connection.profile }),
    ...(connection.url && { scheme: connection.url.scheme, database: connection.url.database }),
    ...(winner && { overriddenBy: winner.place }),
  };
}

function overrides(stronger: Point, weaker: Point): boolean {
  const isAside = (point: Point) =>
    strength(point) !== strengths.compose && point.connection.profile;
  return !isAside(stronger) && !isAside(weaker) && strength(stronger) > strength(weaker);
}

const strengths = { compose: 3, environment: 2, code: 1, ini: 0 } as const;

function strength({ finding: { path } }: Point): number {
  if (/\.ya?ml$/.test(path)) return strengths.compose;
  if (path.endsWith('.ini')) return strengths.ini;
  return /(?:^|\/|\.)env(?:[.-]|$)|\.env/.test(path) ? strengths.environment : strengths.code;
}
