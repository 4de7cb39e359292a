/**
 * The result types of PostgreSQL's functions: a type's name, or how it follows from the first
 * argument. https://www.postgresql.org/docs/18/functions.html
 */
export const functionResults: Readonly<Record<string, string>> = {
  ...named('same', 'abs max min lag lead first_value last_value nth_value mod'),
  ...named('same', 'jsonb_set jsonb_insert jsonb_strip_nulls'),
  ...named('fraction', 'ceil ceiling floor round trunc sign power pow sqrt'),
  ...named('same', 'array_append array_cat array_remove array_replace mode'),
  ...named('element', 'unnest'),
  ...named('series', 'generate_series'),
  ...named('array-of', 'array_agg'),
  ...named('sum', 'sum'),
  ...named('mean', 'avg'),
  ...named('truncated', 'date_trunc date_bin'),
  ...named('int8', 'count row_number rank dense_rank nextval currval setval lastval'),
  ...named('int4', 'length char_length character_length octet_length bit_length position strpos'),
  ...named('int4', 'ascii array_length array_upper array_lower array_position cardinality ntile'),
  ...named('int4', 'jsonb_array_length json_array_length num_nonnulls num_nulls'),
  ...named('numeric', 'extract'),
  ...named('float8', 'date_part random percent_rank cume_dist exp ln degrees radians pi'),
  ...named('text', 'lower upper initcap concat concat_ws substr substring left right lpad rpad'),
  ...named('text', 'trim btrim ltrim rtrim replace repeat reverse split_part string_agg translate'),
  ...named('text', 'to_char format md5 quote_literal quote_ident chr encode regexp_replace'),
  ...named('text', 'regexp_split_to_table overlay to_hex jsonb_typeof json_typeof jsonb_pretty'),
  ...named('text', 'jsonb_array_elements_text json_array_elements_text jsonb_object_keys version'),
  ...named(
    'text',
    'json_object_keys jsonb_extract_path_text json_extract_path_text array_to_string',
  ),
  ...named('bool', 'starts_with bool_and bool_or every jsonb_path_exists isfinite regexp_like'),
  ...named('timestamptz', 'now transaction_timestamp statement_timestamp clock_timestamp'),
  ...named('timestamptz', 'to_timestamp make_timestamptz'),
  ...named('timestamp', 'make_timestamp'),
  ...named('date', 'to_date make_date'),
  ...named('time', 'make_time'),
  ...named('interval', 'age make_interval justify_hours justify_days justify_interval'),
  ...named('uuid', 'gen_random_uuid uuid_generate_v4 uuidv4 uuidv7'),
  ...named('jsonb', 'to_jsonb jsonb_build_object jsonb_build_array jsonb_agg jsonb_object_agg'),
  ...named('jsonb', 'jsonb_array_elements jsonb_extract_path jsonb_object jsonb_path_query'),
  ...named(
    'json',
    'to_json json_build_object json_build_array json_agg json_object_agg row_to_json',
  ),
  ...named('json', 'json_array_elements json_extract_path json_object'),
  ...named('bytea', 'decode sha224 sha256 sha384 sha512'),
};

function named(result: string, names: string): Readonly<Record<string, string>> {
  return Object.fromEntries(names.split(' ').map((name) => [name, result]));
}
