import type { PortableLists } from './portable/safety-net.ts';
import type { Shape } from './portable/shapes.ts';
import type { Answer, Rule } from './rule.ts';
import type { RuleContext } from './rule-context.ts';
import { type AnyContent, as, type Content, type Kind } from './tree.ts';

/** A rule with what it does at nodes of one kind. */
export interface Asked {
  readonly rule: Rule;
  readonly handle: (content: AnyContent, context: RuleContext) => Answer;
}

/** What is known about nodes of one kind. */
export interface KindFacts {
  /** The rules by the name of what a node calls, for the names that a rule waits for. */
  readonly byName: ReadonlyMap<string, readonly Asked[]>;
  /** The rules for all other names, and for nodes that call nothing. */
  readonly others: readonly Asked[];
  /** What the target takes as it is; missing for a kind that it does not have. */
  readonly shape?: Shape | undefined;
}

/** The rules by what they look at, in the order of their precedence. */
export interface Dispatch {
  readonly byKind: ReadonlyMap<Kind, KindFacts>;
  readonly inText: readonly Rule[];
  readonly isPortableCall: PortableLists['isPortableCall'];
}

type Waiting = Asked & { readonly names?: ReadonlySet<string> | undefined };

export function dispatchOf(
  rules: readonly Rule[],
  { shapes, isPortableCall }: PortableLists,
): Dispatch {
  const waiting = new Map<Kind, Waiting[]>();
  for (const kind of Object.keys(shapes)) waiting.set(kind as Kind, []);
  for (const rule of rules)
    for (const [kind, handler] of Object.entries(rule.on)) {
      const asked = waiting.get(kind as Kind) ?? [];
      waiting.set(kind as Kind, asked);
      asked.push({ rule, handle: handler as Asked['handle'], names: handler.names });
    }
  const byKind = [...waiting].map(
    ([kind, asked]) => [kind, kindFacts(asked, shapes[kind])] as const,
  );
  return { byKind: new Map(byKind), inText: rules.filter(({ inText }) => inText), isPortableCall };
}

function kindFacts(asked: readonly Waiting[], shape: Shape | undefined): KindFacts {
  const names = new Set(asked.flatMap((one) => [...(one.names ?? [])]));
  return {
    byName: new Map(
      [...names].map((name) => [name, asked.filter((one) => !one.names || one.names.has(name))]),
    ),
    others: asked.filter((one) => !one.names),
    shape,
  };
}

/** What is known about a kind; nothing for one that no rule and no list knows. */
export function factsOf({ byKind }: Dispatch, kind: Kind): KindFacts {
  return byKind.get(kind) ?? unknownKind;
}

const unknownKind: KindFacts = { byName: new Map(), others: [] };

/** The rules that have to be asked about a node. */
export function askedAbout(
  { byName, others }: KindFacts,
  kind: Kind,
  content: AnyContent,
): readonly Asked[] {
  return byName.size === 0 ? others : (byName.get(calledName(kind, content)) ?? others);
}

/** The name of the function that a node calls, or of its operator. */
function calledName(kind: Kind, content: AnyContent): string {
  const { funcname, name } = content as Content<'FuncCall'> & Content<'A_Expr'>;
  const names = kind === 'FuncCall' ? funcname : name;
  return as('String', names?.at(-1))?.sval ?? '';
}
