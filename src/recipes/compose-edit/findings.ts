import type { Span } from '../../core/span.ts';
import type { Engine } from '../../engines/engine.ts';
import { engines } from '../../engines/index.ts';
import { type StackDatabase, stackDatabases } from '../facts/compose-database.ts';
import type { ComposeFile } from '../facts/compose-files.ts';
import type { Project } from '../project.ts';
import { type Finding, type Outcome, outcome, type SwitchContext } from '../recipe.ts';
import { composeOutcome } from './compose-switch.ts';

/** A place in a compose file; `owner` finds its share of the joint edits. */
export interface ComposeFinding extends Finding {
  readonly owner: string;
  /** The service's name, for titles. */
  readonly service: string;
}

/** Every stack as seen from every engine that has a server. */
export function serverStacks(
  project: Project,
): readonly { readonly engine: Engine; readonly database: StackDatabase }[] {
  return Object.values(engines)
    .filter(({ server }) => server)
    .flatMap((engine) => stackDatabases(project, engine).map((database) => ({ engine, database })));
}

/** A finding's place. */
export function findingAt({ source }: ComposeFile, span: Span) {
  return { path: source.path, span };
}

/** Whether this switch takes a server away, so that the compose files lose it. */
export function dropsServer({ goal, source, target }: SwitchContext): boolean {
  return goal.strategy === 'replace' && source.server !== undefined && !target.server;
}

/** Whether a switch leads from a database with a server to one without, whatever becomes of the server. */
export function leavesServer({ source, target }: SwitchContext): boolean {
  return source.server !== undefined && !target.server;
}

/** The joint edits' share of a finding, with words for the user. */
export function composeRewrite(
  finding: ComposeFinding,
  context: SwitchContext,
  words: { readonly title: string; readonly why: string },
): Outcome {
  if (!leavesServer(context) || finding.engine !== context.source.id) return outcome({});
  const { changes, notices } = composeOutcome(context, finding.owner);
  return outcome({ changes: changes.map((change) => ({ ...words, change })), notices });
}
