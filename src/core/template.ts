/** The names of the `{placeholders}` in a message template. */
export type TemplateName<T extends string> = T extends `${string}{${infer Name}}${infer Rest}`
  ? Name | TemplateName<Rest>
  : never;

/** The values that a template wants, by name. */
export type TemplateValues<T extends string> = { readonly [Name in TemplateName<T>]: string };

/** Puts the values in their places. */
export function fillTemplate(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
