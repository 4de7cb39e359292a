import assert from 'node:assert/strict';
import { loadParser } from '../../src/sql/parser.ts';
import type { RuleExample } from '../../src/sql/rule.ts';
import { rules } from '../../src/sql/rules/index.ts';
import { type Translation, translate } from '../../src/sql/translate.ts';
import { nodeSqlite } from '../support/sqlite.ts';

const jsonArray =
  'JSON_ARRAY leaves NULL away in PostgreSQL and keeps it in SQLite: the text does not tell which is meant.';
const blob = "X'...' is a bit string in PostgreSQL.";
const like = 'LIKE heeds the case of letters in PostgreSQL.';
const nulls = 'A computed value may be NULL, which PostgreSQL sorts last.';

/** Translations that mean something else to PostgreSQL, by rule and number of the example. */
const exceptions: Readonly<Record<string, string>> = {
  'array-function 2': jsonArray,
  'assigned-value 1':
    'A decimal is rounded with a little more in SQLite, also where it was rounded.',
  'cast-to-bytes 1': blob,
  'distinct-aggregate 1': jsonArray,
  'distinct-on 1': nulls,
  'enum-order 1': nulls,
  'ilike 1': like,
  'ilike 2': like,
  'insert-literal 1': blob,
  'range-function 2': 'The type of what json_each gives is not known.',
  'recursive-order 2': jsonArray,
  'string-part 1': 'A negative place is before the text in PostgreSQL, and from its end in SQLite.',
};

/** What was translated is SQLite's own: a second translation changes nothing, and says nothing new. */
describe('a translation that is translated again', () => {
  before(loadParser);
  for (const rule of rules.filter(({ direction }) => direction !== 'sqlite-to-postgresql'))
    rule.examples.forEach((example, index) => {
      const name = `${rule.id} ${index + 1}`;
      const exception = exceptions[name];
      it(exception ? `${name} is not silent: ${exception}` : name, () => {
        const said = saidAgain(example);
        if (exception) assert.notDeepEqual(said, [], 'it is silent now: take the exception out');
        else assert.deepEqual(said, []);
      });
    });
});

/** The edits of the second translation, and what the first has not said is open. */
function saidAgain({ setup, from }: RuleExample): readonly string[] {
  const first = translated(setup ? `${setup};\n${from}` : from);
  const open = new Set(
    first.problems.filter(({ severity }) => severity !== 'info').map(({ code }) => code),
  );
  const { edits, problems } = translated(first.sql);
  return [
    ...edits.map(({ newText }) => newText),
    ...problems
      .filter(({ code }) => !open.has(code))
      .map(({ code, message }) => `${code}: ${message}`),
  ];
}

function translated(text: string): Translation {
  return translate(text, { from: 'postgresql', to: 'sqlite', sqliteVersion: nodeSqlite().version });
}
