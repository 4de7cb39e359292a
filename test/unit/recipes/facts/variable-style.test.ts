import assert from 'node:assert/strict';
import { engines } from '../../../../src/engines/index.ts';
import {
  callStyleOfProject,
  callStylesOfProject,
} from '../../../../src/recipes/facts/call-style.ts';
import { variableStyle } from '../../../../src/recipes/facts/variable-style.ts';
import { wholeWorkspace } from '../../../../src/recipes/project.ts';
import { snapshotOf, type Tree } from '../../../support/memory-workspace.ts';

const project = (tree: Tree) => wholeWorkspace(snapshotOf(tree));
const async =
  'from sqlalchemy.ext.asyncio import create_async_engine as make\n\nengine = make(url)\n';
const sync = 'import sqlalchemy as sa\n\nengine = sa.create_engine(url)\n';

describe('recipes/facts: how a project waits for its database', () => {
  it('asks the application before its migrations and tests', () => {
    assert.equal(callStyleOfProject(project({ 'app/db.py': sync, 'tests/db.py': async })), 'sync');
    assert.equal(
      callStyleOfProject(project({ 'app/db.py': async, 'alembic/env.py': sync })),
      'async',
    );
    assert.equal(callStyleOfProject(project({ 'alembic/env.py': async })), 'async');
    assert.equal(
      callStyleOfProject(project({ 'app/url.py': 'URL = "postgresql://h/d"\n' })),
      'sync',
    );
  });

  it('knows every style that is used anywhere', () => {
    const styles = callStylesOfProject(project({ 'app/db.py': async, 'alembic/env.py': sync }));
    assert.deepEqual([...styles].sort(), ['async', 'sync']);
  });

  it('takes the driver that env files give a variable', () => {
    const tree = {
      'app/db.py': sync,
      'dev.env': 'DB_URI=postgresql+asyncpg://h/d\nURL=postgresql://h/d\n',
    };
    const style = (name: string) => variableStyle(project(tree), engines.postgresql, name);
    assert.equal(style('DB_URI'), 'async');
    assert.equal(style('URL'), 'sync');
    assert.equal(style('OTHER'), 'sync');
  });
});
