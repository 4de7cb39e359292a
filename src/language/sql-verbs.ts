/** A statement's beginning that prose hardly has: a verb with what must follow it. */
const statement =
  /^\s*(?:--[^\n]*\n\s*)*(?:select\s[\s\S]*(?:\bfrom\b|[()\d'])|insert\s+into\s|update\s+[\w."]+\s+(?:\w+\s+)?set\s|delete\s+from\s|with\s+(?:recursive\s+)?\w+\s*(?:\([^)]*\)\s*)?as\s|(?:create|alter|drop)\s+(?:or\s+replace\s+)?(?:temp\w*\s+|unlogged\s+|unique\s+|materialized\s+)*(?:table|index|view|type|extension|sequence|schema|function|trigger|domain|policy)\s|truncate\s|merge\s+into\s|refresh\s+materialized\s)/i;

/** Whether a string that nothing else marks as SQL reads like a statement. */
export function looksLikeSql(text: string): boolean {
  return statement.test(text);
}
