/**
 * Makes a reader that works once for each value, however many ask:
 * `const pythonOf = oncePer((file: SourceFile) => parsePython(file.text))`.
 */
export function oncePer<K extends object, T>(read: (key: K) => T): (key: K) => T {
  const known = new WeakMap<K, { readonly value: T }>();
  return (key) => {
    const before = known.get(key);
    if (before) return before.value;
    const value = read(key);
    known.set(key, { value });
    return value;
  };
}
