import { type Notice, notice, type Place } from '../../core/notice.ts';
import { rangeOf } from '../../core/span.ts';
import type { Engine } from '../../engines/engine.ts';
import { engines } from '../../engines/index.ts';
import { parseDatabaseUrl } from '../../engines/url.ts';
import { composeReader } from '../facts/compose-readers.ts';
import { type EnvFile, envFilesOf } from '../facts/env-files.ts';
import { type EnvPart, envPartsIn, liveEntries } from '../facts/env-parts.ts';
import { urlBuildsOf } from '../facts/url-builds.ts';
import { urlPlacesOf } from '../facts/url-places.ts';
import { suppliesUrl } from '../facts/url-suppliers.ts';
import { readersOf, type VariableReader } from '../facts/variable-readers.ts';
import type { Project } from '../project.ts';
import { type Finding, type Outcome, outcome, type Recipe, type SwitchContext } from '../recipe.ts';
import { removeWithHeadings } from './paragraphs.ts';

/** The parts of connections to one engine that an env file holds. */
interface EnvParts extends Finding {
  readonly file: EnvFile;
  readonly parts: readonly EnvPart[];
  readonly of: Engine;
}

/**
 * Takes variables that are parts of a connection (`POSTGRES_USER`, `DB_HOST`) out of env files
 * where a URL says all and nothing else reads them; says which ones stay, and because of whom.
 */
export const envParts: Recipe<EnvParts> = {
  id: 'env-parts',
  ecosystem: 'env',
  title: 'Remove parts of connections that nothing reads any more from env files',
  detect: (project) => envFilesOf(project).flatMap(findParts),
  rewrite(finding, context) {
    const { file, parts, of } = finding;
    const keeps = context.goal.strategy === 'keep-both' || file.profile === 'test';
    if (of !== context.source || keeps) return outcome({});
    const toGo = suppliesUrl(context.project, of) || isBuilt(context.project, of);
    if (!toGo && !suppliesUrl(context.project, context.target)) return alone(finding, context);
    const kept = keptParts(finding, context.project);
    // After a switch, what nothing reads any more has been told of.
    if (!toGo && kept.size === 0) return outcome({});
    if (kept.size === 0 && parts.length === liveEntries(file).length) {
      const place = placeOf(finding, parts[0]);
      return outcome({ notices: [notice('env-server-file-left', place, { engine: of.label })] });
    }
    const notices = keptNotices(finding, kept);
    const unread = parts.filter((part) => !kept.has(part));
    if (!toGo || unread.length === 0) return outcome({ notices });
    return outcome({ changes: [removal(finding, unread, context)], notices });
  },
};

/** Whether code builds URLs of an engine from parts: that code is switched, or named, by its own recipe. */
function isBuilt(project: Project, engine: Engine): boolean {
  const written = urlPlacesOf(project).filter(({ expression, use }) => {
    return expression.form !== 'plain' && use.kind === 'setting';
  });
  return [...urlBuildsOf(project), ...written].some(({ url }) => url.engine === engine);
}

function findParts(file: EnvFile): readonly EnvParts[] {
  return Object.values(engines).flatMap((engine) => {
    const parts = envPartsIn(file, engine);
    const [first] = parts;
    if (!first) return [];
    const database = parts.find(({ role }) => role === 'name');
    const host = parts.find(({ role }) => role === 'host')?.entry.value ?? '';
    const url = parseDatabaseUrl(`${engine.schemes[0]}://${host}/${database?.entry.value ?? ''}`);
    return {
      path: file.path,
      span: first.entry.span,
      engine: engine.id,
      label: `${first.entry.key} and other parts in ${file.path}`,
      connection: {
        role: 'supplies',
        name: (database ?? first).entry.key,
        ...(url && { url }),
        ...(file.profile && { profile: file.profile }),
      },
      file,
      parts,
      of: engine,
    };
  });
}

function alone(finding: EnvParts, { source, target }: SwitchContext): Outcome {
  const place = placeOf(finding, finding.parts[0]);
  const values = { names: namesOf(finding.parts), engine: source.label, target: target.label };
  return outcome({ notices: [notice('env-parts-alone', place, values)] });
}

/** The parts that something still reads, each with its first reader. */
function keptParts(finding: EnvParts, project: Project): ReadonlyMap<EnvPart, VariableReader> {
  return new Map(
    finding.parts.flatMap((part) => {
      const reader = readerOf(project, finding, part);
      return reader ? [[part, reader]] : [];
    }),
  );
}

function keptNotices(
  finding: EnvParts,
  kept: ReadonlyMap<EnvPart, VariableReader>,
): readonly Notice[] {
  const [first] = kept;
  if (!first) return [];
  const [part, reader] = first;
  return [
    notice('env-parts-kept', placeOf(finding, part), {
      names: namesOf([...kept.keys()]),
      reader: reader.file.path,
      first: part.entry.key,
    }),
  ];
}

/** Who still reads a part: code, or another entry of an env file that is no URL of the source. */
function readerOf(
  project: Project,
  { file, parts, of: engine }: EnvParts,
  { entry }: EnvPart,
): VariableReader | undefined {
  const outside =
    readersOf(project, entry.key)[0] ??
    composeReader(project, engine, { name: entry.key, envFile: file.path });
  if (outside) return outside;
  const goes = new Set(parts.map((part) => part.entry));
  const hole = new RegExp(`\\$\\{?${entry.key}(?!\\w)`);
  const inner = liveEntries(file).find((other) => {
    return !goes.has(other) && hole.test(other.value) && !parseDatabaseUrl(other.value);
  });
  return inner && { file: file.source, span: inner.span };
}

function removal({ file }: EnvParts, unread: readonly EnvPart[], { source }: SwitchContext) {
  const { path, hash } = file.source;
  const edits = removeWithHeadings(
    file.document,
    unread.map(({ entry }) => entry),
  );
  return {
    title: `Remove ${namesOf(unread)}`,
    why: `They describe a connection to ${source.label}, and nothing reads them any more.`,
    change: { kind: 'modify', path, hash, edits },
  } as const;
}

function namesOf(parts: readonly EnvPart[]): string {
  return parts.map(({ entry }) => entry.key).join(', ');
}

function placeOf({ path, file }: EnvParts, part: EnvPart | undefined): Place {
  return part ? { path, range: rangeOf(file.source.text, part.entry.keySpan) } : { path };
}
