import { applyCommand } from './apply.ts';
import { checkCommand } from './check.ts';
import type { Command } from './command.ts';
import { detectCommand } from './detect.ts';
import { migrateCommand } from './migrate.ts';
import { planCommand } from './plan.ts';
import { revertCommand } from './revert.ts';
import { schemaCommand } from './schema.ts';
import { translateCommand } from './translate.ts';

/** Every command, in the order of the help. */
export const commands: readonly Command[] = [
  detectCommand,
  planCommand,
  applyCommand,
  revertCommand,
  checkCommand,
  migrateCommand,
  schemaCommand,
  translateCommand,
];
