import { loadSyntaxCheck } from '../../src/adapters/sqlite/syntax-check.ts';
import { apiRules } from '../../src/language/api/index.ts';
import { checkDocument, type SqlDiagnostic } from '../../src/language/check-document.ts';
import type { SqlChecker } from '../../src/language/examine.ts';
import { readDocument } from '../../src/language/read-document.ts';
import { SqlAnalyzer } from '../../src/sql/analyzer.ts';
import { rulesFor } from '../../src/sql/direction-rules.ts';
import { defaultOptions } from '../../src/sql/options.ts';
import { loadParser } from '../../src/sql/parser.ts';
import { definitionsIn, schemaOf } from '../../src/sql/script-schema.ts';

/** What a document is checked with for SQLite; `schema` in PostgreSQL's SQL. */
export async function sqliteChecker(schema = ''): Promise<SqlChecker> {
  const [isAccepted] = await Promise.all([loadSyntaxCheck(), loadParser()]);
  const analyzer = new SqlAnalyzer({
    direction: 'postgresql-to-sqlite',
    schema: schemaOf(definitionsIn(schema)),
    options: defaultOptions,
  });
  const ids = new Set([...rulesFor('postgresql-to-sqlite'), ...apiRules].map(({ id }) => id));
  return {
    analyze: (sql) => analyzer.analyze(sql),
    isAccepted,
    isTranslated: () => false,
    isChecked: (rule) => ids.has(rule),
  };
}

/** What is said of a text under this path. */
export function checkText(
  path: string,
  text: string,
  checker: SqlChecker,
): readonly SqlDiagnostic[] {
  const document = readDocument(path, text);
  return document ? checkDocument(document, checker) : [];
}
