import type { Rule } from '../rule.ts';
import { bareColumn } from './bare-column.ts';
import { distinctOrder } from './distinct-order.ts';
import { doubleQuotedText } from './double-quoted-text.ts';
import { insertOr } from './insert-or.ts';
import { nameCase } from './name-case.ts';
import { nameOfResult } from './name-of-result.ts';
import { nullKey } from './null-key.ts';
import { quotedName } from './quoted-name.ts';
import { sqliteAggregate } from './sqlite-aggregate.ts';
import { sqliteBoolean } from './sqlite-boolean.ts';
import { sqliteCast } from './sqlite-cast.ts';
import { sqliteCastType } from './sqlite-cast-type.ts';
import { sqliteCollation } from './sqlite-collation.ts';
import { sqliteColumnType } from './sqlite-column-type.ts';
import { sqliteComparison } from './sqlite-comparison.ts';
import { sqliteCondition } from './sqlite-condition.ts';
import { sqliteCurrentTime } from './sqlite-current-time.ts';
import { sqliteDate } from './sqlite-date.ts';
import { sqliteDivision } from './sqlite-division.ts';
import { sqliteForeignKey } from './sqlite-foreign-key.ts';
import { sqliteFunction } from './sqlite-function.ts';
import { sqliteGeneratedColumn } from './sqlite-generated-column.ts';
import { sqliteJson } from './sqlite-json.ts';
import { sqliteJsonTable } from './sqlite-json-table.ts';
import { sqliteKeyOrder } from './sqlite-key-order.ts';
import { sqliteLike } from './sqlite-like.ts';
import { sqliteLimit } from './sqlite-limit.ts';
import { sqliteLimitedChange } from './sqlite-limited-change.ts';
import { sqliteLiteral } from './sqlite-literal.ts';
import { sqliteMixedTypes } from './sqlite-mixed-types.ts';
import { sqliteNullOrder } from './sqlite-null-order.ts';
import { sqliteOperator } from './sqlite-operator.ts';
import { sqliteOperatorOrder } from './sqlite-operator-order.ts';
import { sqlitePattern } from './sqlite-pattern.ts';
import { sqlitePrintf } from './sqlite-printf.ts';
import { sqliteRowId } from './sqlite-row-id.ts';
import { sqliteRowIdentifier } from './sqlite-row-identifier.ts';
import { sqliteSchemaTable } from './sqlite-schema-table.ts';
import { sqliteStatement } from './sqlite-statement.ts';
import { sqliteTableOption } from './sqlite-table-option.ts';
import { sqliteTrigger } from './sqlite-trigger.ts';
import { sqliteWord } from './sqlite-word.ts';
import { subqueryAlias } from './subquery-alias.ts';
import { upsertColumn } from './upsert-column.ts';

/** The rules from SQLite to PostgreSQL. Of two rules that settle one node the first wins. */
export const rulesFromSqlite: readonly Rule[] = [
  sqliteForeignKey,
  sqliteStatement,
  quotedName,
  sqliteRowId,
  sqliteColumnType,
  sqliteKeyOrder,
  sqliteTableOption,
  sqliteGeneratedColumn,
  sqliteOperator,
  sqliteOperatorOrder,
  sqliteLimitedChange,
  sqliteLimit,
  sqliteLiteral,
  insertOr,
  sqliteCastType,
  sqliteWord,
  sqliteTrigger,
  sqliteSchemaTable,
  sqliteRowIdentifier,
  upsertColumn,
  bareColumn,
  distinctOrder,
  nameCase,
  nameOfResult,
  nullKey,
  doubleQuotedText,
  sqliteCollation,
  sqliteCondition,
  sqliteBoolean,
  sqliteMixedTypes,
  sqliteComparison,
  sqliteDivision,
  sqliteLike,
  sqlitePattern,
  sqliteCast,
  sqliteCurrentTime,
  sqliteFunction,
  sqliteAggregate,
  sqliteDate,
  sqliteJson,
  sqliteJsonTable,
  sqlitePrintf,
  sqliteNullOrder,
  subqueryAlias,
];
