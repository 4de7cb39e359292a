import { descendants, type PythonModule, textOf } from './module.ts';

/** A literal of this plain text, in the quotes that most strings of the file have. */
export function quoted(module: PythonModule, text: string): string {
  const quote = preferredQuote(module);
  return quote + text.replace(/\\/g, '\\\\').replaceAll(quote, `\\${quote}`) + quote;
}

const known = new WeakMap<PythonModule, "'" | '"'>();

function preferredQuote(module: PythonModule): "'" | '"' {
  const before = known.get(module);
  if (before) return before;
  const literals = descendants(module.root).filter(({ name }) => name === 'String');
  const single = literals.filter((node) => /^\w*'(?!'')/.test(textOf(module, node))).length;
  const double = literals.filter((node) => /^\w*"(?!"")/.test(textOf(module, node))).length;
  const quote = single > double ? "'" : '"';
  known.set(module, quote);
  return quote;
}
