import { argumentsOf, keyword } from '../../formats/python/arguments.ts';
import { calledName } from '../../formats/python/imports.ts';
import {
  nodesOf,
  type PythonModule,
  type PythonNode,
  textOf,
} from '../../formats/python/module.ts';
import { stringLiteral } from '../../formats/python/string-literal.ts';

/** A construct of a query that another database does not have, or reads otherwise. */
export interface ForeignConstruct {
  readonly node: PythonNode;
  readonly kind: 'function' | 'operator' | 'element' | 'distinct-on' | 'row-lock' | 'constraint';
  /** As the user knows it: `func.date_trunc`, `tags.overlap`. */
  readonly name: string;
}

/** Functions of `func` that SQLite does not have. */
const functions =
  /^(?:date_trunc|date_part|age|string_agg|to_(?:char|date|timestamp|number|tsvector|tsquery|json|jsonb)|(?:plainto|phraseto|websearch_to)_tsquery|ts_\w+|setweight|similarity|word_similarity|unnest|array_\w+|jsonb?_\w+|row_to_json|generate_series|generate_subscripts|regexp_\w+|split_part|string_to_array|percentile_\w+|mode|pg_\w+|gen_random_uuid|uuid_generate_\w+|greatest|least|left|right|initcap|lpad|rpad|md5|encode|decode|bool_or|bool_and|every|bit_and|bit_or|ST_\w+|setval|nextval|currval|make_interval|timezone|clock_timestamp|statement_timestamp|chr|ascii|repeat|reverse|width_bucket|corr|stddev\w*|variance|var_\w+|cardinality|unaccent|hstore|daterange|tstzrange|tsrange|int4range|current_schema|txid_current|cbrt)$/i;

/** Methods that only comparators of JSONB, ARRAY, HSTORE and range columns have, by column. */
const columnMethods =
  /^(?:any|all|contains|contained_by|overlap|overlaps|has_key|has_any|has_all|path_exists|path_match|delete_path|concat|astext|adjacent_to|match)$/;

/** Elements that only PostgreSQL compiles. */
const elements =
  /^sqlalchemy\.dialects\.postgresql\.(?:\w+\.)*(?:array|aggregate_order_by|hstore|Range|distinct_on|to_tsvector|to_tsquery|plainto_tsquery|websearch_to_tsquery|ts_headline)$|^sqlalchemy\.(?:any_|all_|lateral|tablesample)$/;

/** Operators that are written as text. */
const textOperators = /^(?:~\*?|!~\*?|@>|<@|&&|\?[|&]?|->>?|#>>?|@@|<->|<=>|%|\|\|\/|similar to)$/i;

/**
 * The constructs of a file that SQLite does not have; `columns` are the attributes whose columns
 * are of types that only PostgreSQL has.
 */
export function foreignConstructs(
  module: PythonModule,
  columns: ReadonlySet<string>,
): readonly ForeignConstruct[] {
  return nodesOf(module.root, 'CallExpression', 'MemberExpression').flatMap((node) => {
    const found =
      node.name === 'CallExpression'
        ? ofCall(module, node, columns)
        : ofIndex(module, node, columns);
    return found ? [{ node, ...found }] : [];
  });
}

type Found = Pick<ForeignConstruct, 'kind' | 'name'> | undefined;

function ofCall(module: PythonModule, call: PythonNode, columns: ReadonlySet<string>): Found {
  const full = calledName(module, call);
  const called = /^(?:sqlalchemy\.|sqlmodel\.|(?:\w+\.)*db\.)(?:\w+\.)*func\.(\w+)$/.exec(
    full ?? '',
  )?.[1];
  // What orders the values in it is named by itself.
  if (called === 'string_agg' && /\baggregate_order_by\b/.test(textOf(module, call)))
    return undefined;
  if (called && /^concat(?:_ws)?$/.test(called))
    return { kind: 'function', name: `func.${called} before version 3.44` };
  if (called)
    return functions.test(called) ? { kind: 'function', name: `func.${called}` } : undefined;
  if (full && elements.test(full)) return { kind: 'element', name: full.split('.').at(-1) ?? full };
  return ofMethod(module, call, columns);
}

function ofMethod(module: PythonModule, call: PythonNode, columns: ReadonlySet<string>): Found {
  const callee = call.firstChild;
  if (callee?.name !== 'MemberExpression' || callee.lastChild?.name !== 'PropertyName')
    return undefined;
  const method = textOf(module, callee.lastChild);
  switch (method) {
    case 'with_for_update':
      return { kind: 'row-lock', name: method };
    case 'distinct':
      return argumentsOf(module, call).length > 0 && isQuery(module, callee)
        ? { kind: 'distinct-on', name: 'distinct(...)' }
        : undefined;
    case 'on_conflict_do_update':
    case 'on_conflict_do_nothing':
      return keyword(module, call, 'constraint') ? { kind: 'constraint', name: method } : undefined;
    case 'op':
    case 'bool_op':
      return ofTextOperator(module, call);
    default: {
      const column = lastName(module, callee.firstChild);
      const isOwn = column !== undefined && columns.has(column) && columnMethods.test(method);
      return isOwn ? { kind: 'operator', name: `${column}.${method}` } : undefined;
    }
  }
}

/** Whether `.distinct(...)` is called on a select or a query, not on a column or a QuerySet. */
function isQuery(module: PythonModule, callee: PythonNode): boolean {
  return /\b(?:select|query)\s*\(/.test(textOf(module, callee));
}

function ofTextOperator(module: PythonModule, call: PythonNode): Found {
  const [first] = argumentsOf(module, call);
  const operator = first && stringLiteral(module, first.value)?.value.trim();
  return operator !== undefined && textOperators.test(operator)
    ? { kind: 'operator', name: `op("${operator}")` }
    : undefined;
}

/** An element of an array by its number, which SQL counts from one and JSON from zero. */
function ofIndex(module: PythonModule, node: PythonNode, columns: ReadonlySet<string>): Found {
  if (node.lastChild?.name !== ']') return undefined;
  const index = node.lastChild.prevSibling;
  const column = lastName(module, node.firstChild);
  const counted = index?.name === 'Number' && column !== undefined && columns.has(column);
  const ofClass =
    node.firstChild?.firstChild && /^[A-Z]/.test(textOf(module, node.firstChild.firstChild));
  return counted && ofClass ? { kind: 'operator', name: `${column}[...]` } : undefined;
}

function lastName(module: PythonModule, node: PythonNode | null): string | undefined {
  if (node?.name !== 'MemberExpression') return undefined;
  if (node.lastChild?.name === ']') return lastName(module, node.firstChild);
  const object = node.firstChild && textOf(module, node.firstChild);
  // `self.tags` is a value in Python, not a column of a query.
  if (object === 'self' || node.lastChild?.name !== 'PropertyName') return undefined;
  return textOf(module, node.lastChild);
}
