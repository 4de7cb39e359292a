import type { TextEdit } from '../../../core/edit.ts';
import { type Notice, notice } from '../../../core/notice.ts';
import type { Span } from '../../../core/span.ts';
import { withoutStatement } from '../../../formats/python/blocks.ts';
import type { PythonNode } from '../../../formats/python/module.ts';
import type { RunTimeStatement, StatementSite } from '../../facts/raw-statements.ts';
import { type PythonFile, placeIn } from '../../python-files.ts';
import type { SwitchContext } from '../../recipe.ts';
import { readsScript } from './script-reading.ts';
import { type Doubt, literalEdits, type StatementDirection } from './statement-edits.ts';

/** Edits of a file with what has to be said about them. */
export interface Rewritten {
  readonly edits: readonly TextEdit[];
  readonly notices: readonly Notice[];
}

/** All the parts as one. */
export function together(parts: readonly Rewritten[]): Rewritten {
  return {
    edits: parts.flatMap(({ edits }) => edits),
    notices: parts.flatMap(({ notices }) => notices),
  };
}

/** The strings of a file that are statements, in the target's SQL with its placeholders. */
export function siteEdits(
  file: PythonFile,
  sites: readonly StatementSite[],
  direction: StatementDirection,
  context: SwitchContext,
): Rewritten {
  return together(sites.map((site) => siteEdit(file, site, direction, context)));
}

function siteEdit(
  file: PythonFile,
  { literal, hasParameters, kind }: StatementSite,
  direction: StatementDirection,
  context: SwitchContext,
): Rewritten {
  const repeated = repeatedPlaceholder(literal, direction);
  if (repeated) return { edits: [repeated], notices: [] };
  const { edits, doubts, sql } = literalEdits(
    literal,
    { hasParameters, isWhole: kind === 'statement' },
    direction,
  );
  const notices = doubts.map((doubt) => doubtNotice(file, doubt, context));
  if (kind === 'fragment' || sql.trim() !== '' || literal.value.trim() === '') {
    return { edits, notices };
  }
  const statement = callStatement(literal.node);
  return { edits: statement ? [withoutStatement(file.module, statement)] : [], notices };
}

/** `"?" * n` is gone through sign by sign, which a placeholder of two signs does not stand. */
function repeatedPlaceholder(
  { node, value }: StatementSite['literal'],
  { to }: StatementDirection,
): TextEdit | undefined {
  const isRepeated = value === '?' && node.nextSibling?.name === 'ArithOp';
  const written = to.write({ start: 0, end: 1, name: '', position: 1 }, true);
  if (!isRepeated || written.length === 1) return undefined;
  return { start: node.from, end: node.to, newText: `["${written}"]` };
}

/** The expression statement of a call that does nothing but run this literal. */
function callStatement(literal: PythonNode): PythonNode | undefined {
  const call = literal.parent?.name === 'ArgList' ? literal.parent.parent : null;
  const outer = call?.parent?.name === 'AwaitExpression' ? call.parent : call;
  const statement = outer?.parent;
  return statement?.name === 'ExpressionStatement' ? statement : undefined;
}

function doubtNotice(
  file: PythonFile,
  { span, message, isRejected }: Doubt,
  { target }: SwitchContext,
): Notice {
  const code = isRejected ? 'raw-sql-rejected' : 'raw-sql-doubt';
  return notice(code, placeIn(file, span), { engine: target.label, reason: message });
}

/** Names the statements of a file that no string of the project is. */
export function runTimeNotices(
  atRunTime: readonly RunTimeStatement[],
  file: PythonFile,
  context: SwitchContext,
): readonly Notice[] {
  const own = atRunTime.filter((each) => {
    return each.file === file && !readsScript(file, each.node, context);
  });
  const spans = new Map<number, Span>();
  for (const { node } of own) spans.set(node.from, { start: node.from, end: node.to });
  return [...spans.values()].map((span) =>
    notice('raw-sql-built', placeIn(file, span), { engine: context.target.label }),
  );
}
