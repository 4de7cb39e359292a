import type { PortableLists } from './safety-net.ts';
import { portableShapes } from './shapes.ts';

/** Functions of SQLite that PostgreSQL has under the same name, by how many arguments they may have. */
const counts: Readonly<Record<string, readonly [number, number]>> = {
  abs: [1, 1],
  acos: [1, 1],
  acosh: [1, 1],
  asin: [1, 1],
  asinh: [1, 1],
  atan: [1, 1],
  atan2: [2, 2],
  atanh: [1, 1],
  avg: [1, 1],
  ceil: [1, 1],
  ceiling: [1, 1],
  coalesce: [2, 100],
  concat: [1, 100],
  concat_ws: [2, 100],
  cos: [1, 1],
  cosh: [1, 1],
  count: [0, 1],
  cume_dist: [0, 0],
  degrees: [1, 1],
  dense_rank: [0, 0],
  exp: [1, 1],
  first_value: [1, 1],
  floor: [1, 1],
  lag: [1, 3],
  last_value: [1, 1],
  lead: [1, 3],
  length: [1, 1],
  lower: [1, 1],
  ltrim: [1, 2],
  max: [1, 1],
  min: [1, 1],
  nth_value: [2, 2],
  ntile: [1, 1],
  nullif: [2, 2],
  octet_length: [1, 1],
  percent_rank: [0, 0],
  pi: [0, 0],
  pow: [2, 2],
  power: [2, 2],
  radians: [1, 1],
  rank: [0, 0],
  replace: [3, 3],
  row_number: [0, 0],
  rtrim: [1, 2],
  sign: [1, 1],
  sin: [1, 1],
  sinh: [1, 1],
  string_agg: [2, 2],
  substr: [2, 3],
  substring: [2, 3],
  sum: [1, 1],
  tan: [1, 1],
  tanh: [1, 1],
  trim: [1, 2],
  trunc: [1, 1],
  upper: [1, 1],
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
