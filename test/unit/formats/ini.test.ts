import assert from 'node:assert/strict';
import { applyEdits } from '../../../src/core/edit.ts';
import {
  iniEntry,
  iniSection,
  parseIni,
  removeIniEntry,
  setIniValue,
} from '../../../src/formats/ini.ts';

const text = [
  '\uFEFF# top',
  '[alembic]',
  'script_location = %(here)s/migrations',
  'sqlalchemy.url = postgresql://u:p%%40@h/d',
  '; a comment',
  'Empty =',
  '[options]',
  'install_requires =',
  '    psycopg2>=2.9',
  '    # why',
  '    flask',
  'key: value',
].join('\r\n');

describe('formats/ini', () => {
  const document = parseIni(text);
  const entry = (section: string, key: string) => {
    const found = iniSection(document, section);
    const result = found && iniEntry(found, key);
    assert.ok(result, key);
    return result;
  };

  it('reads sections, interpolation and continuation lines', () => {
    assert.deepEqual(
      document.sections.map(({ name, entries }) => [name, entries.map(({ key }) => key)]),
      [
        ['alembic', ['script_location', 'sqlalchemy.url', 'empty']],
        ['options', ['install_requires', 'key']],
      ],
    );
    assert.equal(entry('alembic', 'sqlalchemy.url').value, 'postgresql://u:p%%40@h/d');
    assert.equal(entry('options', 'install_requires').value, '\npsycopg2>=2.9\nflask');
    assert.equal(entry('options', 'key').value, 'value');
  });

  it('sets a value, an empty one too', () => {
    const after = applyEdits(text, [
      setIniValue(entry('alembic', 'sqlalchemy.url'), 'sqlite:///./d.db'),
      setIniValue(entry('alembic', 'empty'), ' x'),
    ]);
    assert.equal(
      after,
      text.replace('postgresql://u:p%%40@h/d', 'sqlite:///./d.db').replace('Empty =', 'Empty = x'),
    );
  });

  it('removes all lines of an entry', () => {
    const after = applyEdits(text, [
      removeIniEntry(document, entry('options', 'install_requires')),
    ]);
    assert.ok(after.endsWith('[options]\r\nkey: value'));
  });
});
