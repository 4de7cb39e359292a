import { unknownConstruct, unknownFunction } from '../portable/unknown-rules.ts';
import type { Rule } from '../rule.ts';
import { alterTable } from './alter-table.ts';
import { anyQuery } from './any-query.ts';
import { arrayConstructor } from './array-constructor.ts';
import { arrayFunction } from './array-function.ts';
import { arrayOperator } from './array-operator.ts';
import { arrayOrder } from './array-order.ts';
import { assignedValue } from './assigned-value.ts';
import { betweenSymmetric } from './between-symmetric.ts';
import { bitString } from './bit-string.ts';
import { castToArray } from './cast-to-array.ts';
import { castToBoolean } from './cast-to-boolean.ts';
import { castToBytes } from './cast-to-bytes.ts';
import { castToDateTime } from './cast-to-date-time.ts';
import { castToInteger } from './cast-to-integer.ts';
import { castToJson } from './cast-to-json.ts';
import { castToNumber } from './cast-to-number.ts';
import { castToOtherType } from './cast-to-other-type.ts';
import { castToRegclass } from './cast-to-regclass.ts';
import { castToText } from './cast-to-text.ts';
import { castToUserType } from './cast-to-user-type.ts';
import { changeStatement } from './change-statement.ts';
import { changingQuery } from './changing-query.ts';
import { collation } from './collation.ts';
import { columnType } from './column-type.ts';
import { commentOn } from './comment-on.ts';
import { comparisonLiteral } from './comparison-literal.ts';
import { compositeValue } from './composite-value.ts';
import { concatenatedValue } from './concatenated-value.ts';
import { copyStatement } from './copy-statement.ts';
import { countedColumn } from './counted-column.ts';
import { counterOptions } from './counter-options.ts';
import { createExtension } from './create-extension.ts';
import { createSchema } from './create-schema.ts';
import { createType } from './create-type.ts';
import { dateArithmetic } from './date-arithmetic.ts';
import { dateComparison } from './date-comparison.ts';
import { dateConstruction } from './date-construction.ts';
import { dateTrunc } from './date-trunc.ts';
import { decimalComparison } from './decimal-comparison.ts';
import { defaultExpression } from './default-expression.ts';
import { distinctAggregate } from './distinct-aggregate.ts';
import { distinctOn } from './distinct-on.ts';
import { division } from './division.ts';
import { doBlock } from './do-block.ts';
import { dropStatement } from './drop-statement.ts';
import { encoding } from './encoding.ts';
import { enumOrder } from './enum-order.ts';
import { equalNulls } from './equal-nulls.ts';
import { equalsAny } from './equals-any.ts';
import { extract } from './extract.ts';
import { forUpdate } from './for-update.ts';
import { rulesFromSqlite } from './from-sqlite.ts';
import { fullTextSearch } from './full-text-search.ts';
import { generatedUuid } from './generated-uuid.ts';
import { groupingSets } from './grouping-sets.ts';
import { hstore } from './hstore.ts';
import { ilike } from './ilike.ts';
import { indexOptions } from './index-options.ts';
import { insertForm } from './insert-form.ts';
import { insertLiteral } from './insert-literal.ts';
import { integerOverflow } from './integer-overflow.ts';
import { intervalArithmetic } from './interval-arithmetic.ts';
import { intervalOrder } from './interval-order.ts';
import { jsonAggregate } from './json-aggregate.ts';
import { jsonArrow } from './json-arrow.ts';
import { jsonChange } from './json-change.ts';
import { jsonContains } from './json-contains.ts';
import { jsonEquality } from './json-equality.ts';
import { jsonFunction } from './json-function.ts';
import { lateral } from './lateral.ts';
import { like } from './like.ts';
import { limitClause } from './limit-clause.ts';
import { literalForm } from './literal-form.ts';
import { maintenance } from './maintenance.ts';
import { merge } from './merge.ts';
import { missingFunction } from './missing-function.ts';
import { now } from './now.ts';
import { nullOrder } from './null-order.ts';
import { numberFunction } from './number-function.ts';
import { numberOperator } from './number-operator.ts';
import { operatorPrecedence } from './operator-precedence.ts';
import { orderedSetAggregate } from './ordered-set-aggregate.ts';
import { outputName } from './output-name.ts';
import { partitionedTable } from './partitioned-table.ts';
import { plainAggregate } from './plain-aggregate.ts';
import { primaryKeyNull } from './primary-key-null.ts';
import { privileges } from './privileges.ts';
import { queryWord } from './query-word.ts';
import { rangeFunction } from './range-function.ts';
import { rangeValue } from './range-value.ts';
import { recursiveOrder } from './recursive-order.ts';
import { regularExpression } from './regular-expression.ts';
import { rename } from './rename.ts';
import { reservedName } from './reserved-name.ts';
import { returnedQuery } from './returned-query.ts';
import { rewriteRule } from './rewrite-rule.ts';
import { rowSecurity } from './row-security.ts';
import { rowValue } from './row-value.ts';
import { schemaName } from './schema-name.ts';
import { sequence } from './sequence.ts';
import { serverObject } from './server-object.ts';
import { sessionSetting } from './session-setting.ts';
import { sessionStatement } from './session-statement.ts';
import { setOperation } from './set-operation.ts';
import { sortOperator } from './sort-operator.ts';
import { sqlJson } from './sql-json.ts';
import { statisticalAggregate } from './statistical-aggregate.ts';
import { storedRoutine } from './stored-routine.ts';
import { stringCharacters } from './string-characters.ts';
import { stringLength } from './string-length.ts';
import { stringPadding } from './string-padding.ts';
import { stringPart } from './string-part.ts';
import { stringPosition } from './string-position.ts';
import { stringQuoting } from './string-quoting.ts';
import { stringTrim } from './string-trim.ts';
import { systemCatalog } from './system-catalog.ts';
import { systemColumn } from './system-column.ts';
import { systemFunction } from './system-function.ts';
import { tableFromQuery } from './table-from-query.ts';
import { tableOptions } from './table-options.ts';
import { tableTemplate } from './table-template.ts';
import { timeZone } from './time-zone.ts';
import { toChar } from './to-char.ts';
import { transaction } from './transaction.ts';
import { trigger } from './trigger.ts';
import { truncate } from './truncate.ts';
import { unknownColumn } from './unknown-column.ts';
import { viewChange } from './view-change.ts';
import { viewOptions } from './view-options.ts';
import { windowInterval } from './window-interval.ts';

