import assert from 'node:assert/strict';
import { flaskApplication } from '../../../../src/migrations/alembic/flask-application.ts';

describe('flaskApplication', () => {
  const found = (modules: Record<string, string>) =>
    flaskApplication(new Map(Object.entries(modules)));

  it('is the module that makes the application, before one that only can', () => {
    const factory =
      'from flask import Flask\n\ndef create_app(config):\n    return Flask("shop")\n';
    const run = 'import os\nfrom shop import create_app\n\napp = create_app(os.environ["MODE"])\n';
    assert.equal(found({ shop: factory, run }), 'run');
    assert.equal(found({ shop: factory, tools: 'import shop\n' }), 'shop');
  });

  it('is one that calls Flask by its module, too', () => {
    assert.equal(found({ main: 'import flask\napplication = flask.Flask(__name__)\n' }), 'main');
  });

  it('is none that imports, names or nests it', () => {
    assert.equal(
      found({
        conftest: 'from shop import create_app\n\ndef app():\n    app = create_app()\n',
        models: 'from flask import Flask\napp: Flask\n',
      }),
      undefined,
    );
  });
});
