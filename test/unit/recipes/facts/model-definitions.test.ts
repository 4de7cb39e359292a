import assert from 'node:assert/strict';
import { modelDefinitions } from '../../../../src/recipes/facts/model-definitions.ts';
import { wholeWorkspace } from '../../../../src/recipes/project.ts';
import { snapshotOf } from '../../../support/memory-workspace.ts';

function definitions(files: Readonly<Record<string, string>>): string {
  return modelDefinitions(wholeWorkspace(snapshotOf(files)));
}

describe('recipes/facts/model-definitions', () => {
  it('reads models, what their mixins bring, and what their annotations say', () => {
    const text = definitions({
      'app/base.py': `from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy import DateTime, func

class Base(DeclarativeBase):
    pass

class Stamped:
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
`,
      'app/models.py': `import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from .base import Base, Stamped

class User(Stamped, Base):
    __tablename__ = "users"
    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str]
    nick: Mapped[str | None]
    data: Mapped[dict] = mapped_column(JSONB, nullable=False)
    tags = sa.Column("labels", ARRAY(sa.String))
    total = sa.Column(sa.Numeric(10, 2))
    mood = sa.Column(sa.Enum("a", "b"))
    posts: Mapped[list["Post"]] = relationship()
`,
    });
    assert.equal(
      text,
      'create table users (created_at timestamptz not null, id int not null, email varchar not null, nick varchar, data jsonb not null, labels varchar[], total numeric(10, 2), mood "any", primary key (id));',
    );
  });

  it('leaves a model out whose base it does not know, and one with declared columns', () => {
    assert.equal(
      definitions({
        'm.py': `from sqlalchemy.orm import mapped_column, declared_attr
from library import Tenant

class A(Tenant):
    __tablename__ = "a"
    id: Mapped[int] = mapped_column(primary_key=True)

class Owned:
    @declared_attr
    def owner(cls): return mapped_column(Integer)

class B(Owned, Base):
    __tablename__ = "b"
    id: Mapped[int] = mapped_column(primary_key=True)
`,
      }),
      '',
    );
  });

  it('reads tables that revisions make and none of them alters', () => {
    const revision = (id: string, body: string) => `from alembic import op
import sqlalchemy as sa
revision = "${id}"
down_revision = None

def upgrade():
${body}

def downgrade():
    op.drop_table("kept")
`;
    assert.equal(
      definitions({
        'alembic/versions/1.py': revision(
          '1',
          `    op.create_table("kept", sa.Column("id", sa.BigInteger(), primary_key=True), sa.Column("on", sa.Date(), nullable=False))
    op.create_table("changed", sa.Column("id", sa.Integer()))`,
        ),
        'alembic/versions/2.py': revision(
          '2',
          '    op.add_column("changed", sa.Column("b", sa.Text()))',
        ),
      }),
      'create table kept (id bigint not null, "on" date not null, primary key (id));',
    );
  });

  it("reads the tables of Knex's migrations", () => {
    assert.equal(
      definitions({
        'migrations/1.js': `exports.up = (knex) => knex.schema
  .createTable('users', (t) => {
    t.increments();
    t.string('email', 80).notNullable().unique();
    t.jsonb('data');
    t.integer('team_id').references('id').inTable('teams').notNullable();
    t.timestamps(true, true);
    t.index(['email']);
  })
  .createTable('odd', (table) => { table.geometry('g'); })
  .createTable('pairs', (table) => {
    table.uuid('a'); table.decimal('b', 10, 2);
    table.primary(['a', 'b']);
  });
exports.down = (knex) => knex.schema.dropTable('users').dropTable('odd');
`,
      }),
      [
        'create table pairs (a uuid, b numeric, primary key (a, b));',
        'create table users (id int not null, email varchar not null, data jsonb, team_id int not null, created_at timestamptz not null, updated_at timestamptz not null, primary key (id));',
      ].join('\n'),
    );
  });
});
