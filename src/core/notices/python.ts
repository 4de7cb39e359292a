import type { NoticeDefinition } from '../notice.ts';

/** Notices about Python code that holds or makes a database URL. */
export const pythonNotices = {
  'python-unreadable': {
    severity: 'warning',
    message:
      'The file cannot be read as Python (a template, or a version of the language that is not known) and was left alone.',
    nextStep: 'Look for database settings in it and change them by hand.',
  },
  'url-production-left': {
    severity: 'info',
    message: '{name} belongs to production, which keeps running on {engine}.',
    nextStep: 'Nothing to do. To move production too, plan with the strategy "replace".',
  },
  'url-production-switched': {
    severity: 'warning',
    message: '{name} belongs to production and now points to {engine} too.',
    nextStep:
      'If production stays as it is, untick this step or plan with the strategy "keep-both".',
  },
  'url-choice-left': {
    severity: 'info',
    message:
      '{name} is one of several URLs between which this code chooses; {engine} is among them already.',
    nextStep: 'Set the variable that the code looks at so that it takes {engine}.',
  },
  'url-from-environment': {
    severity: 'warning',
    message:
      'The URL of {source} stood here alone; {variable} decides now, and {target} is what the code takes without it.',
    nextStep:
      'Where {source} is to be used, such as in production, set {variable} to the URL that stood here. "Undo Switch" brings the line back.',
  },
  'url-in-test': {
    severity: 'warning',
    message:
      'This test works with a URL of {engine}; it was left, since the test may be about just that.',
    nextStep: 'Change the test if it is to run on {target}.',
  },
  'url-asserted': {
    severity: 'warning',
    message: 'This code compares something with a URL of {engine}.',
    nextStep: 'Change the expected value to that of {target}.',
  },
  'url-use-unknown': {
    severity: 'warning',
    message: 'This URL of {engine} was left: what the code does with it is not known.',
    nextStep: 'Change it to a URL of {target} if it decides where the application connects.',
  },
  'url-in-memory': {
    severity: 'info',
    message: 'This database lies in memory, as it suits a test; it was left.',
    nextStep: 'If the tests are to run on {target}, give them a database of their own.',
  },
  'url-tests-left': {
    severity: 'info',
    message: 'The tests keep running on {engine}.',
    nextStep: 'To run them on {target}, change this URL.',
  },
  'url-credentials-placeholder': {
    severity: 'warning',
    message: '{name} got the user and the password of a server for development.',
    nextStep: 'Set the variable in the environment, or correct user, password and host here.',
  },
  'dsn-type-used': {
    severity: 'warning',
    message: 'This type refuses or changes the URL of a {engine} database.',
    nextStep: 'Use a string here, or sqlalchemy.engine.make_url where the parts are needed.',
  },
  'url-part-asked': {
    severity: 'warning',
    message: '{name} is a text now, and this asks it for {member}.',
    nextStep:
      'Use sqlalchemy.engine.make_url where a part is needed; a database file is made without a server to ask.',
  },
  'raw-driver-left': {
    severity: 'warning',
    message:
      'This code talks to {engine} through its own driver and was left, since both engines stay.',
    nextStep:
      'Open the connection in one place that looks at the URL, and write SQL that both engines take.',
  },
  'peewee-fields-left': {
    severity: 'warning',
    message:
      'Peewee goes on with {engine} alone: {file} has fields that only {engine} has, and one model cannot be of both.',
    nextStep:
      'Use fields that both have, such as TextField, and plan again, or plan with the strategy "replace".',
  },
  'peewee-database-left': {
    severity: 'warning',
    message:
      'This database of Peewee stays on {engine}: it gets its place later, or no name for a variable that chooses it is free.',
    nextStep:
      'Choose the class by a variable, SqliteDatabase or PostgresqlDatabase, and give init() what that class takes.',
  },
  'raw-driver-obstacle': {
    severity: 'warning',
    message: 'The file was left: {name} has no counterpart in the driver of {engine}.',
    nextStep:
      'Replace it by plain connections and cursors, and plan again, or move the file by hand.',
  },
  'raw-sql-doubt': {
    severity: 'warning',
    message: 'This SQL may not do the same on {engine}: {reason}',
    nextStep: 'Run it on {engine} and compare.',
  },
  'raw-sql-rejected': {
    severity: 'warning',
    message: '{engine} does not take this SQL: {reason}',
    nextStep: 'Change this statement before the program runs on {engine}.',
  },
  'raw-sql-built': {
    severity: 'warning',
    message:
      'This SQL is put together at run time: its placeholders were changed as far as they can be followed, the rest is for you to read.',
    nextStep: 'Run each form that it can take on {engine}.',
  },
  'raw-driver-feature': {
    severity: 'warning',
    message: '{name} is of the old driver alone; {engine} has nothing like it.',
    nextStep: 'Replace this line before the program runs on {engine}: {instead}',
  },
  'raw-values': {
    severity: 'info',
    message:
      'Values are converted by the name of their column. What a query computes or renames comes as {engine} keeps it.',
    nextStep: 'Add such names to CONVERTERS where the code needs dates, decimals or lists of them.',
  },
  'raw-column-ambiguous': {
    severity: 'warning',
    message:
      'Columns named {name} have different types in different tables, so their values are not converted.',
    nextStep: 'Convert them where they are read.',
  },
  'raw-exceptions-merged': {
    severity: 'warning',
    message:
      'Several violations are caught apart here; {engine} has one exception for all of them, so the first of these handlers gets them all.',
    nextStep:
      'Tell them apart inside of the handler by error.sqlite_errorname, such as SQLITE_CONSTRAINT_UNIQUE.',
  },
  'raw-last-row-id': {
    severity: 'warning',
    message:
      'lastrowid tells nothing on {engine}, and the statement or the key that it belongs to could not be found.',
    nextStep: 'Add RETURNING with the key to the INSERT, and read the row that it returns.',
  },
  'raw-path-replaced': {
    severity: 'warning',
    message: 'DATABASE_URL now says what is opened here, and no longer {name}.',
    nextStep: 'Give tests and other profiles a URL of their own, and take out what is of no use.',
  },
  'raw-transaction-aborted': {
    severity: 'warning',
    message:
      '{engine} refuses every statement after an error until the transaction is rolled back; this handler goes on without.',
    nextStep:
      'Call rollback() of the connection here, or run the statement in connection.transaction().',
  },
  'raw-connection-left': {
    severity: 'warning',
    message: '{call} connects to {engine} itself; this code was not moved to {target}.',
    nextStep:
      'Open a connection to {target} here, and change placeholders, SQL and exceptions with it.',
  },
  'raw-rows': {
    severity: 'warning',
    message:
      'Some cursors gave dicts and others tuples; all rows are dicts now that are read by number as well.',
    nextStep: 'Take row.values() where a row is unpacked into several names.',
  },
  'scheme-check': {
    severity: 'warning',
    message: 'This code stops where the database is not {engine}, so also on {target}.',
    nextStep: 'Let it accept {target} too.',
  },
  'django-field-moved': {
    severity: 'warning',
    message:
      '{field} became {successor}, which holds the same values; its lookups contains, contained_by, overlap and len are not there on {engine}.',
    nextStep: 'Filter such values in Python, or keep them in a table of their own.',
  },
  'django-field-collated': {
    severity: 'info',
    message:
      '{field} became {successor} with a collation of {engine} that ignores the case of ASCII letters.',
    nextStep: 'See whether values with other letters are compared.',
  },
  'django-part-left': {
    severity: 'warning',
    message:
      '{name} is made for {engine}: the code starts as long as the driver of {engine} is installed, and fails on {target} where it is used.',
    nextStep: 'Use what every database has (JSONField, icontains, Index), or keep {engine}.',
  },
  'django-part-refused': {
    severity: 'blocking',
    message:
      '{name} is made for {engine}: {target} makes no table with it, so that migrate stops there.',
    nextStep:
      'Use what every database has (JSONField, Index, a check in Python), or keep {engine}.',
  },
  'django-lookup-left': {
    severity: 'warning',
    message: '{target} has no lookup {lookup}: this query fails there.',
    nextStep: 'Use icontains or a condition in Python, or branch on connection.vendor.',
  },
  'django-options-refused': {
    severity: 'blocking',
    message: '{engine} refuses every connection that is given {options}.',
    nextStep: 'Give the options only where the engine of the database has them.',
  },
  'django-database-left': {
    severity: 'warning',
    message: 'This entry of DATABASES is fixed to {engine} and was left, since both engines stay.',
    nextStep:
      'Let the environment decide, for example with dj_database_url.config(), and set the URL of {target} there.',
  },
  'url-parts-unused': {
    severity: 'info',
    message:
      '{name} is no longer put together from {parts}; they stayed, since other code may read them.',
    nextStep: 'Remove those that nothing reads any more.',
  },
  'url-parts-variable': {
    severity: 'warning',
    message: '{name} is put together from parts; {variable}, where it is set, now comes first.',
    nextStep: 'To work on {engine}, set {variable}={url} in the environment.',
  },
  'url-parts-left': {
    severity: 'warning',
    message:
      '{name} puts a URL of {engine} together from parts and was left, since both engines stay.',
    nextStep: 'Let a setting that holds a whole URL come before the parts.',
  },
  'url-per-tenant': {
    severity: 'warning',
    message: '{name} makes a URL for each value of {part}; it was left.',
    nextStep:
      'Decide how {engine} parts these databases (one database or one schema each) and write its URL here.',
  },
} as const satisfies Readonly<Record<string, NoticeDefinition>>;
