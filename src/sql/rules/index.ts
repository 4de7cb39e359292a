import { unknownConstruct, unknownFunction } from '../portable/unknown-rules.ts';
import type { Rule } from '../rule.ts';
import { castToBoolean } from './cast-to-boolean.ts';
import { castToDateTime } from './cast-to-date-time.ts';
import { castToInteger } from './cast-to-integer.ts';
import { castToJson } from './cast-to-json.ts';
import { castToNumber } from './cast-to-number.ts';
import { castToOtherType } from './cast-to-other-type.ts';
import { castToText } from './cast-to-text.ts';
import { castToUserType } from './cast-to-user-type.ts';
import { columnType } from './column-type.ts';
import { countedColumn } from './counted-column.ts';
import { createExtension } from './create-extension.ts';
import { createType } from './create-type.ts';
import { defaultExpression } from './default-expression.ts';
import { equalsAny } from './equals-any.ts';
import { forUpdate } from './for-update.ts';
import { ilike } from './ilike.ts';
import { now } from './now.ts';
import { primaryKeyNull } from './primary-key-null.ts';

/** Every rule. Of two rules that settle one node the first wins. */
export const rules: readonly Rule[] = [
  castToBoolean,
  castToDateTime,
  castToInteger,
  castToJson,
  castToNumber,
  castToText,
  castToUserType,
  castToOtherType,
  createExtension,
  createType,
  equalsAny,
  forUpdate,
  ilike,
  now,
  columnType,
  defaultExpression,
  countedColumn,
  primaryKeyNull,
  unknownConstruct,
  unknownFunction,
];
