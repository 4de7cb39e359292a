import type { PortableLists } from './safety-net.ts';
import { portableShapes } from './shapes.ts';
import { sharedFunctions } from './shared-functions.ts';

/** Functions of SQLite that PostgreSQL has under the same name, by how many arguments they may have. */
const counts: Readonly<Record<string, readonly [number, number]>> = {
  ...sharedFunctions,
  coalesce: [2, 100],
  nullif: [2, 2],
};

/** Forms that only the other direction has to say something about. */
const shapes: PortableLists['shapes'] = {
  ...portableShapes,
  A_Expr: { ...portableShapes.A_Expr, name: true },
  Constraint: { ...portableShapes.Constraint, contype: true, options: true },
  CoalesceExpr: { args: true, location: true },
  CreateTrigStmt: {},
  DropStmt: { ...portableShapes.DropStmt, removeType: true },
  ExplainStmt: { query: true },
  MinMaxExpr: { op: true, args: true, location: true },
  VacuumStmt: { is_vacuumcmd: true, rels: true },
  VacuumRelation: { relation: true },
  ViewStmt: { ...portableShapes.ViewStmt, replace: true },
};

/** What SQLite has and PostgreSQL takes with the same result. */
export const portableFromSqlite: PortableLists = {
  shapes,
  isPortableCall(name, argumentCount) {
    const [least, most] = counts[name] ?? [1, 0];
    return argumentCount >= least && argumentCount <= most;
  },
};
