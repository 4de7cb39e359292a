import type { TextEdit } from '../../../core/edit.ts';
import type { Span } from '../../../core/span.ts';
import {
  escapedFor,
  replaceString,
  type StringLiteral,
} from '../../../formats/python/string-literal.ts';
import { embeddedSql, type LiteralRun } from '../../../language/embedded-sql.ts';
import { parserIsLoaded } from '../../../sql/parser.ts';
import type { Translation } from '../../../sql/translate.ts';
import {
  type EscapedRun,
  type FoundPlaceholders,
  findPlaceholders,
  type Placeholder,
  type PlaceholderStyle,
} from './placeholders.ts';

/** From which driver's SQL to which other's. */
export interface StatementDirection {
  readonly from: PlaceholderStyle;
  readonly to: PlaceholderStyle;
  readonly translate: (sql: string) => Translation;
}

/** A literal for the other driver, with what is not sure about it. */
export interface LiteralEdits {
  readonly edits: readonly TextEdit[];
  readonly doubts: readonly Doubt[];
  /** What the statement is for the target; empty where the target needs none. */
  readonly sql: string;
}

/** A problem of the translation at its place in the file. */
export interface Doubt {
  readonly span: Span;
  readonly message: string;
  /** Whether the target does not take the statement at all. */
  readonly isRejected: boolean;
}

/** Problems of lists, which an adapter makes JSON of. */
const settled = new Set(['equals-any', 'cast-to-array']);

/** The number before that of the first placeholder as `embeddedSql` writes them. */
const firstParameter = 900;

/** Rewrites a literal's placeholders and SQL where they stand; what cannot be read keeps its words. */
export function literalEdits(
  literal: StringLiteral,
  { hasParameters, isWhole }: { readonly hasParameters: boolean; readonly isWhole: boolean },
  direction: StatementDirection,
): LiteralEdits {
  const { from, to } = direction;
  const isStatement = isWhole && literal.holes.length === 0;
  const plain = findPlaceholders(literal.value, from, hasParameters);
  const found = { ...plain, escapes: [...plain.escapes, ...numberSigns(literal, from, to)] };
  const draft = embedded(literal, found, () => '');
  const { sql, edits, problems } = translated(draft.text, direction);
  // Numbers count over the whole statement, of which this may be a part.
  const isPart = literal.holes.length > 0 && from.numberSign !== undefined;
  const isInOrder = !isPart && followOrder(sql, literal, found.places);
  const write = (place: Placeholder) => {
    const written = to.write(place, isInOrder);
    return place.isList ? `select value from json_each(${written})` : written;
  };
  const mapped = embedded(literal, found, write, hasParameters ? to.escape : undefined);
  const source = edits.map((edit) => mapped.toSourceEdit(edit));
  const whole = source.some((edit) => edit === undefined);
  // A statement that goes is told of, however small the loss.
  const isGone = sql.trim() === '';
  const doubts = problems
    .filter(({ severity, code }) => {
      if (code === 'syntax-error') return isStatement;
      return (severity !== 'info' || isGone) && !settled.has(code);
    })
    .map(({ message, span, severity }) => {
      return {
        message: mapped.toSourceText(message),
        span: mapped.toSource(span),
        isRejected: severity === 'error',
      };
    });
  if (isDisordered(found.places, isInOrder, to)) doubts.push(orderDoubt(literal));
  if (whole && literal.holes.length === 0) {
    const value = withPlaceholders(sql, found.places, write, to);
    return { edits: [replaceString(literal, value)], doubts, sql };
  }
  const own = whole ? [] : source.flatMap((edit) => edit ?? []);
  const places = placeEdits(literal, found, write, hasParameters ? to.escape('%') : '%').filter(
    (edit) => !isWithin(edit, own),
  );
  return { edits: [...own, ...places], doubts, sql };
}

/** Values that are taken by number, which this driver's placeholders cannot say. */
function isDisordered(
  places: readonly Placeholder[],
  isInOrder: boolean,
  { numberSign }: PlaceholderStyle,
): boolean {
  return numberSign === undefined && !isInOrder && places.some(({ position }) => position > 0);
}

function orderDoubt({ node }: StringLiteral): Doubt {
  const message = 'its placeholders take values by number, and have to be put in order.';
  return { message, span: { start: node.from, end: node.to }, isRejected: true };
}

function isWithin({ start, end }: TextEdit, edits: readonly TextEdit[]): boolean {
  return edits.some((edit) => edit.start <= start && end <= edit.end && edit.start < edit.end);
}

/** Text that is neither a statement nor a condition by itself stays as it is. */
function translated(text: string, { translate }: StatementDirection): Translation {
  if (!parserIsLoaded()) return { sql: text, edits: [], problems: [] };
  const whole = translate(text);
  if (isRead(whole)) return whole;
  const head = /^\s*(?:(?:and|or|where|having)\b)?/i.exec(text)?.[0].length ?? 0;
  const wrapped = translate(condition + text.slice(head));
  if (!isRead(wrapped) || text.trim() === '')
    return { sql: text, edits: [], problems: whole.problems };
  const by = head - condition.length;
  const moved = <S extends Span>(item: S) => ({
    ...item,
    start: item.start + by,
    end: item.end + by,
  });
  return {
    sql: text.slice(0, head) + wrapped.sql.slice(condition.length),
    edits: wrapped.edits.map(moved),
    problems: wrapped.problems.map((problem) => ({ ...problem, span: moved(problem.span) })),
  };
}

/** What makes a statement of a condition. */
const condition = 'select 1 where ';

function isRead({ problems }: Translation): boolean {
  return problems.every(({ code }) => code !== 'syntax-error');
}

