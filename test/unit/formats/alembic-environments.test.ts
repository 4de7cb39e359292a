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
      {
        config: 'other.ini',
        folder: '',
        scripts: 'app/migrations',
        versions: ['a', 'b/c'],
        runner: 'alembic',
      },
      {
        config: 'backend/alembic.ini',
        folder: 'backend',
        scripts: 'backend/db/alembic',
        versions: ['backend/db/alembic/versions'],
        runner: 'alembic',
      },
    ]);
  });

  it('takes pyproject.toml where there is no ini beside it', () => {
    const toml = '[tool.alembic]\nscript_location = "%(here)s/alembic"\n';
    const expected = {
      folder: '',
      scripts: 'alembic',
      versions: ['alembic/versions'],
      runner: 'alembic',
    };
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

  describe('of Flask-Migrate', () => {
    const ini = '# A generic, single database configuration.\n\n[alembic]\n';
    const env = 'from flask import current_app\nfrom alembic import context\n';
    const history = (scripts: string) => ({
      [`${scripts}/alembic.ini`]: ini,
      [`${scripts}/env.py`]: env,
    });

    it('are found beside their ini file, which does not say where the scripts are', () => {
      assert.deepEqual(alembicEnvironments(snapshotOf(history('api/migrations'))), [
        {
          config: 'api/migrations/alembic.ini',
          folder: 'api',
          scripts: 'api/migrations',
          versions: ['api/migrations/versions'],
          runner: 'flask',
        },
      ]);
    });

    it('run outside of packages, and where Flask finds the application', () => {
      const folderOf = (tree: Record<string, string>) =>
        alembicEnvironments(snapshotOf(tree)).map(({ folder }) => folder);
      const inside = history('services/web/shop/migrations');
      assert.deepEqual(folderOf({ ...inside, 'services/web/shop/__init__.py': '' }), [
        'services/web',
      ]);
      assert.deepEqual(folderOf({ ...inside, 'services/web/wsgi.py': '' }), ['services/web']);
      assert.deepEqual(folderOf({ ...inside, '.flaskenv': 'FLASK_APP=shop\n' }), ['']);
    });

    it('are none where env.py asks no application', () => {
      const tree = { 'db/alembic.ini': ini, 'db/env.py': 'from alembic import context\n' };
      assert.deepEqual(alembicEnvironments(snapshotOf(tree)), []);
    });
  });
});
