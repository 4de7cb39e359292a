interface ElementOptions {
  readonly class?: string;
  readonly text?: string;
  readonly title?: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly on?: Readonly<Record<string, (event: Event) => void>>;
  readonly children?: readonly Node[];
}

/** Makes an element. What comes from a database is only ever set as text. */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  options: ElementOptions = {},
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  if (options.class) made.className = options.class;
  if (options.text !== undefined) made.textContent = options.text;
  if (options.title) made.title = options.title;
  for (const [key, value] of Object.entries(options.attributes ?? {}))
    made.setAttribute(key, value);
  for (const [event, listener] of Object.entries(options.on ?? {})) {
    made.addEventListener(event, listener);
  }
  made.append(...(options.children ?? []));
  return made;
}

/** A button with a word, or a sign and its name. */
export function button(label: string, press: () => void, sign?: string): HTMLButtonElement {
  return element('button', {
    class: sign ? 'sign' : 'word',
    text: sign ?? label,
    title: sign ? label : '',
    attributes: { type: 'button', 'aria-label': label },
    on: { click: press },
  });
}

/** Puts values into `{0}`, `{1}`... */
export function fill(text: string, ...values: readonly (string | number)[]): string {
  return text.replace(/\{(\d)\}/g, (_, at: string) => String(values[Number(at)] ?? ''));
}
