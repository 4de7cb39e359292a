const inApplication = 'test in the application';
const inJson = 'look into the JSON with json_each() or json_extract()';
const inList = 'keep the list as JSON, and look into it with json_each()';

/** Operators of PostgreSQL that SQLite's parser refuses, with what to do. */
export const foreignOperators: ReadonlyMap<string, string> = new Map([
  ['@>', inJson],
  ['<@', inJson],
  ['?', inJson],
  ['?|', inJson],
  ['?&', inJson],
  ['@?', inJson],
  ['@@', 'search in an FTS5 table'],
  ['#>', 'take the path with ->: a JSON path begins with $'],
  ['#>>', 'take the path with ->>: a JSON path begins with $'],
  ['#-', 'write json_remove()'],
  ['&&', inList],
  ['~', inApplication],
  ['~*', inApplication],
  ['!~', inApplication],
  ['!~*', inApplication],
  ['^@', 'write a LIKE or GLOB with the beginning'],
  ['ilike', 'write LIKE, which looks at no case of A to Z there'],
  ['not ilike', 'write NOT LIKE, which looks at no case of A to Z there'],
  ['similar to', inApplication],
  ['not similar to', inApplication],
  ['<->', 'compute the distance in the application'],
  ['<=>', 'compute the distance in the application'],
]);
