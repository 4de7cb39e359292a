import type { PythonDriver } from '../../engines/engine.ts';
import { type DriverSite, readVia } from '../facts/python-drivers.ts';
import type {
  DeclaredPackage,
  ManifestChange,
  NewPackage,
  PackageManifest,
} from './manifests/manifest.ts';

/** A place beside which a driver can be written. */
export interface DriverPlace {
  readonly manifest: PackageManifest;
  readonly declared: DeclaredPackage;
  /** The old driver's place, if it is one, and whether it goes. */
  readonly site?: DriverSite;
  readonly leaves?: boolean;
}

/** The changes so far, one for each declared package. */
export class DriverLedger {
  readonly #entries: { readonly manifest: PackageManifest; readonly change: ManifestChange }[] = [];
  readonly #served: { readonly manifest: PackageManifest; readonly driver: PythonDriver }[] = [];
  readonly #extras = new Map<
    DeclaredPackage,
    { manifest: PackageManifest; extras: readonly string[] }
  >();

  serves(driver: PythonDriver, reach: ReadonlySet<PackageManifest>): boolean {
    return this.#served.some((entry) => entry.driver === driver && reach.has(entry.manifest));
  }

  /** Writes a driver at a place; `lower` is where it stood for development alone. */
  put(
    driver: PythonDriver,
    { manifest, declared, site, leaves }: DriverPlace,
    lower?: DriverSite,
  ): void {
    this.#served.push({ manifest, driver });
    const extra = site?.via === 'other' && !lower ? extraOf(driver, declared.name) : '';
    if (extra) {
      this.#setExtras(manifest, declared, [...this.#extrasOf(declared), extra]);
      return;
    }
    const by = newPackage(driver, lower, manifest);
    const change: ManifestChange =
      leaves && site?.via === 'package' && !this.#isReplaced(declared)
        ? { kind: 'replace', old: declared, by }
        : { kind: 'add', after: declared, by };
    this.#entries.push({ manifest, change });
    if (lower && lower.declared.kind === 'dev') {
      this.#entries.push({
        manifest: lower.manifest,
        change: { kind: 'remove', old: lower.declared },
      });
    }
  }

  /** Takes an old driver's place out; an extra is exchanged for the target's of the same style. */
  drop(
    { manifest, declared, driver, via, extra }: DriverSite,
    wanted: readonly PythonDriver[],
  ): void {
    if (via === 'other') {
      const successor = wanted.find(({ style }) => style === driver.style);
      const instead = successor ? extraOf(successor, declared.name) : '';
      const extras = this.#extrasOf(declared).filter((name) => name !== extra);
      this.#setExtras(manifest, declared, instead ? [...extras, instead] : extras);
      return;
    }
    const known = this.#isReplaced(declared);
    if (!known) this.#entries.push({ manifest, change: { kind: 'remove', old: declared } });
  }

  changes(): ReadonlyMap<PackageManifest, readonly ManifestChange[]> {
    const result = new Map<PackageManifest, ManifestChange[]>();
    const add = (manifest: PackageManifest, change: ManifestChange) =>
      result.set(manifest, [...(result.get(manifest) ?? []), change]);
    for (const { manifest, change } of this.#entries) add(manifest, change);
    for (const [old, { manifest, extras }] of this.#extras) {
      if (extras.join() !== old.extras.join()) add(manifest, { kind: 'extras', old, extras });
    }
    return result;
  }

  #isReplaced(declared: DeclaredPackage): boolean {
    return this.#entries.some(({ change }) => change.kind === 'replace' && change.old === declared);
  }

  #extrasOf(declared: DeclaredPackage): readonly string[] {
    return this.#extras.get(declared)?.extras ?? declared.extras;
  }

  #setExtras(
    manifest: PackageManifest,
    declared: DeclaredPackage,
    extras: readonly string[],
  ): void {
    this.#extras.set(declared, { manifest, extras: [...new Set(extras)] });
  }
}

/** The extra of a package that installs a driver, if it has one. */
function extraOf(driver: PythonDriver, name: string): string {
  return driver.viaExtras.map(readVia).find((via) => via.name === name)?.extra ?? '';
}

function newPackage(
  driver: PythonDriver,
  lower: DriverSite | undefined,
  manifest: PackageManifest,
): NewPackage {
  const sameForm = lower?.manifest.tool === manifest.tool && lower.declared.version !== '';
  return {
    name: driver.packages[0] ?? driver.module,
    extras: lower?.declared.extras ?? driver.ownExtras,
    range: driver.version,
    release: driver.release,
    ...(sameForm && { version: lower.declared.version }),
  };
}
