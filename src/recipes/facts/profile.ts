import { baseName } from '../project.ts';

/** What a place of the workspace is for, as far as names say it. */
export type Profile = 'development' | 'test' | 'production';

const words: readonly (readonly [Profile, RegExp])[] = [
  ['test', /^(?:test|tests|testing|unittest|pytest|ci|e2e|conftest|qa)$/],
  ['production', /^(?:prod|production|live|staging|stage|deploy)$/],
  ['development', /^(?:dev|develop|development|local|debug)$/],
];

/**
 * What a name says of its use: `TestingConfig`, `PROD_DATABASE_URL`, `settings/local.py`. Words are
 * parted by capitals and by anything that is no letter.
 */
export function profileOfName(name: string): Profile | undefined {
  const parts = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  return words.find(([, form]) => parts.some((part) => form.test(part)))?.[0];
}

/** Whether a Python file holds tests or what they are set up with. */
export function isTestFile(path: string): boolean {
  const inFolder = path
    .split('/')
    .slice(0, -1)
    .some((folder) => /^tests?$/.test(folder));
  return inFolder || /^(?:conftest|tests?|test_\w+|\w+_test)\.py$/.test(baseName(path));
}