/** Every rule. Of two rules that settle one node the first wins. */
export const rules: readonly Rule[] = [
  viewChange,
  hstore,
  rangeValue,
  compositeValue,
  counterOptions,
  equalNulls,
  rename,
  sortOperator,
  outputName,
  integerOverflow,
  operatorPrecedence,
  concatenatedValue,
  division,
  dateComparison,
  jsonEquality,
  decimalComparison,
  comparisonLiteral,
  systemFunction,
  bitString,
  castToArray,
  castToBytes,
  castToRegclass,
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
  commentOn,
  privileges,
  rowSecurity,
  sessionSetting,
  createSchema,
  schemaName,
  systemCatalog,
  serverObject,
  trigger,
  storedRoutine,
  maintenance,
  dropStatement,
  indexOptions,
  alterTable,
  tableOptions,
  partitionedTable,
  tableTemplate,
  viewOptions,
  collation,
  copyStatement,
  sequence,
  insertLiteral,
  assignedValue,
  doBlock,
  rewriteRule,
  stringPart,
  stringLength,
  stringTrim,
  stringPosition,
  stringPadding,
  stringCharacters,
  stringQuoting,
  encoding,
  intervalArithmetic,
  dateArithmetic,
  dateTrunc,
  extract,
  toChar,
  dateConstruction,
  timeZone,
  literalForm,
  numberOperator,
  numberFunction,
  generatedUuid,
  like,
  betweenSymmetric,
  rowValue,
  arrayOperator,
  jsonContains,
  jsonChange,
  jsonFunction,
  sqlJson,
  jsonAggregate,
  jsonArrow,
  arrayFunction,
  arrayConstructor,
  rangeFunction,
  recursiveOrder,
  intervalOrder,
  returnedQuery,
  tableFromQuery,
  nullOrder,
  arrayOrder,
  enumOrder,
  limitClause,
  distinctOn,
  setOperation,
  queryWord,
  lateral,
  anyQuery,
  changingQuery,
  changeStatement,
  insertForm,
  truncate,
  transaction,
  merge,
  sessionStatement,
  systemColumn,
  regularExpression,
  fullTextSearch,
  windowInterval,
  groupingSets,
  plainAggregate,
  statisticalAggregate,
  orderedSetAggregate,
  distinctAggregate,
  missingFunction,
  unknownColumn,
  reservedName,
  ...rulesFromSqlite,
  unknownConstruct,
  unknownFunction,
];
