import assert from 'node:assert/strict';
import { isImageOf, repositoryOf } from '../../../../src/recipes/facts/compose-images.ts';

describe('facts/compose-images', () => {
  for (const [image, repository] of [
    ['postgres', 'postgres'],
    ['postgres:16-alpine@sha256:0a1b', 'postgres'],
    ['docker.io/library/postgres:16', 'postgres'],
    ['public.ecr.aws/docker/library/postgres', 'postgres'],
    ['localhost:5000/team/app:1', 'team/app'],
    ['${REGISTRY}/postgres:${TAG}', 'postgres'],
    ['bitnami/postgresql', 'bitnami/postgresql'],
  ] as const) {
    it(`reads ${image}`, () => assert.equal(repositoryOf(image), repository));
  }

  it("takes somebody's copy for the image, and a similar name for another", () => {
    assert.ok(isImageOf('ghcr.io/acme/postgres:16', ['postgres']));
    assert.ok(!isImageOf('acme/postgres-exporter', ['postgres']));
    assert.ok(!isImageOf(undefined, ['postgres']));
  });
});
