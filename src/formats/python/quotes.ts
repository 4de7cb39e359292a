import { oncePer } from '../../core/once-per.ts';
import { nodesOf, type PythonModule, textOf } from './module.ts';

/** A literal of this plain text, in the quotes that most strings of the file have. */
export function quoted(module: PythonModule, text: string): string {
  const quote = preferredQuote(module);
  return quote + text.replace(/\\/g, '\\\\').replaceAll(quote, `\\${quote}`) + quote;
}

const preferredQuote = oncePer((module: PythonModule): "'" | '"' => {
  const literals = nodesOf(module.root, 'String');
  const single = literals.filter((node) => /^\w*'(?!'')/.test(textOf(module, node))).length;
  const double = literals.filter((node) => /^\w*"(?!"")/.test(textOf(module, node))).length;
  return single > double ? "'" : '"';
});
