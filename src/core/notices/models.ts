import type { NoticeDefinition } from '../notice.ts';

/** Notices about SQLAlchemy models: columns and queries that mean something else, or nothing. */
export const modelNotices = {
  'type-without-counterpart': {
    severity: 'blocking',
    message: '{engine} has no column type like {type}: its table cannot be created there.',
    nextStep:
      'Choose a type that both have (text, numbers, two columns for a range), and change the code that uses the column.',
  },
  'type-needs-newer-sqlalchemy': {
    severity: 'blocking',
    message: '{engine} does not take {type}, and the type that both take came with SQLAlchemy 2.0.',
    nextStep: 'Move to SQLAlchemy 2.0, or write a TypeDecorator that keeps UUIDs as text.',
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
  'peewee-aware-datetime': {
    severity: 'warning',
    message: '{engine} keeps no time zone: Peewee gives a datetime with one back as text.',
    nextStep: 'Write UTC without a time zone, and add tzinfo after reading.',
  },
  'sequence-column': {
    severity: 'warning',
    message: '{column} takes its values from a sequence; {engine} has none, and leaves it empty.',
    nextStep: 'Give the column its value in code, for example from a table that counts.',
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
  'index-condition-not-portable': {
    severity: 'blocking',
    message:
      'The condition of this index, {condition}, is not one that {engine} reads: without it the index covers all rows.',
    nextStep: 'Write the condition in plain SQL, for both dialects.',
  },
  'index-not-portable': {
    severity: 'warning',
    message: '{engine} cannot compute what this index is on: it is left out there.',
    nextStep:
      'Index a plain column instead, or write what {engine} has for it, such as a table for a text search.',
  },
  'json-index-left-out': {
    severity: 'warning',
    message: '{engine} has no order for the type JSON: this index is left out there.',
    nextStep:
      'To search in the documents on {engine}, make the column JSONB and give it a GIN index.',
  },
  'json-index-removed': {
    severity: 'warning',
    message:
      '{engine} has no order for the type JSON and makes no index on it: {column} has none any more.',
    nextStep:
      'To search in the documents on {engine}, make the column JSONB and give it a GIN index.',
  },
  'json-unique': {
    severity: 'warning',
    message: '{engine} has no order for the type JSON, so that {column} cannot be unique there.',
    nextStep:
      'Make it JSON().with_variant(JSONB(), "postgresql"), here and in the migration that creates it.',
  },
  'check-left-out': {
    severity: 'warning',
    message: '{engine} does not take the check {condition}: it is not enforced there. {reason}',
    nextStep: 'Check the values in Python, or add a check of its own with ddl_if(dialect=...).',
  },
  'check-not-portable': {
    severity: 'blocking',
    message: '{engine} does not take the check {condition}. {reason}',
    nextStep:
      'Write the condition with what both have, or make it a constraint of the table with ddl_if(dialect=...).',
  },
  'exclude-constraint-left-out': {
    severity: 'warning',
    message: '{engine} has no exclusion constraints: this one is not enforced there.',
    nextStep: 'Check for overlaps in the code that writes, or in a trigger.',
  },
  'unique-not-deferrable': {
    severity: 'blocking',
    message: '{engine} has no deferrable unique constraints: the table cannot be created there.',
    nextStep: 'Make the constraint an immediate one, and change the code that swaps values.',
  },
  'unique-checked-at-once': {
    severity: 'warning',
    message:
      '{engine} checks unique constraints at every row: this one is not deferrable any more.',
    nextStep: 'Look for code that swaps two values within a transaction.',
  },
  'computed-not-portable': {
    severity: 'blocking',
    message: '{engine} cannot compute the column {expression}: the table cannot be created there.',
    nextStep: 'Write the expression in plain SQL, or compute the value in Python.',
  },
  'computed-search-dropped': {
    severity: 'warning',
    message: '{engine} has no text search of this kind: the column is not computed any more.',
    nextStep: 'Use an FTS5 virtual table for the search, and drop the column.',
  },
  'schema-not-portable': {
    severity: 'blocking',
    message:
      '{engine} has no schemas like {schema}, and this one cannot be taken away: both engines need it, it is not written out, or two schemas have tables of one name.',
    nextStep:
      'Map it where the engine is made: execution_options(schema_translate_map=...), or give the tables names of their own.',
  },
  'query-not-portable': {
    severity: 'warning',
    message: '{engine} does not have {construct}: the query fails when it is run.',
    nextStep: 'Write it with what both have, compute it in Python, or branch on the dialect.',
  },
  'distinct-on-ignored': {
    severity: 'warning',
    message: '{engine} ignores the columns of DISTINCT ON: the query gives more rows there.',
    nextStep: 'Use a window function (row_number) or a subquery with group by.',
  },
  'row-locks-ignored': {
    severity: 'info',
    message: '{engine} locks the whole database for a writer and ignores with_for_update.',
    nextStep: 'Nothing to do where BEGIN IMMEDIATE or a single writer is enough.',
  },
  'conflict-by-constraint': {
    severity: 'warning',
    message:
      '{engine} knows no constraint in ON CONFLICT, so every conflict is taken for this one.',
    nextStep: 'Name the columns instead: index_elements=[...].',
  },
  'aware-datetimes': {
    severity: 'info',
    message:
      '{engine} keeps no time zone: the {count} column(s) of DateTime(timezone=True) give naive datetimes there.',
    nextStep:
      'Store UTC, and add tzinfo after reading where such a value is compared with an aware one.',
  },
} as const satisfies Readonly<Record<string, NoticeDefinition>>;
