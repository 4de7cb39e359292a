/** A `${NAME...}` of a compose file: `operator` is one of `:-`, `-`, `:?`, `?`, `:+`, `+` or empty. */
export interface Hole {
  readonly name: string;
  readonly operator: string;
  readonly operand: string;
  /** The whole of it, with its braces. */
  readonly source: string;
}

/** Values by name, such as those of an `.env` file beside a compose file. */
export type Variables = ReadonlyMap<string, string>;

const opening = /\$\{([A-Za-z_]\w*)(:?[-?+])?/y;

/** The hole that begins at an index, its nested ones included. */
function holeAt(text: string, index: number): Hole | undefined {
  opening.lastIndex = index;
  const match = opening.exec(text);
  if (!match) return undefined;
  const [head, name = '', operator = ''] = match;
  let depth = 1;
  for (let at = index + head.length; at < text.length; at += 1) {
    if (text.startsWith('${', at)) depth += 1;
    if (text[at] !== '}') continue;
    depth -= 1;
    if (depth > 0) continue;
    const operand = text.slice(index + head.length, at);
    return { name, operator, operand, source: text.slice(index, at + 1) };
  }
  return undefined;
}

/** The hole that a text consists of, if it is one and nothing else. */
export function onlyHole(text: string): Hole | undefined {
  const hole = holeAt(text, 0);
  if (hole?.source === text) return hole;
  const name = /^\$([A-Za-z_]\w*)$/.exec(text)?.[1];
  return name === undefined ? undefined : { name, operator: '', operand: '', source: text };
}

/**
 * Fills holes from variables and their own defaults, as Compose does; one that nothing fills stays
 * as `${NAME}`, without its message. `$$` is a dollar sign that was meant.
 * @see https://docs.docker.com/reference/compose-file/interpolation/
 */
export function interpolate(text: string, variables: Variables): string {
  let result = '';
  for (let at = 0; at < text.length; ) {
    const hole = text.startsWith('${', at) ? holeAt(text, at) : undefined;
    if (hole) {
      result += fill(hole, variables);
      at += hole.source.length;
    } else if (text.startsWith('$$', at)) {
      result += '$';
      at += 2;
    } else {
      result += text[at];
      at += 1;
    }
  }
  return result;
}

function fill({ name, operator, operand }: Hole, variables: Variables): string {
  const value = variables.get(name);
  const given = value !== undefined && (value !== '' || !operator.startsWith(':'));
  if (operator.endsWith('+')) return given ? interpolate(operand, variables) : '';
  if (given) return value;
  return operator.endsWith('-') ? interpolate(operand, variables) : `\${${name}}`;
}
