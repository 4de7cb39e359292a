import type { FuncCall, Node } from 'libpg-query';
import type { Finding, Rule } from '../rule.ts';
import type { RuleContext } from '../rule-context.ts';
import { type AnyContent, as, type Kind } from '../tree.ts';
import type { Shape } from './shapes.ts';
import { unknownConstruct, unknownFunction } from './unknown-rules.ts';

export interface Unsettled {
  readonly rule: Rule;
  readonly finding: Finding;
}

/** What the target takes with the same result. */
export interface PortableLists {
  readonly shapes: Partial<Record<Kind, Shape>>;
  readonly isPortableCall: (name: string, argumentCount: number) => boolean;
}

/** What is known of a node before the net looks at it. */
interface Known {
  /** The fields that rules have dealt with. */
  readonly settled: ReadonlySet<string>;
  readonly shape: Shape | undefined;
  readonly isPortableCall: PortableLists['isPortableCall'];
}

const none: readonly Unsettled[] = [];

/**
 * What neither a rule has settled nor a list knows to be portable. So there is no silence about
 * anything that was never seen to run on SQLite.
 */
export function unsettledParts(
  kind: Kind,
  content: AnyContent,
  context: RuleContext,
  known: Known,
): readonly Unsettled[] {
  const field = unknownField(content, known);
  if (field !== undefined) return [unknownPart(kind, field, context)];
  if (kind === 'FuncCall') return unknownCall(content as FuncCall, context, known);
  return none;
}

/** The first field that is not known to be portable; empty where the kind itself is not. */
function unknownField(content: AnyContent, { settled, shape }: Known): string | undefined {
  if (!shape) return '';
  const record = content as Readonly<Record<string, unknown>>;
  for (const field in record) {
    const check = shape[field];
    if (check === true || settled.has(field)) continue;
    if (check && (check as (...args: unknown[]) => boolean)(record[field], content)) continue;
    return field;
  }
  return undefined;
}

function unknownPart(kind: Kind, field: string, context: RuleContext): Unsettled {
  const part = field ? `${kind}.${field}` : kind;
  return {
    rule: unknownConstruct,
    finding: {
      at: placeOf(context),
      message: `This is not known to run on ${context.options.target} (${part}). Write it in another way, or run it there and compare the results.`,
    },
  };
}

/** The current node, or the nearest one around it that has a place in the text. */
function placeOf(context: RuleContext) {
  for (let index = context.path.length - 1; index > 0; index -= 1) {
    const { kind, content } = context.path[index] ?? {};
    if (!kind || !content) break;
    const extent = context.source.extent({ [kind]: content } as unknown as Node);
    if (extent.last >= 0 && Number.isFinite(extent.first)) return context.source.span(extent);
  }
  return { start: 0, end: context.source.text.length };
}

/** `trim(x, y)`; the forms with BOTH, LEADING and FROM are not SQLite's. */
function isPlainTrim(name: string, { source, node }: RuleContext): boolean {
  if (name !== 'btrim') return false;
  const { first, last } = source.extent(node);
  return source.value(first) === 'trim' && source.find(['both', 'from'], first + 2, last) < 0;
}

function unknownCall(
  { funcname, args }: FuncCall,
  context: RuleContext,
  { isPortableCall }: Known,
): readonly Unsettled[] {
  const name = as('String', funcname?.at(-1))?.sval ?? '';
  if (name === 'like_escape' || isPlainTrim(name, context)) return none;
  if (funcname?.length === 1 && isPortableCall(name, args?.length ?? 0)) return none;
  const message = `${context.options.target} is not known to have ${name}() with the same result. Compute it in the application, or give the database a function of this name.`;
  return [{ rule: unknownFunction, finding: { at: placeOf(context), message } }];
}
