/** Cases of Knex's own suite that do not pass on this program's client, each with the reason. */
export const differences: Readonly<Record<string, string>> = {
  'strict transactions should refuse a transaction if updating the foreign key check fails':
    'It makes an object of the class of Knex itself, which loads the native module sqlite3.',
  'strict transactions should fail in a nested transaction when foreign_keys pragma must change':
    'It makes an object of the class of Knex itself, which loads the native module sqlite3.',
  'strict transactions should log a warning and dispose the connection if setting the pragma back fails':
    'It makes an object of the class of Knex itself, which loads the native module sqlite3.',
};
