import type { AlterTableCmd, AlterTableType } from 'libpg-query';

/** Actions about things that SQLite does not have; they change no result. */
const ignored: ReadonlySet<AlterTableType> = new Set<AlterTableType>([
  'AT_AddInherit',
  'AT_AttachPartition',
  'AT_ChangeOwner',
  'AT_ClusterOn',
  'AT_DetachPartition',
  'AT_DropCluster',
  'AT_DropInherit',
  'AT_EnableTrig',
  'AT_EnableTrigAll',
  'AT_EnableTrigUser',
  'AT_ReplicaIdentity',
  'AT_ResetOptions',
  'AT_ResetRelOptions',
  'AT_SetAccessMethod',
  'AT_SetCompression',
  'AT_SetLogged',
  'AT_SetOptions',
  'AT_SetRelOptions',
  'AT_SetStatistics',
  'AT_SetStorage',
  'AT_SetTableSpace',
  'AT_SetUnLogged',
  'AT_ValidateConstraint',
]);

/** Row security: what it protected is not protected any more. */
const security: ReadonlySet<AlterTableType> = new Set<AlterTableType>([
  'AT_DisableRowSecurity',
  'AT_EnableRowSecurity',
  'AT_ForceRowSecurity',
  'AT_NoForceRowSecurity',
]);

export function isIgnored({ subtype }: AlterTableCmd): boolean {
  return subtype !== undefined && (ignored.has(subtype) || security.has(subtype));
}

export function isRowSecurity({ subtype }: AlterTableCmd): boolean {
  return subtype !== undefined && security.has(subtype);
}
