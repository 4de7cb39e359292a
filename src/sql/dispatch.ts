import type { PortableLists } from './portable/safety-net.ts';
import type { Answer, Rule } from './rule.ts';
import type { RuleContext } from './rule-context.ts';
import { type AnyContent, as, type Content, type Kind } from './tree.ts';

/** A rule with what it does at nodes of one kind. */
export interface Asked {
  readonly rule: Rule;
  readonly handle: (content: AnyContent, context: RuleContext) => Answer;
}

/** The rules by what they look at, in the order of their precedence. */
export interface Dispatch {
  readonly byKind: ReadonlyMap<Kind, readonly Asked[]>;
  /** Calls by the function's name, for the names that a rule waits for. */
  readonly byCallee: ReadonlyMap<string, readonly Asked[]>;
  /** Calls of all other functions. */
  readonly anyCall: readonly Asked[];
  readonly inText: readonly Rule[];
  /** What the target takes as it is. */
  readonly portable: PortableLists;
}

type Waiting = Asked & { readonly callees?: ReadonlySet<string> };

export function dispatchOf(rules: readonly Rule[], portable: PortableLists): Dispatch {
  const byKind = new Map<Kind, Asked[]>();
  for (const rule of rules)
    for (const [kind, handle] of Object.entries(rule.on)) {
      const asked = byKind.get(kind as Kind) ?? [];
      byKind.set(kind as Kind, asked);
      asked.push({ rule, handle: handle as Asked['handle'] });
    }
  const calls = (byKind.get('FuncCall') ?? []).map(
    ({ rule, handle }): Waiting => ({ rule, handle, ...calleesOf(rule) }),
  );
  const names = new Set(calls.flatMap(({ callees }) => [...(callees ?? [])]));
  return {
    byKind,
    byCallee: new Map(
      [...names].map((name) => [
        name,
        calls.filter(({ callees }) => !callees || callees.has(name)),
      ]),
    ),
    anyCall: calls.filter(({ callees }) => !callees),
    inText: rules.filter(({ inText }) => inText),
    portable,
  };
}

function calleesOf({ on: { FuncCall: handler } }: Rule): Pick<Waiting, 'callees'> {
  return handler?.callees ? { callees: handler.callees } : {};
}

/** The rules that have to be asked about a node. */
export function askedAbout(
  { byKind, byCallee, anyCall }: Dispatch,
  kind: Kind,
  content: AnyContent,
): readonly Asked[] {
  if (kind !== 'FuncCall') return byKind.get(kind) ?? none;
  const { funcname } = content as Content<'FuncCall'>;
  return byCallee.get(as('String', funcname?.at(-1))?.sval ?? '') ?? anyCall;
}

const none: readonly Asked[] = [];
