import assert from 'node:assert/strict';
import { alembicHistory } from '../../../../src/migrations/alembic/history.ts';
import { type AlembicRevision, readRevision } from '../../../../src/migrations/alembic/revision.ts';

describe('readRevision', () => {
  const read = (text: string) => readRevision('versions/x.py', text);

  it('reads plain and annotated assignments, tuples and CRLF', () => {
    const text = [
      '"""add flag',
      '',
      'Revision ID: b"""',
      'from typing import Sequence, Union',
      "revision: str = 'b'",
      'down_revision: Union[str, Sequence[str], None] = ("a", \'c\')',
      'branch_labels = ("left",)',
      'depends_on = None',
      'def upgrade(): pass',
    ].join('\r\n');
    assert.deepEqual(read(text), {
      id: 'b',
      down: ['a', 'c'],
      dependsOn: [],
      labels: ['left'],
      message: 'add flag',
      path: 'versions/x.py',
    });
  });

  it('leaves out what is no revision', () => {
    assert.equal(read('x = 1\n'), undefined);
    assert.equal(read('revision = compute()\n'), undefined);
    assert.equal(read('{% template %}'), undefined);
  });
});

describe('alembicHistory', () => {
  const revision = (id: string, ...down: string[]): AlembicRevision => {
    return { id, down, dependsOn: [], labels: [], message: '', path: `${id}.py` };
  };

  it('orders parents before children and marks the heads', () => {
    const history = alembicHistory([revision('a', 'z'), revision('z'), revision('b', 'z')]);
    assert.deepEqual(
      history.revisions.map(({ id }) => id),
      ['z', 'a', 'b'],
    );
    assert.deepEqual(history.heads, ['a', 'b']);
  });

  it('names missing parents and double identifiers, and ends on a circle', () => {
    const twice = { ...revision('a', 'gone'), path: 'copy.py' };
    const circle = [revision('x', 'y'), revision('y', 'x')];
    const history = alembicHistory([revision('a', 'gone'), twice, ...circle]);
    assert.deepEqual(history.missing, ['gone']);
    assert.deepEqual(history.duplicates, ['a']);
    assert.equal(history.revisions.length, 3);
  });
});
