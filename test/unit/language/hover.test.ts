import assert from 'node:assert/strict';
import { hoverText } from '../../../src/language/hover.ts';
import { codePages } from '../../../src/language/rule-pages.ts';
import { checkText, sqliteChecker } from '../../support/sql-checker.ts';

describe('language/hover', () => {
  const text = 'q = "SELECT a FROM t WHERE n ILIKE \'a%\'"\n';

  it('shows the form on the other database, and an example', async () => {
    const [found] = checkText('a.py', text, await sqliteChecker());
    const page = codePages().get('ilike');
    assert.ok(found && page);
    const shown = hoverText(text, found, page, 'SQLite');
    assert.match(shown, /On SQLite:\n\n```sql\nn LIKE 'a%'\n```/);
    assert.match(shown, /Example:\n\n```sql\n[\s\S]*\n```\n\nSQLite:\n\n```sql\n[\s\S]*\n```$/);
  });

  it('shows no form where there is none, and is not broken by backticks', () => {
    const span = { start: 0, end: 3 };
    const fix = [{ ...span, newText: '```' }];
    const found = { code: 'x', severity: 'error', message: '', span } as const;
    const page = { title: 'X', text: '' };
    assert.equal(hoverText('abc', found, page, 'SQLite'), '**X**');
    assert.match(hoverText('abc', { ...found, fix }, page, 'SQLite'), /\n````sql\n```\n````$/);
  });
});
