import type { NoticeDefinition } from '../notice.ts';
import { alembicNotices } from './alembic.ts';
import { aroundNotices } from './around.ts';
import { asyncNotices } from './async.ts';
import { composeNotices } from './compose.ts';

import { dependencyNotices } from './dependencies.ts';
import { dockerNotices } from './docker.ts';
import { envNotices } from './env.ts';
import { modelNotices } from './models.ts';
import { nodeNotices } from './node.ts';
import { pythonNotices } from './python.ts';
import { scriptNotices } from './scripts.ts';
import { settingsNotices } from './settings.ts';
import { sqlalchemyNotices } from './sqlalchemy.ts';
import { workspaceNotices } from './workspace.ts';

/** Every notice that the product can give, by code. One file an area; codes are unique. */
export const noticeCatalogue = {
  ...aroundNotices,
  ...asyncNotices,
  ...composeNotices,
  ...dockerNotices,
  ...workspaceNotices,
  ...envNotices,
  ...pythonNotices,
  ...sqlalchemyNotices,
  ...modelNotices,
  ...alembicNotices,
  ...dependencyNotices,
  ...settingsNotices,
  ...nodeNotices,
  ...scriptNotices,
} as const satisfies Readonly<Record<string, NoticeDefinition>>;
