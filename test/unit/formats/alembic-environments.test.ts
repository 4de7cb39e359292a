import assert from 'node:assert/strict';
import { alembicEnvironments } from '../../../src/formats/alembic-environments.ts';
import { snapshotOf } from '../../support/memory-workspace.ts';

describe('alembicEnvironments', () => {
  it('finds ini files of any name, and where their scripts lie', () => {
    const found = alembicEnvironments(
      snapshotOf({
        'backend/alembic.ini': '[alembic]\nscript_location = %(here)s/db/alembic\n',
        'other.ini': '[alembic]\nscript_location = app:migrations\nversion_locations = a:b/c\n',
        'setup.ini': '[tool]\nscript_location = x\n',
      }),
    );
    assert.deepEqual(found, [
      { config: 'other.ini', folder: '', scripts: 'app/migrations', versions: ['a', 'b/c'] },
      {
        config: 'backend/alembic.ini',
        folder: 'backend',
        scripts: 'backend/db/alembic',
        versions: ['backend/db/alembic/versions'],
      },
    ]);
  });

  it('takes pyproject.toml where there is no ini beside it', () => {
    const toml = '[tool.alembic]\nscript_location = "%(here)s/alembic"\n';
    const expected = { folder: '', scripts: 'alembic', versions: ['alembic/versions'] };
    assert.deepEqual(alembicEnvironments(snapshotOf({ 'pyproject.toml': toml })), [
      { config: 'pyproject.toml', ...expected },
    ]);
    const both = {
      'pyproject.toml': toml,
      'alembic.ini': '[alembic]\nscript_location = alembic\n',
    };
    assert.deepEqual(alembicEnvironments(snapshotOf(both)), [
      { config: 'alembic.ini', ...expected },
    ]);
  });
});
