import type { QualifiedName } from '../catalog/model.ts';

/** Attached and other schemas are named; the usual one is not. */
export function shownName({ schema, name }: QualifiedName): string {
  return schema === 'main' || schema === 'public' ? name : `${schema}.${name}`;
}
