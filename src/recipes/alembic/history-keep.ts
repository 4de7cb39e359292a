import { type Notice, notice } from '../../core/notice.ts';
import { type PythonFile, placeIn } from '../python-files.ts';
import { type Finding, outcome, type Recipe, type SwitchContext } from '../recipe.ts';
import { historyFacts } from './history-facts.ts';
import { lostIndexes } from './lost-indexes.ts';
import { engineOfRevision, revisionsOf } from './revisions.ts';
import { rewriteRevision } from './rewrite-revision.ts';

interface KeptRevision extends Finding {
  readonly file: PythonFile;
}

/**
 * Rewrites the revisions of a history so that they run on the target: types, defaults, batches for
 * what needs a copied table, tests of the dialect around what only the source has.
 * @see https://alembic.sqlalchemy.org/en/latest/batch.html
 */
export const historyKeep: Recipe<KeptRevision> = {
  id: 'history-keep',
  ecosystem: 'alembic',
  title: 'Rewrite Alembic revisions so that they run on the target',
  beyondConfiguration: true,
  detect: (project) =>
    revisionsOf(project).map(({ file, id }) => {
      const engine = engineOfRevision(file);
      return {
        path: file.path,
        span: { start: 0, end: 0 },
        ...(engine && { engine: engine.id }),
        label: `revision ${id} in ${file.path}`,
        file,
      };
    }),
  rewrite({ file }, context) {
    if (context.goal.history !== 'keep') return outcome({});
    const facts = historyFacts(context.project, context.source.sqlalchemyDialect);
    const rewritten = rewriteRevision(file, context, facts);
    const { edits } = rewritten;
    const notices = [...rewritten.notices, ...lostNotices(file, context)];
    if (edits.length === 0) return outcome({ notices });
    const { path, hash } = file.source;
    return outcome({
      changes: [
        {
          title: `Make the revision run on ${context.target.label}`,
          why: `${context.target.label} does not have every type, default and ALTER of it; alembic upgrade head would stop here or leave a table that refuses inserts.`,
          change: { kind: 'modify', path, hash, edits },
        },
      ],
      notices,
    });
  },
};

/** Indexes that this revision makes and a batch loses where Alembic runs without the guard. */
function lostNotices(
  file: PythonFile,
  { project, source, target }: SwitchContext,
): readonly Notice[] {
  if (!target.schema.altersByCopy) return [];
  const lost = lostIndexes(project, source.sqlalchemyDialect).filter((each) => each.file === file);
  return lost.map(({ made: { node, index, table }, copiedIn }) => {
    const place = placeIn(file, { start: node.from, end: node.to });
    const values = { index, table, revision: copiedIn, engine: target.label };
    return notice('expression-index-lost', place, values);
  });
}
