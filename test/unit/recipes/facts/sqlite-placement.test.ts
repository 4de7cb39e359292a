import assert from 'node:assert/strict';
import { engines } from '../../../../src/engines/index.ts';
import { placementUrl, sqlitePlacements } from '../../../../src/recipes/facts/sqlite-placement.ts';
import { wholeWorkspace } from '../../../../src/recipes/project.ts';
import type { SwitchContext } from '../../../../src/recipes/recipe.ts';
import { snapshotOf, type Tree } from '../../../support/memory-workspace.ts';

const database = '  db:\n    image: postgres:16\n';

function placements(tree: Tree) {
  const context: SwitchContext = {
    project: wholeWorkspace(snapshotOf({ 'main.py': '', ...tree })),
    goal: {
      source: 'postgresql',
      target: 'sqlite',
      strategy: 'replace',
      history: 'keep',
      scope: 'everything',
      project: '',
      database: { name: 'shop', file: 'shop.db' },
    },
    source: engines.postgresql,
    target: engines.sqlite,
    runsOn: 'postgresql' as const,
  };
  return sqlitePlacements(context).map((placement) => ({
    service: placement.definition.name,
    containerFile: placement.containerFile,
    keeper: placement.keeper,
    url: placementUrl(placement, context),
  }));
}

const compose = (service: string) => `services:\n  web:\n${service}${database}`;
const url = '    environment: [DATABASE_URL=postgresql://u@db/shop]\n';

describe('facts/sqlite-placement', () => {
  it('finds the file on the host through a bind mount over the working directory', () => {
    const tree = {
      'deploy/compose.yml': compose(`    build: ../api\n    volumes: ["../api:/srv/app/"]\n${url}`),
      'api/Dockerfile': 'FROM python:3.12\nENV ROOT=/srv\nWORKDIR $ROOT/app\n',
    };
    assert.deepEqual(placements(tree), [
      {
        service: 'web',
        containerFile: '/srv/app/shop.db',
        keeper: { kind: 'bind', path: 'api/shop.db' },
        url: 'sqlite:///./shop.db',
      },
    ]);
  });

  it('takes a volume beside the code where nothing would keep the file', () => {
    const tree = {
      'compose.yml': compose(`    build: .\n${url}`),
      Dockerfile: 'FROM python:3.12\nWORKDIR /app\n',
      'data/seed.py': '',
    };
    assert.deepEqual(placements(tree), [
      {
        service: 'web',
        containerFile: '/app/database/shop.db',
        keeper: { kind: 'volume', name: 'sqlite_data', folder: '/app/database', isNew: true },
        url: 'sqlite:////app/database/shop.db',
      },
    ]);
  });

  it('needs no working directory for a volume', () => {
    const [placement] = placements({ 'compose.yml': compose(`    build: .\n${url}`) });
    assert.equal(placement?.containerFile, '/data/shop.db');
  });

  it('gives services of one file one volume, even if one of them has its code mounted', () => {
    const tree = {
      'compose.yml': compose(
        `    build: .\n    volumes: [".:/app"]\n${url}  job:\n    build: .\n${url}`,
      ),
      Dockerfile: 'FROM python:3.12\nWORKDIR /app\n',
    };
    const files = placements(tree).map(({ keeper }) => keeper.kind === 'volume' && keeper.name);
    assert.deepEqual(files, ['sqlite_data', 'sqlite_data']);
  });

  it('says nothing of a workspace without such services', () => {
    assert.deepEqual(placements({ 'compose.yml': `services:\n${database}` }), []);
  });
});
