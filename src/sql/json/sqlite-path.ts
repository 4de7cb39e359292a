/**
 * The steps of a path such as `$.a[0]."b c"`; nothing where it has one from the end (`[#-1]`).
 * https://www.sqlite.org/json1.html#path_arguments
 */
export function sqlitePath(path: string): readonly string[] | undefined {
  if (!path.startsWith('$')) return undefined;
  const steps: string[] = [];
  const pattern = /\.(?:"((?:[^"\\]|\\.)*)"|([^.["]+))|\[(\d+)\]|\[#-(\d+)\]/y;
  pattern.lastIndex = 1;
  while (pattern.lastIndex < path.length) {
    const found = pattern.exec(path);
    if (!found) return undefined;
    const [, quoted, name, index, fromEnd] = found;
    steps.push(quoted ?? name ?? index ?? `-${fromEnd}`);
  }
  return steps;
}

/** The steps as a literal of `text[]`. */
export function pathLiteral(steps: readonly string[]): string {
  const items = steps.map((step) =>
    /^[\w-]+$/.test(step) && step.toLowerCase() !== 'null'
      ? step
      : `"${step.replace(/["\\]/g, '\\$&')}"`,
  );
  return `'{${items.join(',').replaceAll("'", "''")}}'`;
}
