import { unknownConstruct, unknownFunction } from '../portable/unknown-rules.ts';
import type { Rule } from '../rule.ts';
import { createExtension } from './create-extension.ts';
import { equalsAny } from './equals-any.ts';
import { forUpdate } from './for-update.ts';
import { ilike } from './ilike.ts';
import { now } from './now.ts';

/** Every rule. Of two rules that settle one node the first wins. */
export const rules: readonly Rule[] = [
  createExtension,
  equalsAny,
  forUpdate,
  ilike,
  now,
  unknownConstruct,
  unknownFunction,
];
