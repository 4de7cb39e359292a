import type { NoticeDefinition } from '../notice.ts';

/** Notices about SQLAlchemy models: columns and queries that mean something else, or nothing. */
export const modelNotices = {
  'type-without-counterpart': {
    severity: 'blocking',
    message: '{engine} has no column type like {type}: its table cannot be created there.',
    nextStep:
      'Choose a type that both have (text, numbers, two columns for a range), and change the code that uses the column.',
  },
  'type-in-expression': {
    severity: 'warning',
    message: 'The expression names the type {type}, which {engine} does not have.',
    nextStep: 'Rewrite the expression, or branch on the dialect of the connection.',
  },
  'type-use-unclear': {
    severity: 'warning',
    message: '{type} is used here in a way that is not certain to be the type of a column.',
    nextStep: 'If a column takes its type from it, use a type that {engine} has.',
  },
  'array-as-json': {
    severity: 'info',
    message:
      'The array {type} becomes a JSON list: values read and write as before, array operators and functions do not work on it.',
    nextStep: 'Filter with json_each, or keep the values in a table of their own.',
  },
  'array-elements-not-json': {
    severity: 'warning',
    message: 'The elements of {type} are not JSON values: writing a list of them will fail.',
    nextStep:
      'Turn the elements into text or numbers, or give the engine a json_serializer and json_deserializer.',
  },
  'text-search-as-text': {
    severity: 'warning',
    message:
      '{type} becomes plain text: {engine} has no such type, and full-text queries on the column will not find anything.',
    nextStep:
      'Use an FTS5 virtual table for the search, and drop the column if nothing else reads it.',
  },
  'default-not-portable': {
    severity: 'blocking',
    message:
      '{engine} cannot compute the server default {default}: the table is not created, or every insert without a value fails.',
    nextStep: 'Give the column a default that Python computes (default=...), or one in plain SQL.',
  },
  'default-in-session-zone': {
    severity: 'warning',
    message:
      'The default {default} becomes CURRENT_TIMESTAMP, which {engine} gives in the time zone of the session where the column keeps none.',
    nextStep: 'Keep the server or the connection on UTC, or let Python compute the default.',
  },
  'default-in-python': {
    severity: 'info',
    message:
      'The default of {column} is computed in Python now: rows that raw SQL inserts need a value of their own.',
    nextStep: 'Look for INSERT statements that leave the column out.',
  },
  'aware-datetimes': {
    severity: 'info',
    message:
      '{engine} keeps no time zone: the {count} column(s) of DateTime(timezone=True) give naive datetimes there.',
    nextStep:
      'Store UTC, and add tzinfo after reading where such a value is compared with an aware one.',
  },
} as const satisfies Readonly<Record<string, NoticeDefinition>>;
