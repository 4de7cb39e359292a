import assert from 'node:assert/strict';
import { recipes } from '../../../src/recipes/index.ts';
import { connectionGraph } from '../../../src/workflow/connection-graph.ts';
import { detect } from '../../../src/workflow/detect.ts';
import { snapshotOf, type Tree } from '../../support/memory-workspace.ts';

function graphOf(tree: Tree) {
  const [project] = detect(snapshotOf(tree), recipes).projects;
  assert.ok(project);
  return connectionGraph(project);
}

describe('workflow/connection-graph', () => {
  const graph = graphOf({
    'compose.yaml':
      'services:\n  app:\n    build: .\n    environment:\n      DATABASE_URL: postgresql://u:p@db/shop\n  db:\n    image: postgres:17\n',
    '.env': 'DATABASE_URL=postgresql://u:p@localhost/shop\n',
    '.env.example': 'DATABASE_URL=postgresql://u:p@localhost/shop\n',
    'settings.py':
      'from pydantic_settings import BaseSettings\n\n\nclass Settings(BaseSettings):\n    database_url: str = "postgresql://u:p@localhost/shop"\n',
  });
  const connection = graph.find(({ name }) => name === 'DATABASE_URL');

  it('joins the places that speak of one variable, the strongest first', () => {
    assert.deepEqual(
      connection?.suppliers.map(({ path }) => path),
      ['compose.yaml', '.env', '.env.example', 'settings.py'],
    );
  });

  it('says which supplier is overridden by which, examples by none', () => {
    const overridden = connection?.suppliers.map(({ overriddenBy }) => overriddenBy?.path);
    assert.deepEqual(overridden, [undefined, 'compose.yaml', undefined, 'compose.yaml']);
  });

  it('leads to the service that the URLs name', () => {
    assert.deepEqual(
      connection?.servers.map(({ path, line }) => [path, line]),
      [['compose.yaml', 6]],
    );
  });

  it('leads to who uses the URL, by the last name of an expression', () => {
    const [used] = graphOf({
      '.env': 'DATABASE_URL=postgresql://u:p@localhost/shop\n',
      'app/db.py':
        'from sqlalchemy import create_engine\n\nengine = create_engine(str(get_settings().database_url))\n',
    });
    assert.deepEqual(
      used?.consumers.map(({ path, line }) => [path, line]),
      [['app/db.py', 3]],
    );
  });

  it('says that env.py overrides the URL of its ini file', () => {
    const all = graphOf({
      'alembic.ini':
        '[alembic]\nscript_location = alembic\nsqlalchemy.url = postgresql://u:p@localhost/shop\n',
      'alembic/env.py':
        'from alembic import context\n\ncontext.config.set_main_option("sqlalchemy.url", URL)\ncontext.configure()\n',
    });
    const [url] = all.filter(({ name }) => name === 'sqlalchemy.url');
    assert.deepEqual(
      url?.suppliers.map(({ path, line, overriddenBy }) => [path, line, overriddenBy?.path]),
      [
        ['alembic/env.py', 3, undefined],
        ['alembic.ini', 3, 'alembic/env.py'],
      ],
    );
  });

  it('holds no password', () => {
    assert.doesNotMatch(JSON.stringify(graph), /u:p@/);
  });
});
