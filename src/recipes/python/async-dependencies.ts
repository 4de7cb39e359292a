import type { Engine } from '../../engines/engine.ts';
import { type Finding, outcome, type Recipe } from '../recipe.ts';
import { engineOfSessions } from '../sqlalchemy/async-session.ts';
import { installTasks } from './install-tasks.ts';
import { pythonManifestsOf } from './manifests/index.ts';
import type { ManifestChange, PackageManifest } from './manifests/manifest.ts';

interface ManifestFinding extends Finding {
  readonly manifest: PackageManifest;
}

/** Adds the driver that waits, and what SQLAlchemy needs to wait; the old driver stays for migrations. */
export const asyncDependencies: Recipe<ManifestFinding> = {
  id: 'async-dependencies',
  ecosystem: 'python',
  title: 'Add the packages that asynchronous SQLAlchemy needs',
  detect(project) {
    const engine = engineOfSessions(project);
    if (!engine) return [];
    return pythonManifestsOf(project).flatMap((manifest) => {
      const declared = manifest.packages.find(({ name }) => toolkits.includes(name));
      if (!declared || manifest.frozen) return [];
      const { path } = manifest;
      const { span } = declared;
      return [{ path, span, engine: engine.id, label: `${declared.name} in ${path}`, manifest }];
    });
  },
  rewrite({ manifest }, { target, project }) {
    const changes = neededChanges(manifest, target);
    if (changes.length === 0) return outcome({});
    const { path, hash } = manifest.source;
    const names = changes.map((change) => (change.kind === 'add' ? change.by.name : 'asyncio'));
    const edits = manifest.edit(changes);
    return outcome({
      changes: [
        {
          title: `Add ${names.join(' and ')}`,
          why: 'The engine waits with a driver of its own.',
          change: { kind: 'modify', path, hash, edits },
        },
      ],
      tasks: installTasks(project, manifest, changes),
    });
  },
};

const toolkits = ['sqlalchemy', 'sqlmodel'];

function neededChanges(manifest: PackageManifest, target: Engine): readonly ManifestChange[] {
  const declared = manifest.packages.find(({ name }) => toolkits.includes(name));
  const driver = target.pythonDrivers.find(({ style }) => style === 'async');
  if (!declared || !driver) return [];
  const [name = driver.module] = driver.packages;
  const has = (wanted: string) => manifest.packages.some((each) => each.name === wanted);
  const fresh = (wanted: string, range: string, release: string): ManifestChange => ({
    kind: 'add',
    after: declared,
    by: { name: wanted, extras: [], range, release },
  });
  const isToolkit = declared.name === 'sqlalchemy';
  const needsExtra = isToolkit && !declared.extras.includes('asyncio');
  return [
    ...(needsExtra
      ? [{ kind: 'extras' as const, old: declared, extras: [...declared.extras, 'asyncio'] }]
      : []),
    ...(!isToolkit && !has('greenlet') ? [fresh('greenlet', '>=3', '3.2.4')] : []),
    ...(has(name) ? [] : [fresh(name, driver.version, driver.release)]),
  ];
}
