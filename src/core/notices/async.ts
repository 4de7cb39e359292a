import type { NoticeDefinition } from '../notice.ts';

/** Notices about making synchronous SQLAlchemy code wait. */
export const asyncNotices = {
  'async-call-unknown': {
    severity: 'warning',
    message: 'It could not be followed whether this waits now: {name}',
    nextStep: 'Look at what it calls, and write await before it where that is async.',
  },
  'async-create-all': {
    severity: 'warning',
    message: 'Tables are made while the module is loaded, where nothing can be waited for: {name}',
    nextStep:
      'Move it into the start of the application: async with engine.begin() as connection: await connection.run_sync(Base.metadata.create_all).',
  },
  'async-obstacle': {
    severity: 'blocking',
    message: '{name} has no asynchronous counterpart.',
    nextStep: 'Make sessions with a sessionmaker and pass them on, then plan again.',
  },
  'async-passed-on': {
    severity: 'warning',
    message:
      '{name} is async now and is passed on here to something that may call it without await.',
    nextStep: 'Pass a function that runs it, such as lambda: asyncio.run(...), or await it here.',
  },
  'async-decorated': {
    severity: 'warning',
    message: 'This function is async now, and {name} may not wait for it.',
    nextStep: 'Run the body with asyncio.run, or use what the library has for async functions.',
  },
  'async-test': {
    severity: 'warning',
    message: '{name} is async now; pytest runs such tests with a plugin alone.',
    nextStep: 'Install pytest-asyncio and set asyncio_mode = auto, or mark the test with anyio.',
  },
  'async-lazy-relationship': {
    severity: 'warning',
    message:
      'Objects of this relationship are read when somebody looks at them, which an async session refuses (MissingGreenlet): {name}',
    nextStep: 'Load them with the query (selectinload), or give the relationship lazy="selectin".',
  },
} as const satisfies Readonly<Record<string, NoticeDefinition>>;
