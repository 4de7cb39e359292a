import type { Check, ForeignKey } from '../../catalog/model.ts';
import { quoteName, tokenizeSqlite } from '../../sql/sqlite-tokens.ts';

/** A check as a table constraint. */
export function checkClause({ name, expression }: Check): string {
  return `${constraintName(name)}CHECK (${expression})`;
}

/** A foreign key as a table constraint; without columns it refers to the target's primary key. */
export function foreignKeyClause(key: ForeignKey): string {
  const { name, columns, target, targetColumns, onUpdate, onDelete, deferred } = key;
  return [
    `${constraintName(name)}FOREIGN KEY (${columns.map(quoteName).join(', ')})`,
    `REFERENCES ${quoteName(target.name)}`,
    ...(targetColumns.length > 0 ? [`(${targetColumns.map(quoteName).join(', ')})`] : []),
    ...(onUpdate === 'NO ACTION' ? [] : [`ON UPDATE ${onUpdate}`]),
    ...(onDelete === 'NO ACTION' ? [] : [`ON DELETE ${onDelete}`]),
    ...(deferred ? ['DEFERRABLE INITIALLY DEFERRED'] : []),
  ].join(' ');
}

function constraintName(name: string | undefined): string {
  return name === undefined ? '' : `CONSTRAINT ${quoteName(name)} `;
}

/**
 * A CREATE TABLE statement with one more table constraint at its end; the rest stays as it is
 * written. `undefined` where the statement has no list of columns.
 */
export function withConstraint(createTable: string, clause: string): string | undefined {
  let depth = 0;
  for (const { text, start } of tokenizeSqlite(createTable)) {
    if (text === '(') depth++;
    if (text === ')' && --depth === 0) {
      // A line feed, because a line comment may stand right before the parenthesis.
      return `${createTable.slice(0, start)}\n, ${clause}${createTable.slice(start)}`;
    }
  }
  return undefined;
}
