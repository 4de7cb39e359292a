import { isKeyword, significantTokens } from '../../sql/sqlite-tokens.ts';
import { dropOf, isRebuildName, objectName, renameOf } from './asked.ts';

/** A table as a run made it, before the run built it again. */
export interface TableVersion {
  /** What it was called then, folded. */
  readonly name: string;
  /** What it is called at the end of the run, folded. */
  readonly finalName: string;
  /** Its CREATE TABLE. */
  readonly sql: string;
}

interface Version {
  readonly name: string;
  readonly sql: string;
}

/**
 * The earlier forms of tables that one run both made and built again: what they had and the last
 * form does not was lost on the way, though it was never in the database before the run.
 */
export function replacedVersions(statements: readonly string[]): readonly TableVersion[] {
  const versions = new Map<string, readonly Version[]>();
  const dropped = new Map<string, readonly Version[]>();
  const drop = (name: string) => {
    dropped.set(name, versions.get(name) ?? []);
    versions.delete(name);
  };
  const rename = (from: string, to: string) => {
    const moved = (versions.get(from) ?? []).map((version) =>
      isRebuildName(version.name) ? { ...version, name: to } : version,
    );
    versions.delete(from);
    versions.set(to, isRebuildName(from) ? [...(dropped.get(to) ?? []), ...moved] : moved);
  };
  for (const sql of statements) {
    const tokens = significantTokens(sql);
    const made = createdTable(tokens);
    const [from, to] = renameOf(tokens) ?? [];
    const [kind, gone] = dropOf(tokens)?.split(/:(.*)/s) ?? [];
    if (made !== undefined) versions.set(made, [{ name: made, sql }]);
    else if (kind === 'table' && gone !== undefined) drop(gone);
    else if (from !== undefined && to !== undefined) rename(from, to);
  }
  return [...versions].flatMap(([finalName, all]) =>
    all.slice(0, -1).map((version) => ({ ...version, finalName })),
  );
}

/** The table that a CREATE TABLE makes. */
function createdTable(tokens: ReturnType<typeof significantTokens>): string | undefined {
  if (!isKeyword(tokens[0], 'CREATE') || !isKeyword(tokens[1], 'TABLE')) return undefined;
  return objectName(tokens, isKeyword(tokens[2], 'IF') ? 5 : 2);
}
