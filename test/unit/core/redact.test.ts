import assert from 'node:assert/strict';
import { redactSecrets } from '../../../src/core/redact.ts';

describe('core/redact', () => {
  for (const [text, expected] of [
    ['postgresql://user:s3cret@host:5432/db', 'postgresql://user:***@host:5432/db'],
    ['`POSTGRES_PASSWORD=s3cret`', '`POSTGRES_PASSWORD=***`'],
    ['password="s3cret"', 'password="***"'],
    ['POSTGRES_PASSWORD: s3cret # why', 'POSTGRES_PASSWORD: *** # why'],
    ['POSTGRES_PASSWORD=${POSTGRES_PASSWORD}', 'POSTGRES_PASSWORD=${POSTGRES_PASSWORD}'],
    ['postgresql://${USER}:${PASSWORD}@db/app', 'postgresql://${USER}:${PASSWORD}@db/app'],
    ['f"postgresql://{user}:{password}@{host}/x"', 'f"postgresql://{user}:{password}@{host}/x"'],
    ['sqlite:///./app.db', 'sqlite:///./app.db'],
  ] as const) {
    it(`masks ${text}`, () => assert.equal(redactSecrets(text), expected));
  }
});
