import type { TextEdit } from '../../core/edit.ts';
import { jsonList, jsonProperty } from '../../formats/json.ts';
import { insertItem, removeItems } from '../../formats/separated-list.ts';
import type { NodeManifest, NodePackage } from '../facts/node-packages.ts';

/** A package and its version as a line of a manifest. */
export function packageLine(name: string, version: string): string {
  return `${JSON.stringify(name)}: ${JSON.stringify(version)}`;
}

/** Writes a line behind that of a package, in its field. */
export function insertBehind(
  { document }: NodeManifest,
  { field, property }: NodePackage,
  line: string,
): readonly TextEdit[] {
  const owner = jsonProperty(document, [field]);
  if (!owner) return [];
  const list = jsonList(document, owner);
  return insertItem(
    list,
    list.items.findIndex(({ start }) => start === property.span.start),
    line,
  );
}

/** Takes packages out, each with its line. */
export function removePackages(
  { document }: NodeManifest,
  gone: readonly NodePackage[],
): readonly TextEdit[] {
  return ['dependencies', 'optionalDependencies', 'devDependencies'].flatMap((field) => {
    const owner = jsonProperty(document, [field]);
    const starts = gone
      .filter((each) => each.field === field)
      .map(({ property }) => property.span.start);
    if (!owner || starts.length === 0) return [];
    const list = jsonList(document, owner);
    const indexes = list.items.flatMap(({ start }, index) => (starts.includes(start) ? index : []));
    return removeItems(list, indexes);
  });
}
