import type { Tree } from './memory-workspace.ts';

/** What the suites of Alembic install: the newest of each. */
export const alembicRequirements =
  'alembic\nsqlalchemy[asyncio]\naiosqlite\npsycopg[binary]\nasyncpg\n';

/** What fileConfig() reads: everything to the error stream. */
export const loggingIni = `[loggers]
keys = root

[handlers]
keys = console

[formatters]
keys = generic

[logger_root]
level = INFO
handlers = console

[handler_console]
class = StreamHandler
args = (sys.stderr,)
formatter = generic

[formatter_generic]
format = %(levelname)s %(message)s
`;

const ini = `[alembic]
script_location = %(here)s/migrations
prepend_sys_path = .

${loggingIni}`;

const env = `import os
from logging.config import fileConfig
from alembic import context
from sqlalchemy import create_engine, event
from models import Base

fileConfig(context.config.config_file_name)
url = os.environ["DATABASE_URL"]
if context.is_offline_mode():
    context.configure(url=url, target_metadata=Base.metadata, literal_binds=True)
    with context.begin_transaction():
        context.run_migrations()
else:
    engine = create_engine(url)

    @event.listens_for(engine, "connect")
    def on_connect(connection, _):
        if engine.dialect.name == "sqlite":
            connection.execute("PRAGMA foreign_keys = ON")

    with engine.connect() as connection:
        context.configure(
            connection=connection, target_metadata=Base.metadata, render_as_batch=True
        )
        with context.begin_transaction():
            context.run_migrations()
`;

/** An env.py of an asynchronous engine, for aiosqlite and asyncpg. */
export const asyncEnvironment = `import asyncio, os
from alembic import context
from sqlalchemy.ext.asyncio import create_async_engine

def run(connection):
    context.configure(connection=connection, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()

async def main():
    engine = create_async_engine(os.environ["DATABASE_URL"])
    async with engine.connect() as connection:
        await connection.run_sync(run)
        await connection.commit()
    await engine.dispose()

asyncio.run(main())
`;

const mako = `"""\${message}"""
from alembic import op
import sqlalchemy as sa
\${imports if imports else ""}
revision = \${repr(up_revision)}
down_revision = \${repr(down_revision)}
branch_labels = \${repr(branch_labels)}
depends_on = \${repr(depends_on)}


def upgrade():
    \${upgrades if upgrades else "pass"}


def downgrade():
    \${downgrades if downgrades else "pass"}
`;

const models = `from sqlalchemy import Column, Integer, String, MetaData
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Parent(Base):
    __tablename__ = "parent"
    id = Column(Integer, primary_key=True)
    name = Column(String(9))
`;

/** A project with a synchronous env.py that takes its URL from DATABASE_URL in \`.env\`. */
export function alembicTree(more: Tree = {}): Tree {
  return {
    'alembic.ini': ini,
    'models.py': models,
    'migrations/env.py': env,
    'migrations/script.py.mako': mako,
    '.env': 'DATABASE_URL=sqlite:///./data.db\n',
    ...more,
  };
}

/** A revision file; \`parents\` is written as Python. */
export function revision(id: string, parents: string, up: string, down = 'pass'): Tree {
  const indented = (code: string) => code.trim().split('\n').join('\n    ');
  return {
    [`migrations/versions/${id}.py`]: `"""Revision ${id}"""
from alembic import op
import sqlalchemy as sa

revision: str = "${id}"
down_revision = ${parents}
branch_labels = None
depends_on = None


def upgrade() -> None:
    ${indented(up)}


def downgrade() -> None:
    ${indented(down)}
`,
  };
}
