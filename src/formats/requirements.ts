import type { TextEdit } from '../core/edit.ts';
import type { Span } from '../core/span.ts';
import { lineEndingOf, nextLineAt, wholeLines } from './lines.ts';

/** A dependency in the form of PEP 508; spans refer to the text that it was read from. */
export interface Requirement {
  /** As written. */
  readonly name: string;
  readonly span: Span;
  readonly nameSpan: Span;
  readonly extras: readonly Span[];
  /** With its brackets; empty at the end of the name where there are none. */
  readonly extrasSpan: Span;
  /** Version specifiers as written, such as `>=2,<3`; empty where there are none. */
  readonly specifier: string;
  readonly specifierSpan: Span;
  /** Where the package is fetched from, for `name @ url`. */
  readonly url: string;
  /** Environment marker, without its semicolon. */
  readonly marker: string;
}

/** One logical line of a requirements file. */
export interface RequirementLine {
  readonly kind: 'requirement' | 'include' | 'constraint' | 'option' | 'other';
  /** All of its lines (a backslash continues one), with the last terminator. */
  readonly span: Span;
  readonly requirement?: Requirement;
  /** The file that an include or a constraint names. */
  readonly target: string;
  readonly hashed: boolean;
}

export interface RequirementsDocument {
  readonly text: string;
  readonly lines: readonly RequirementLine[];
  /** The program that wrote the file, from its header, such as `pip-compile`. */
  readonly generator: string;
}

const form = new RegExp(
  [
    /([A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?)/,
    /[ \t]*(\[[^\]\r\n]*\])?/,
    /[ \t]*(?:@[ \t]*([^\s;][^\s]*)|(\(?[ \t]*(?:===?|~=|!=|<=?|>=?)[^;#\r\n]*?\)?)?)/,
    /(?:[ \t]*;[ \t]*([^#\r\n]*?))?/,
    /(?=[ \t]*(?:\\|--|#|$|[\r\n]))/,
  ]
    .map(({ source }) => source)
    .join(''),
  'y',
);

/**
 * Reads one dependency; `undefined` where the text at `offset` is none (a path, a bare URL).
 * @see https://peps.python.org/pep-0508/
 */
export function parseRequirement(text: string, offset = 0): Requirement | undefined {
  form.lastIndex = offset;
  const match = form.exec(text);
  if (!match) return undefined;
  const [whole, name = '', extras = '', url = '', versions = '', marker = ''] = match;
  const nameEnd = offset + name.length;
  const extrasAt = extras ? text.indexOf('[', nameEnd) : nameEnd;
  const specifier = versions.replace(/\\$/, '').trimEnd();
  const extrasEnd = extrasAt + extras.length;
  const specifierAt = specifier ? text.indexOf(specifier, extrasEnd) : extrasEnd;
  return {
    name,
    span: { start: offset, end: offset + whole.trimEnd().length },
    nameSpan: { start: offset, end: nameEnd },
    extras: partsOf(text, { start: extrasAt + 1, end: extrasEnd - 1 }),
    extrasSpan: { start: extrasAt, end: extrasEnd },
    specifier,
    specifierSpan: { start: specifierAt, end: specifierAt + specifier.length },
    url,
    marker: marker.trim(),
  };
}

function partsOf(text: string, span: Span): readonly Span[] {
  const inner = text.slice(span.start, Math.max(span.start, span.end));
  return [...inner.matchAll(/[\w.-]+/g)].map(({ 0: part, index }) => ({
    start: span.start + index,
    end: span.start + index + part.length,
  }));
}

/** A package's name as the index compares it. @see https://peps.python.org/pep-0503/ */
export function normalizePackageName(name: string): string {
  return name.replace(/[-_.]+/g, '-').toLowerCase();
}

/**
 * Reads a requirements file, with includes, options, hashes and continued lines.
 * @see https://pip.pypa.io/en/stable/reference/requirements-file-format/
 */
export function parseRequirements(text: string): RequirementsDocument {
  const lines: RequirementLine[] = [];
  for (let start = text.startsWith('\uFEFF') ? 1 : 0; start < text.length; ) {
    const line = readLine(text, start);
    lines.push(line);
    start = line.span.end;
  }
  return { text, lines, generator: generatorOf(text) };
}

function readLine(text: string, start: number): RequirementLine {
  let end = nextLineAt(text, start);
  while (end < text.length && continues(text.slice(start, end))) end = nextLineAt(text, end);
  const span = { start, end };
  const source = text.slice(start, end);
  const base = { span, target: '', hashed: /\s--hash[=\s]/.test(source) };
  const include = /^\s*(-r|--requirement|-c|--constraint)[\s=]*([^\s#]+)/.exec(source);
  if (include) {
    const kind = include[1] === '-r' || include[1] === '--requirement' ? 'include' : 'constraint';
    return { ...base, kind, target: include[2] ?? '' };
  }
  if (/^\s*-/.test(source)) return { ...base, kind: 'option' };
  const indent = /^[ \t]*/.exec(source)?.[0].length ?? 0;
  const requirement = parseRequirement(text, start + indent);
  return requirement ? { ...base, kind: 'requirement', requirement } : { ...base, kind: 'other' };
}

function continues(line: string): boolean {
  return /\\[ \t]*[\r\n]+$/.test(line) && !/^[ \t]*#/.test(line);
}

function generatorOf(text: string): string {
  const head = text.slice(0, 600);
  const written = /^#.*\b(?:autogenerated|generated|exported|created) by:? (.+)$/im.exec(head)?.[1];
  if (written) return /[\w./-]+/.exec(written)?.[0] ?? '';
  return /^#\s+((?:uv|pip-compile|poetry|pipenv)\b[^\r\n]*(?:compile|export|requirements)[^\r\n]*)$/im.test(
    head,
  )
    ? 'pip-compile'
    : '';
}

/** Takes a line out, with the lines that continue it. */
export function removeRequirementLine(line: RequirementLine): TextEdit {
  return { ...line.span, newText: '' };
}

/** Puts a line behind another one; a text without a last newline still has none. */
export function insertRequirementLine(
  { text }: RequirementsDocument,
  after: Span,
  line: string,
): TextEdit {
  const { end } = wholeLines(text, {
    start: after.start,
    end: Math.max(after.start, after.end - 1),
  });
  const ending = lineEndingOf(text);
  const open = end === text.length && end > 0 && !/[\r\n]$/.test(text);
  return { start: end, end, newText: open ? `${ending}${line}` : `${line}${ending}` };
}
