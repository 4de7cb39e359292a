import initSqlJs from 'sql.js';

/** Whether SQLite takes the form of a statement: its words and functions, whatever the tables. */
export type SyntaxCheck = (statement: string) => boolean;

/** Nothing is known of the tables, so what SQLite says of them is no fault of the statement. */
const ofTables =
  /^no such (?:table|column|index|view|trigger|collation)|^(?:table|index|view) .* already exists|^cannot (?:modify|create trigger)|has no column/;

/** SQLite's own parser, on an empty database in memory; nothing is run. */
export async function loadSyntaxCheck(): Promise<SyntaxCheck> {
  const sqlite = await initSqlJs();
  const database = new sqlite.Database();
  const functions = new Set(
    database
      .exec('SELECT DISTINCT name FROM pragma_function_list')[0]
      ?.values.map(([name]) => name),
  );
  const isParsed = (statement: string) => {
    try {
      database.prepare(statement).free();
      return true;
    } catch (error) {
      return ofTables.test(error instanceof Error ? error.message : String(error));
    }
  };
  return (statement) =>
    isParsed(statement) && functionsOf(statement).every((name) => functions.has(name));
}

/** SQLite looks for tables before functions, and in a DEFAULT for functions at the first insert. */
function functionsOf(statement: string): readonly string[] {
  const code = statement.replace(/'(?:[^']|'')*'|--[^\n]*|\/\*[\s\S]*?\*\//g, "''");
  return [...code.matchAll(/\b([a-z_]\w*)\s*\(/gi)]
    .map(([, name = '']) => name.toLowerCase())
    .filter((name) => !keywords.has(name));
}

/** Words that a parenthesis follows without a call, and names that a list of columns follows. */
const keywords = new Set(
  (
    'in values and or not on as using over filter exists from where select join case when then else ' +
    'set by cast key references check unique primary default returning between like is all any with ' +
    'having limit offset union except intersect materialized generated always conflict do'
  ).split(' '),
);
