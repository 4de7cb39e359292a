import type { TextEdit } from '../../core/edit.ts';
import { type Notice, notice } from '../../core/notice.ts';
import { rangeOf } from '../../core/span.ts';
import { childrenOf, type PythonNode, textOf } from '../../formats/python/module.ts';
import { type PythonFile, placeIn } from '../python-files.ts';
import type { SwitchContext } from '../recipe.ts';
import { countingKey, uncountingKeys } from '../sqlalchemy/bigint-keys.ts';
import { constraintRewrites, type ToldRewrite } from '../sqlalchemy/constraint-rewrites.ts';
import { convertType } from '../sqlalchemy/convert-types.ts';
import { finishRewrite, joinRewrites } from '../sqlalchemy/finish-rewrite.ts';
import { noticesOfType } from '../sqlalchemy/portable-types.ts';
import { schemaPlaces } from '../sqlalchemy/schema-names.ts';
import { isSchemaRemovable, schemaRewrites } from '../sqlalchemy/schema-rewrites.ts';
import { noticesOfDefault } from '../sqlalchemy/server-defaults.ts';
import { typeUses } from '../sqlalchemy/type-uses.ts';
import { batchEdits, batchGroups } from './batch-groups.ts';
import { needsBatch } from './batch-operations.ts';
import { type Guarded, guardEdits, guardedStatements } from './guards.ts';
import type { HistoryFacts } from './history-facts.ts';
import { blocksOf, operationOf } from './operations.ts';
import { convertRevisionDefault, revisionDefaults } from './revision-default.ts';
import { rewriteRawSql } from './rewrite-raw-sql.ts';

/** A revision made to run on the target. */
export interface RewrittenRevision {
  readonly edits: readonly TextEdit[];
  readonly notices: readonly Notice[];
}

/** Everything that a revision needs to run on the target, upgrade and downgrade. */
export function rewriteRevision(
  file: PythonFile,
  context: SwitchContext,
  facts: HistoryFacts,
): RewrittenRevision {
  const dialect = context.source.sqlalchemyDialect;
  const guarded = guardedStatements(file.module, dialect, facts.leftOut);
  const parts: readonly ToldRewrite[] = [
    ...types(file, context),
    ...keys(file, context),
    ...defaults(file, context),
    ...constraintRewrites(file, context),
    ...rewriteRawSql(file, context, new Set(guarded.map(({ statement }) => statement.from))),
    ...guards(file, guarded, context),
    ...batches(file, { context, facts, guarded }),
  ];
  const rewrite = joinRewrites(parts.map((part) => part.rewrite));
  const settled = { ...rewrite, edits: settle(rewrite.edits) };
  return {
    edits: finishRewrite(file, settled, context.project),
    notices: parts
      .flatMap(({ notices }) => notices)
      .map((each) => inDowngrade(file, each, context)),
  };
}

/** What cannot run in a downgrade does not stand in the way of a switch. */
function inDowngrade(file: PythonFile, given: Notice, { target }: SwitchContext): Notice {
  const { module, source } = file;
  const line = given.range?.start.line ?? -1;
  const downgrade = childrenOf(module.root).find(
    (node) => node.name === 'FunctionDefinition' && /^def\s+downgrade\b/.test(textOf(module, node)),
  );
  if (given.severity !== 'blocking' || !downgrade) return given;
  const { start, end } = rangeOf(source.text, { start: downgrade.from, end: downgrade.to });
  if (line < start.line || line > end.line) return given;
  const place = { path: given.path, ...(given.range && { range: given.range }) };
  return notice('downgrade-not-portable', place, { engine: target.label, reason: given.message });
}

/** Enumerated types are left as they are: they create nothing where there are none. */
function types(file: PythonFile, context: SwitchContext): readonly ToldRewrite[] {
  return typeUses(file.module, context.source.sqlalchemyDialect)
    .filter(({ name }) => name !== 'ENUM')
    .map((use) => {
      const convertible = use.role === 'column';
      const rewrite = convertible
        ? convertType(file.module, use, context)
        : { edits: [], imports: [] };
      const notices = noticesOfType(file, use, context).filter(
        ({ severity }) => severity !== 'info',
      );
      return { rewrite, notices };
    });
}

function keys({ module }: PythonFile, { target }: SwitchContext): readonly ToldRewrite[] {
  return uncountingKeys(module).map((type) => {
    return { rewrite: countingKey(module, type, target), notices: [] };
  });
}

function defaults(file: PythonFile, context: SwitchContext): readonly ToldRewrite[] {
  return revisionDefaults(file.module).map((at) => {
    const converted = convertRevisionDefault(file.module, at, context);
    return { rewrite: converted.rewrite, notices: noticesOfDefault(file, at, converted, context) };
  });
}

function guards(
  file: PythonFile,
  guarded: readonly Guarded[],
  { source, target }: SwitchContext,
): readonly ToldRewrite[] {
  const edits = guardEdits(file.module, guarded, source.sqlalchemyDialect);
  const notices = guarded.map(({ statement, isLoss }: Guarded) => {
    const place = placeIn(file, { start: statement.from, end: statement.to });
    const values = { engine: target.label, statement: excerpt(file, statement) };
    return isLoss
      ? notice('revision-step-skipped', place, values)
      : notice('revision-step-guarded', place, { ...values, source: source.label });
  });
  return [{ rewrite: { edits, imports: [] }, notices }];
}

/** The beginning of a statement, on one line. */
export function excerpt({ module }: PythonFile, node: PythonNode): string {
  const text = textOf(module, node).replace(/\s+/g, ' ');
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

interface BatchQuestion {
  readonly context: SwitchContext;
  readonly facts: HistoryFacts;
  readonly guarded: readonly Guarded[];
}

function batches(file: PythonFile, question: BatchQuestion): readonly ToldRewrite[] {
  const { facts } = question;
  const { target } = question.context;
  if (!target.schema.altersByCopy) return [];
  const { module } = file;
  const apart = new Set(question.guarded.map(({ statement }) => statement.from));
  const keptSchemas = new Set(
    schemaPlaces(module)
      .filter((place) => !isSchemaRemovable(place, question.context))
      .map(({ owner }) => owner.from),
  );
  const groups = batchGroups(module, facts, { apart, keptSchemas });
  const inBatches = new Set(groups.flat().map(({ call }) => call.from));
  const edits = groups.flatMap((group) => batchEdits(module, group));
  const taken = new Set([...apart, ...groups.flat().map(({ statement }) => statement.from)]);
  const open = blocksOf(module)
    .flat()
    .flatMap((statement) => operationOf(module, statement) ?? [])
    .filter((each) => needsBatch(module, each, facts) && !taken.has(each.statement.from));
  const notices = open.map(({ name, statement }) => {
    const place = placeIn(file, { start: statement.from, end: statement.to });
    return notice('revision-operation-unclear', place, { engine: target.label, operation: name });
  });
  return [
    { rewrite: { edits, imports: [] }, notices },
    ...schemaRewrites(file, question.context, inBatches),
  ];
}

/** Indentation is put before no line that goes, and into no text that is replaced. */
function settle(edits: readonly TextEdit[]): readonly TextEdit[] {
  const replacing = edits.filter(({ start, end }) => end > start);
  const isIndent = ({ start, end, newText }: TextEdit) => start === end && /^[ \t]+$/.test(newText);
  return edits.filter(
    (edit) =>
      !isIndent(edit) ||
      !replacing.some(({ start, end }) => start <= edit.start && edit.start < end),
  );
}