/** The `$` before a number that is put in at run time. */
function numberSigns(
  literal: StringLiteral,
  from: PlaceholderStyle,
  to: PlaceholderStyle,
): readonly EscapedRun[] {
  const { numberSign } = from;
  let offset = 0;
  return literal.segments.flatMap(({ kind, value }, index): readonly EscapedRun[] => {
    offset += value.length;
    const isBefore = kind === 'text' && literal.segments[index + 1]?.kind === 'hole';
    if (!numberSign || !isBefore || !value.endsWith(numberSign)) return [];
    const written = to.numberSign ?? '';
    return [{ start: offset - numberSign.length, end: offset, value: '', written }];
  });
}

/** Whether values are still taken in the order of the old positions, each once. */
function followOrder(sql: string, literal: StringLiteral, places: readonly Placeholder[]): boolean {
  const numbers = numbering(literal, places);
  const order = [...sql.matchAll(/\$(9\d\d)\b/g)].flatMap(([, digits]) => {
    const place = numbers.get(Number(digits));
    return place && !place.name ? [place.position] : [];
  });
  const positions = places.filter(({ name }) => !name).length;
  return order.length === positions && order.every((value, index) => value === index + 1);
}

/** Which number a placeholder has in the embedded text: holes are counted as well. */
function numbering(
  literal: StringLiteral,
  places: readonly Placeholder[],
): ReadonlyMap<number, Placeholder> {
  const holes: { start: number; place?: Placeholder }[] = places.map((place) => ({
    start: place.start,
    place,
  }));
  let offset = 0;
  for (const { kind, value } of literal.segments) {
    if (kind === 'hole') holes.push({ start: offset });
    offset += value.length;
  }
  const sorted = holes.toSorted((a, b) => a.start - b.start);
  return new Map(
    sorted.flatMap(({ place }, index) => (place ? [[firstParameter + index + 1, place]] : [])),
  );
}

function withPlaceholders(
  sql: string,
  places: readonly Placeholder[],
  write: (place: Placeholder) => string,
  to: PlaceholderStyle,
): string {
  const parts = sql.split(/\$(9\d\d)\b/);
  return parts
    .map((part, index) => {
      const place = index % 2 === 1 ? places[Number(part) - firstParameter - 1] : undefined;
      if (place) return write(place);
      return places.length > 0 ? to.escape(part) : part;
    })
    .join('');
}

/** The literal as SQL: its placeholders are parameters, written back as `write` says. */
function embedded(
  literal: StringLiteral,
  found: FoundPlaceholders,
  write: (place: Placeholder) => string,
  quote: (text: string) => string = (text) => text,
) {
  const runs = cutRuns(literal, found).map(({ place, written, ...run }, index, all): LiteralRun => {
    const sign = all[index - 1];
    if (run.kind === 'hole' && sign?.value === '') {
      return { ...run, value: (sign.written ?? '') + run.value };
    }
    return place ? { ...run, kind: 'hole', value: write(place) } : run;
  });
  return embeddedSql({ runs, write: (text) => escapedFor(literal, quote(text)) });
}

type CutRun = LiteralRun & { readonly place?: Placeholder; readonly written?: string };

/** The literal's runs, parted at placeholders and at what stands for something else. */
function cutRuns(
  literal: StringLiteral,
  { places, escapes }: FoundPlaceholders,
): readonly CutRun[] {
  const marks = [
    ...places.map((place) => ({ start: place.start, end: place.end, place })),
    ...escapes,
  ].sort((a, b) => a.start - b.start);
  let offset = 0;
  return literal.segments.flatMap((segment): readonly CutRun[] => {
    const begin = offset;
    offset += segment.value.length;
    if (segment.kind !== 'text') return [segment];
    const inside = marks.filter(({ start, end }) => start >= begin && end <= offset);
    const runs: CutRun[] = [];
    let at = 0;
    const text = (end: number) => {
      if (end <= at) return;
      const [start, value] = [segment.start + at, segment.value.slice(at, end)];
      runs.push({ kind: 'text', start, end: segment.start + end, value });
    };
    for (const mark of inside) {
      text(mark.start - begin);
      at = mark.end - begin;
      const span = { start: segment.start + mark.start - begin, end: segment.start + at };
      if ('place' in mark) runs.push(...placeRuns(mark.place, span));
      else runs.push({ ...span, kind: 'escape', value: mark.value, written: mark.written });
    }
    text(segment.value.length);
    return runs;
  });
}

/** A list stands in parentheses as SQL has it, though the driver's own form has none. */
function placeRuns(place: Placeholder, span: Span): readonly CutRun[] {
  const own: CutRun = { ...span, kind: 'hole', value: '', place };
  if (!place.isList) return [own];
  const { start, end } = span;
  return [
    { start, end: start, kind: 'escape', value: '(' },
    own,
    { start: end, end, kind: 'escape', value: ')' },
  ];
}

function placeEdits(
  literal: StringLiteral,
  found: FoundPlaceholders,
  write: (place: Placeholder) => string,
  percent: string,
): readonly TextEdit[] {
  return cutRuns(literal, found).flatMap(({ kind, place, written, start, end, value }) => {
    if (place) {
      const newText = place.isList ? `(${write(place)})` : write(place);
      return [{ start, end, newText }];
    }
    if (kind === 'text') {
      const signs = percent === '%' ? [] : [...value.matchAll(/%/g)];
      return signs.map(({ index }) => {
        return { start: start + index, end: start + index + 1, newText: percent };
      });
    }
    return written === undefined ? [] : [{ start, end, newText: written }];
  });
}
