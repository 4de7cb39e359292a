import assert from 'node:assert/strict';
import { makeAsyncPlan } from '../../../src/workflow/async-plan.ts';
import { applySteps, snapshotOf, type Tree } from '../../support/memory-workspace.ts';

const database = `from sqlalchemy import create_engine
from sqlalchemy.orm import Session, sessionmaker

engine = create_engine("postgresql://localhost/app")
SessionLocal = sessionmaker(bind=engine)


def get_db():
    db = SessionLocal()
    try:
        yield db
    finally:
        db.close()
`;

/** The files after the plan, and its notices as \`code line`. */
function planned(tree: Tree) {
  const plan = makeAsyncPlan(snapshotOf(tree), {});
  const after = applySteps(tree, plan.steps);
  const notices = plan.notices.map(({ code, range }) => `${code} ${(range?.start.line ?? -1) + 1}`);
  return { after, notices, plan };
}

describe('workflow/async-plan', () => {
  it('names the driver in the URL, and makes sessions that keep their rows', () => {
    const { after } = planned({ 'database.py': database });
    const text = after['database.py'] ?? '';
    assert.match(text, /create_async_engine\("postgresql\+asyncpg:\/\/localhost\/app"\)/);
    assert.match(text, /async_sessionmaker\(bind=engine, expire_on_commit=False\)/);
    assert.match(text, /async def get_db\(\):/);
    assert.match(text, /await db\.close\(\)/);
  });

  it('runs queries as the session does, wherever they are put together', () => {
    const { after } = planned({
      'database.py': database,
      'crud.py': `from sqlalchemy.orm import Session

from models import User


def find(db: Session, name=None):
    query = db.query(User)
    if name:
        query = query.filter(User.name == name)
    for user in query:
        print(user.name)
    return query.count(), db.query(User).first().name
`,
    });
    assert.equal(
      after['crud.py'],
      `from sqlalchemy.ext.asyncio import AsyncSession

from models import User


async def find(db: AsyncSession, name=None):
    query = db.sync_session.query(User)
    if name:
        query = query.filter(User.name == name)
    for user in await db.run_sync(lambda _: query.all()):
        print(user.name)
    return await db.run_sync(lambda _: query.count()), (await db.run_sync(lambda session: session.query(User).first())).name
`,
    );
  });

  it('follows calls up to their callers, through packages, classes and scripts', () => {
    const { after, notices } = planned({
      'app/database.py': database,
      'app/crud/__init__.py': 'from .users import names\n',
      'app/crud/users.py': `from sqlalchemy.orm import Session


def names(db: Session):
    return db.execute("SELECT name FROM users").scalars().all()
`,
      'app/service.py': `from app import crud


class Users:
    def __init__(self, db):
        self.db = db

    def shout(self):
        return [name.upper() for name in crud.names(self.db)]
`,
      'app/script.py': `from app.database import SessionLocal
from app.service import Users


def main():
    print(Users(SessionLocal()).shout())


if __name__ == "__main__":
    main()
`,
    });
    assert.match(after['app/crud/users.py'] ?? '', /return \(await db\.execute\(.*\)\)\.scalars/);
    assert.match(after['app/service.py'] ?? '', /async def shout/);
    assert.match(after['app/service.py'] ?? '', /in await crud\.names\(self\.db\)\]/);
    assert.match(
      after['app/script.py'] ?? '',
      /print\(await Users\(SessionLocal\(\)\)\.shout\(\)\)/,
    );
    assert.match(after['app/script.py'] ?? '', /^ {4}asyncio\.run\(main\(\)\)$/m);
    assert.deepEqual(notices, []);
  });

  it('names what cannot wait, and what could not be followed', () => {
    const { notices } = planned({
      'database.py': database,
      'models.py': `from sqlalchemy.orm import relationship

from database import Base, engine


class User(Base):
    posts = relationship("Post")


Base.metadata.create_all(bind=engine)
`,
      'jobs.py': `from threading import Thread

import click

from database import SessionLocal


@click.command()
def clean():
    with SessionLocal() as db:
        db.commit()


def later():
    Thread(target=clean).start()
    run(clean)


class Box:
    def get(self):
        with SessionLocal() as db:
            return db.scalar("SELECT 1")


def look(anything):
    return anything.get()
`,
    });
    assert.deepEqual(notices, [
      'async-call-unknown 26',
      'async-passed-on 15',
      'async-passed-on 16',
      'async-decorated 9',
      'async-create-all 10',
      'async-lazy-relationship 7',
    ]);
  });

  it('plans nothing where sessions wait already', () => {
    const { after } = planned({ 'database.py': database });
    assert.deepEqual(planned(after).plan.steps, []);
  });
});
