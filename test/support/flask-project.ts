import { loggingIni, revision } from './alembic-project.ts';
import type { Tree } from './memory-workspace.ts';

/** What the suites of Flask-Migrate install: the newest of each. */
export const flaskRequirements = 'flask-migrate\nflask-sqlalchemy\npython-dotenv\n';

const env = `import logging
from logging.config import fileConfig
from flask import current_app
from alembic import context

config = context.config
fileConfig(config.config_file_name)
migrate = current_app.extensions["migrate"]
config.set_main_option("sqlalchemy.url", str(migrate.db.engine.url).replace("%", "%%"))

if context.is_offline_mode():
    context.configure(url=config.get_main_option("sqlalchemy.url"), literal_binds=True)
    with context.begin_transaction():
        context.run_migrations()
else:
    with migrate.db.engine.connect() as connection:
        context.configure(
            connection=connection, target_metadata=migrate.db.metadata, **migrate.configure_args
        )
        with context.begin_transaction():
            context.run_migrations()
`;

const application = `import os
from flask import Flask
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import event
from sqlalchemy.engine import Engine

db = SQLAlchemy()
migrate = Migrate()


@event.listens_for(Engine, "connect")
def on_connect(connection, _):
    if type(connection).__module__.startswith("sqlite3") or hasattr(connection, "iterdump"):
        connection.execute("PRAGMA foreign_keys = ON")


class Owner(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String(99), nullable=False)


class Pet(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    owner_id = db.Column(db.ForeignKey("owner.id", ondelete="CASCADE"), nullable=False)


def create_app(mode):
    app = Flask("shop")
    app.config["SQLALCHEMY_DATABASE_URI"] = os.environ["DATABASE_URL"]
    db.init_app(app)
    migrate.init_app(app, db)
    return app
`;

const ini = `# A generic, single database configuration.

[alembic]

${loggingIni}`;

const mako = `"""\${message}"""
from alembic import op
import sqlalchemy as sa
revision = \${repr(up_revision)}
down_revision = \${repr(down_revision)}


def upgrade():
    \${upgrades if upgrades else "pass"}


def downgrade():
    \${downgrades if downgrades else "pass"}
`;

/**
 * An application whose package has a factory that wants an argument, and whose module \`run\` calls
 * it: Flask does not find that by itself. Its database lies in the folder of its instance.
 */
export function flaskTree(more: Tree = {}): Tree {
  return {
    'shop/__init__.py': application,
    'run.py': 'from shop import create_app\n\napp = create_app("development")\n\napp.run()\n',
    'migrations/alembic.ini': ini,
    'migrations/env.py': env,
    'migrations/script.py.mako': mako,
    '.env': 'DATABASE_URL=sqlite:///shop.db\n',
    ...more,
  };
}

/** Tables with a child that is deleted with its parent, then a rebuild of the parent. */
export const flaskHistory: Tree = {
  ...revision(
    'aaa',
    'None',
    `op.create_table("owner", sa.Column("id", sa.Integer, primary_key=True), sa.Column("name", sa.String(9), nullable=False))
op.create_table("pet", sa.Column("id", sa.Integer, primary_key=True), sa.Column("owner_id", sa.Integer, sa.ForeignKey("owner.id", ondelete="CASCADE"), nullable=False))`,
    'op.drop_table("pet")\nop.drop_table("owner")',
  ),
  ...revision(
    'bbb',
    '"aaa"',
    `with op.batch_alter_table("owner") as batch:
    batch.alter_column("name", type_=sa.String(99), existing_nullable=False)`,
    `with op.batch_alter_table("owner") as batch:
    batch.alter_column("name", type_=sa.String(9), existing_nullable=False)`,
  ),
};
