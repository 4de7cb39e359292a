/** What is known of a workspace's tables; one value until something of it changes. */
export interface KnownDefinitions {
  /** The scripts that make them, by path, in the order in which they run. */
  readonly scripts: ReadonlyMap<string, string>;
  /**
   * Definitions that were read of models, migrations and databases, in PostgreSQL's words: for what
   * the scripts do not define. Of two that define one table the first is believed.
   */
  readonly others: readonly string[];
}

export const nothingKnown: KnownDefinitions = { scripts: new Map(), others: [] };
