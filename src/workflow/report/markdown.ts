/** The target of a Markdown link to a place; `line` counts from 1. */
export type LinkTo = (path: string, line?: number) => string;

/** A link to a place in the workspace, shown as `path:line`. */
export function link(linkTo: LinkTo, path: string, line?: number): string {
  const label = line === undefined ? path : `${path}:${line}`;
  const target = linkTo(path, line).replace(/[\s()<>]/g, percentEncoded);
  return `[${escapeText(label)}](${target})`;
}

/** Also of parentheses, which encodeURIComponent leaves. */
function percentEncoded(character: string): string {
  return `%${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
}

export function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Text of the workspace as the content of a table's cell, on one line. */
export function cell(text: string, style: 'text' | 'code' = 'text'): string {
  const flat = text.replace(/\s+/g, ' ').trim();
  if (style === 'text' || flat === '') return escapeText(flat);
  const fence = '`'.repeat(longestRun(flat) + 1);
  const pad = flat.startsWith('`') || flat.endsWith('`') ? ' ' : '';
  return fence + pad + flat.replaceAll('|', '\\|') + pad + fence;
}

function escapeText(text: string): string {
  return text.replace(/[\\`*_[\]<>|]/g, '\\$&');
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}
