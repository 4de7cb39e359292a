import type { Node } from 'libpg-query';
import type { Span } from '../core/span.ts';

/** What may stand in a template: text as it is, or a node or span with its own translation. */
export type TemplateValue = string | number | Node | Span | Template;

/** New text that mentions parts of the old one; those keep their layout and are translated too. */
export interface Template {
  readonly parts: readonly (string | Node | Span)[];
}

/** Tag: sql`cast(${argument} as integer)`. What a template does not mention is gone. */
export function sql(strings: TemplateStringsArray, ...values: readonly TemplateValue[]): Template {
  const parts: (string | Node | Span)[] = [];
  strings.forEach((text, index) => {
    if (text) parts.push(text);
    const value = values[index];
    if (value === undefined) return;
    if (isTemplate(value)) parts.push(...value.parts);
    else parts.push(typeof value === 'number' ? String(value) : value);
  });
  return { parts };
}

/** Templates one after another with text between them. */
export function join(items: readonly TemplateValue[], separator: string): Template {
  const parts = items.flatMap((item, index) => [
    ...(index > 0 && separator ? [separator] : []),
    ...sql`${item}`.parts,
  ]);
  return { parts };
}

export function isSpan(value: Node | Span): value is Span {
  return typeof (value as Partial<Span>).start === 'number';
}

function isTemplate(value: TemplateValue): value is Template {
  return typeof value === 'object' && Array.isArray((value as Partial<Template>).parts);
}
