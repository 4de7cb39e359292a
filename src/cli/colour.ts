import type { Terminal } from './command.ts';

type Paint = (terminal: Terminal, text: string) => string;

function painter(code: number): Paint {
  return ({ colour }, text) => (colour ? `\u001b[${code}m${text}\u001b[0m` : text);
}

/** Colours of the terminal's own palette; nothing where there is no terminal. */
export const bold = painter(1);
export const dim = painter(2);
export const red = painter(31);
export const green = painter(32);
export const yellow = painter(33);
export const blue = painter(34);
