/** Something that was in the database before a run, and that the migration did not ask to remove. */
export type Loss = SchemaLoss | RowLoss | OrphanLoss;

/** Can be put back, unless what it needs is gone. */
export type SchemaLoss = ObjectLoss | ConstraintLoss;

export interface ObjectLoss {
  readonly kind: 'trigger' | 'view' | 'index';
  readonly name: string;
  readonly table: string;
  /** The CREATE statement as it was. */
  readonly sql: string;
}

export interface ConstraintLoss {
  readonly kind: 'check' | 'foreign-key';
  /** The constraint's name, else what it says. */
  readonly name: string;
  readonly table: string;
  /** The table constraint as SQL: `CHECK (price > 0)`. */
  readonly clause: string;
}

export interface RowLoss {
  readonly kind: 'rows';
  readonly table: string;
  readonly before: number;
  readonly after: number;
}

/** Rows that point to nothing now and did not before. */
export interface OrphanLoss {
  readonly kind: 'orphans';
  readonly table: string;
  readonly target: string;
  readonly rows: number;
}

/** A table that takes no row, though the migration went through. */
export interface InsertProblem {
  readonly table: string;
  readonly message: string;
}

/** What ON DELETE made of the rows that referred to deleted ones. */
export interface FollowedDelete {
  readonly table: string;
  readonly target: string;
  readonly rows: number;
  readonly action: 'CASCADE' | 'SET NULL' | 'SET DEFAULT' | 'RESTRICT' | 'NO ACTION';
}

/** What the guard saw and did around one run. */
export interface GuardReport {
  /** The backup's path relative to the workspace; absent where there was no database before. */
  readonly backup?: string;
  /** What vanished and was put back exactly. */
  readonly restored: readonly SchemaLoss[];
  /** What the migration's own deletions took with them. */
  readonly followed: readonly FollowedDelete[];
  /** Tables that a failed run of long ago had left behind; removed. */
  readonly removedLeftovers: readonly string[];
  readonly insertProblems: readonly InsertProblem[];
  /** Dangling rows that were there before; left alone. */
  readonly orphansBefore: readonly OrphanLoss[];
}

/** A loss in a few words: `trigger audit_insert of the table person`. */
export function describeLoss(loss: Loss): string {
  switch (loss.kind) {
    case 'rows':
      return `${loss.before - loss.after} of ${loss.before} rows of the table ${loss.table}`;
    case 'orphans':
      return `the rows of ${loss.target} that ${loss.rows} rows of ${loss.table} refer to`;
    case 'view':
      return `view ${loss.name}`;
    case 'foreign-key':
      return `foreign key ${loss.name} of the table ${loss.table}`;
    default:
      return `${loss.kind} ${loss.name} of the table ${loss.table}`;
  }
}
