import { isPortableOperator } from '../portable/shapes.ts';
import { defineRule } from '../rule.ts';
import { as } from '../tree.ts';

export const missingFunction = defineRule({
  id: 'missing-function',
  title: 'Functions without an equivalent',
  fidelity: 'unsupported',
  asWritten: 'rejected',
  since: '3.0.0',
  explanation: `SQLite has no ranges, no network addresses, no geometry, no XML, and no interval type, so their functions
have no equivalent; neither have those of PostgreSQL's extensions. The message says what to do for each.`,
  examples: [
    { from: 'select age(a, b) > c from t' },
    { from: "select similarity('word', 'two words')" },
  ],
  on: {
    A_Expr: ({ kind, name }, context) => {
      const operator = as('String', name?.at(-1))?.sval ?? '';
      if (kind !== 'AEXPR_OP' || isPortableOperator(operator)) return undefined;
      return {
        at: context.node,
        message: `SQLite has no operator ${operator}: ranges, addresses, geometry and search have none. Keep the parts in columns and compare them, or do it in the application.`,
      };
    },
    Constraint: ({ contype }, context) =>
      contype === 'CONSTR_EXCLUSION'
        ? {
            at: context.source.spanOf(context.node),
            message: 'SQLite has no EXCLUDE: test for rows in the way with a trigger that raises.',
          }
        : undefined,
    CreateCastStmt: (_content, context) => ({
      at: context.source.spanOf(context.node),
      message: 'SQLite has no casts of the user: convert in the application.',
    }),
    FuncCall: ({ funcname }, context) => {
      const name = as('String', funcname?.at(-1))?.sval ?? '';
      const advice = adviceFor.get(name);
      if (!advice || context.schema.routine(name)) return undefined;
      return { at: context.node, message: `SQLite has no ${name}(): ${advice}` };
    },
    RangeTableSample: (_content, context) => ({
      at: context.source.spanOf(context.node),
      message: 'SQLite has no TABLESAMPLE: take rows with ORDER BY random() LIMIT n.',
    }),
    XmlExpr: (_content, context) => ({
      at: context.node,
      message: 'SQLite has no XML: make it, or read it, in the application.',
    }),
  },
});

/** What to do instead, with the functions that it holds for. */
const groups: readonly (readonly [string, string])[] = [
  [
    'there are no intervals. Take days with julianday(a) - julianday(b), or seconds with unixepoch().',
    'age justify_days justify_hours justify_interval',
  ],
  ['no date is infinite in SQLite.', 'isfinite'],
  ['compare the ends: one.start < other.end AND other.start < one.end.', 'overlaps'],
  ['read the number in the application.', 'to_number'],
  [
    'a number keeps no scale in SQLite: print it with printf() with the digits that you need.',
    'min_scale scale trim_scale',
  ],
  ['sort and search by it in the application.', 'normalize unaccent soundex metaphone dmetaphone'],
  [
    'compare in the application, or search an FTS5 table with the trigram tokenizer.',
    'similarity word_similarity strict_word_similarity levenshtein levenshtein_less_equal difference show_trgm',
  ],
  [
    'there are no ranges: keep the two ends in columns, and compare them.',
    'int4range int8range numrange daterange tsrange tstzrange int4multirange datemultirange lower_inc upper_inc lower_inf upper_inf isempty range_merge range_agg range_intersect_agg',
  ],
  [
    'there are no network addresses: keep the text, and compute in the application.',
    'host masklen netmask network broadcast hostmask abbrev family set_masklen inet_merge inet_same_family macaddr8_set7bit',
  ],
  [
    'there is no geometry: keep two numbers in columns, or use R*Tree or SpatiaLite.',
    'point box circle lseg polygon path area center diameter height width radius slope st_distance st_contains st_within st_makepoint st_point st_dwithin st_intersects st_setsrid st_astext st_x st_y',
  ],
  [
    'keep keys and values as JSON, and read them with -> and json_each.',
    'hstore hstore_to_json hstore_to_jsonb hstore_to_array akeys avals skeys svals exist defined slice each populate_record',
  ],
  [
    'read each key with ->> and give it its type.',
    'json_populate_record jsonb_populate_record json_populate_recordset jsonb_populate_recordset jsonb_to_tsvector json_to_tsvector',
  ],
  [
    'use json_each with a condition.',
    'jsonb_path_match jsonb_path_query_tz jsonb_path_exists_tz jsonb_path_query_array_tz',
  ],
  [
    'an array is JSON text in SQLite, of one dimension: compute it in the application.',
    'array_dims array_ndims array_fill array_shuffle array_sample array_sort array_reverse trim_array generate_subscripts array_positions',
  ],
  [
    'there are no comments and no catalogue: keep such texts in a table.',
    'obj_description col_description shobj_description format_type',
  ],
  ['keep the labels of the enum in a table.', 'enum_first enum_last'],
  ['pivot with one sum(CASE ...) for each column.', 'crosstab connectby normal_rand'],
  [
    'compute it in the application, or register a function with the driver.',
    'crypt gen_salt gen_random_bytes pgp_sym_encrypt pgp_sym_decrypt encrypt decrypt hashtext crc32 crc32c random_normal erf erfc gamma lgamma cotd sind cosd tand asind acosd atand to_ascii convert convert_from convert_to to_bin to_oct parse_ident bit_count get_bit set_bit get_byte set_byte',
  ],
  [
    'there is no XML.',
    'xmlcomment xmlconcat xmlagg xpath xpath_exists xml_is_well_formed query_to_xml table_to_xml',
  ],
];

const adviceFor: ReadonlyMap<string, string> = new Map(
  groups.flatMap(([advice, names]) => names.split(' ').map((name) => [name, advice] as const)),
);
