import assert from 'node:assert/strict';
import { isEnvFile, profileOf } from '../../../../src/recipes/facts/env-files.ts';

describe('recipes/facts/env-files', () => {
  it('knows the spellings of env files', () => {
    for (const path of [
      '.env',
      'app/.env.example',
      '.env.sample',
      '.env.dist',
      '.env.dev',
      '.env.local',
      '.env.docker',
      'env.example',
      'example.env',
      '.flaskenv',
      '.envrc',
      'env_sample',
      '.env-example',
      'dotenv',
      'config/prod.env',
    ])
      assert.ok(isEnvFile(path), path);
    for (const path of [
      'env.py',
      '.env.ts',
      'environment',
      'src/env.d.ts',
      'env.yml',
      'README.env.md',
      'venv',
    ]) {
      assert.ok(!isEnvFile(path), path);
    }
  });

  it('knows what they are for', () => {
    assert.equal(profileOf('.env.test'), 'test');
    assert.equal(profileOf('TEST_DATABASE_URL'), 'test');
    assert.equal(profileOf('.env.prod.example'), 'example');
    assert.equal(profileOf('env/production/.env'), 'production');
    assert.equal(profileOf('LATEST_URL'), undefined);
  });
});
