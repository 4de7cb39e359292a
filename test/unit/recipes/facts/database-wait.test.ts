import assert from 'node:assert/strict';
import { withoutWait } from '../../../../src/recipes/facts/database-wait.ts';

describe('facts/database-wait', () => {
  for (const [command, left] of [
    ['./wait-for-it.sh db:5432 -- start', 'start'],
    ['wait-for-it -t 60 db:5432 --strict -- start --now', 'start --now'],
    ['bash wait-for-it.sh db:$PORT && start', 'start'],
    ['dockerize -wait tcp://db:5432 -timeout 60s start -x', 'start -x'],
    ['while ! nc -z db 5432; do sleep 0.1; done; start; more', 'start; more'],
    ['until pg_isready -h db -U u; do echo w; sleep 1; done && start', 'start'],
    ['wait-for-it redis:6379 -- start', undefined],
    ['wait-for-it db:5432', undefined],
    ['start db:5432', undefined],
    ['until nc -z db 5432; do sleep 1; done', undefined],
  ] as const) {
    it(`reads: ${command}`, () => assert.equal(withoutWait(command, ['db'])?.command, left));
  }
});
