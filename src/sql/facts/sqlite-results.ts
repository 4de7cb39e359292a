import { functionResults } from './postgresql-functions.ts';

function named(type: string, names: string): readonly (readonly [string, string])[] {
  return names.split(' ').map((name) => [name, type] as const);
}

/**
 * The result types of SQLite's functions as PostgreSQL's types, in the form of `functionResults`.
 * https://www.sqlite.org/lang_corefunc.html, lang_datefunc.html, json1.html
 */
export const sqliteFunctionResults: Readonly<Record<string, string>> = {
  ...functionResults,
  ...Object.fromEntries([
    ...named('same', 'ifnull likely unlikely likelihood'),
    ...named('second', 'iif if'),
    ...named('int8', 'instr unixepoch unicode random changes total_changes last_insert_rowid'),
    ...named('int8', 'json_array_length length octet_length sign'),
    ...named('float8', 'julianday total avg round'),
    ...named(
      'text',
      'strftime datetime date time group_concat typeof hex quote char printf format',
    ),
    ...named('text', 'timediff json_type json_quote sqlite_version'),
    ...named('json', 'json json_object json_array json_group_array json_group_object json_set'),
    ...named('json', 'json_insert json_replace json_remove json_patch'),
    ...named('bytea', 'randomblob zeroblob unhex'),
    ...named('int8', 'json_valid'),
    // Words that are no calls: the operators of the parser's SQLValueFunction.
    ...named('text', 'SVFOP_CURRENT_DATE SVFOP_CURRENT_TIME SVFOP_CURRENT_TIMESTAMP'),
  ]),
};
