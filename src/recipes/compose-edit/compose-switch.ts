import { applyEdits, type TextEdit } from '../../core/edit.ts';
import type { FileChange } from '../../core/file-change.ts';
import { type Notice, notice } from '../../core/notice.ts';
import { oncePer } from '../../core/once-per.ts';
import { rangeOf } from '../../core/span.ts';
import { readYaml } from '../../formats/yaml.ts';
import { type OwnedEdit, yamlEdits } from '../../formats/yaml-edit.ts';
import { nodeAt } from '../../formats/yaml-tree.ts';
import { type StackDatabase, stackDatabases } from '../facts/compose-database.ts';
import type { ComposeFile, ComposeService, ServiceDefinition } from '../facts/compose-files.ts';
import { joinPath } from '../facts/paths.ts';
import {
  rootDefinitions,
  type ServicePlacement,
  sqlitePlacements,
} from '../facts/sqlite-placement.ts';
import { baseName, folderOf, type Project } from '../project.ts';
import type { SwitchContext } from '../recipe.ts';
import { collectAddition } from './addition.ts';
import { ChangeCollector } from './collector.ts';
import { collectDatabaseFile } from './database-file.ts';
import { collectEnvironment } from './environment.ts';
import { collectChoice, collectProfiles, hasChoice, isProductionFile } from './keep-both.ts';
import { collectRemovals } from './removal.ts';
import { collectStartup } from './startup.ts';

/** What a compose recipe is given for one of its findings. */
export interface OwnedOutcome {
  readonly changes: readonly FileChange[];
  readonly notices: readonly Notice[];
}

/** Names whoever asks for a change: a recipe and the service that it works on. */
export function ownerName(recipe: string, folder: string, service: string): string {
  return `${recipe} ${folder} ${service}`;
}

/**
 * The share of one owner in what a switch does to the compose files. All compose recipes are worked
 * out together, because their edits meet: a list that two of them empty, a volume that one adds
 * where another takes the last one out.
 */
export function composeOutcome(context: SwitchContext, owner: string): OwnedOutcome {
  const { files, notices } = composeSwitch(context);
  return {
    changes: files.flatMap((file) => changeOf(file, owner) ?? []),
    notices: notices.filter((each) => each.owner === owner).map((each) => each.notice),
  };
}

interface SwitchedFile {
  readonly file: ComposeFile;
  readonly edits: readonly OwnedEdit[];
  /** Who deletes the file, because no service is left in it. */
  readonly deletedBy?: string;
}

interface ComposeSwitch {
  readonly files: readonly SwitchedFile[];
  readonly notices: readonly { readonly owner: string; readonly notice: Notice }[];
}

const composeSwitch = oncePer((context: SwitchContext): ComposeSwitch => {
  const collector = new ChangeCollector();
  if (context.source.server) collectLeaving(context, collector);
  else collectArriving(context, collector);
  const files = [...collector.changes].map(([file, changes]): SwitchedFile => {
    const edits = yamlEdits(file.yaml, changes);
    const after = applyEdits(
      file.source.text,
      edits.map(({ edit }) => edit),
    );
    const [first] = changes;
    const left = nodeAt(readYaml(after).value.roots[0], 'services');
    return { file, edits, ...(first && !left && { deletedBy: first.owner }) };
  });
  for (const { file, deletedBy } of files) {
    if (deletedBy === undefined) continue;
    for (const mention of mentions(context.project, file)) collector.tell(deletedBy, mention);
  }
  return { files, notices: collector.notices };
});

/** The server leaves, or goes behind a profile where both engines stay. */
function collectLeaving(context: SwitchContext, collector: ChangeCollector): void {
  const placements = sqlitePlacements(context);
  for (const database of stackDatabases(context.project, context.source)) {
    const task = { context, collector };
    if (context.goal.strategy === 'replace') collectStack(database, placements, task);
    else if (!hasChoice(database)) collectKeptStack(database, placements, task);
  }
}

/** A server arrives in stacks that did without one. */
function collectArriving(context: SwitchContext, collector: ChangeCollector): void {
  const isToggle = (database: StackDatabase) =>
    context.goal.strategy === 'keep-both' && (hasChoice(database) || database.servers.length > 0);
  for (const database of stackDatabases(context.project, context.target)) {
    if (isToggle(database)) continue;
    const owner = ownerName('add-database-service', database.stack.folder, '');
    collectAddition({ database, context, sink: { collector, owner } });
  }
}

function changeOf({ file, edits, deletedBy }: SwitchedFile, owner: string): FileChange | undefined {
  const { path, hash } = file.source;
  if (deletedBy !== undefined)
    return deletedBy === owner ? { kind: 'delete', path, hash } : undefined;
  const own: readonly TextEdit[] = edits
    .filter((each) => each.owner === owner)
    .map(({ edit }) => edit);
  return own.length > 0 ? { kind: 'modify', path, hash, edits: own } : undefined;
}

interface StackTask {
  readonly context: SwitchContext;
  readonly collector: ChangeCollector;
}

function collectStack(
  database: StackDatabase,
  placements: readonly ServicePlacement[],
  { context, collector }: StackTask,
): void {
  const { stack, helpers, applications } = database;
  const recipeFor = (service: ComposeService) =>
    helpers.includes(service) ? 'remove-database-helpers' : 'remove-database-service';
  const owner = (recipe: string, service: string) => ownerName(recipe, stack.folder, service);
  const ownerOf = (service: ComposeService) => owner(recipeFor(service), service.name);
  collectRemovals(database, { collector, context, ownerOf });
  for (const service of applications) {
    for (const definition of service.definitions) {
      const engine = context.source.label;
      const waiter = owner('remove-database-wait', service.name);
      collectStartup({ database, definition, collector, owner: waiter, engine });
      const placement = placementFor(placements, service, definition);
      if (!placement) continue;
      const asker = owner('rewrite-service-environment', service.name);
      const common = { database, definition, placement, context, collector };
      collectEnvironment({ ...common, owner: asker, ownerOf });
    }
    for (const placement of placements.filter((each) =>
      service.definitions.includes(each.definition),
    )) {
      const asker = owner('persist-database-file', service.name);
      collectDatabaseFile(placement, context, { collector, owner: asker });
    }
  }
}

/** Both engines stay: the server behind a profile, the URL chosen by a variable. */
function collectKeptStack(
  database: StackDatabase,
  placements: readonly ServicePlacement[],
  { context, collector }: StackTask,
): void {
  const { stack, applications } = database;
  const owner = (recipe: string, service: string) => ownerName(recipe, stack.folder, service);
  const ownerOf = (service: ComposeService) => owner('profile-database-service', service.name);
  collectProfiles(database, context, { collector, ownerOf });
  for (const service of applications) {
    const kept = service.definitions.filter(({ file }) => !isProductionFile(file));
    for (const definition of kept) {
      const placement = placementFor(placements, service, definition);
      if (!placement) continue;
      const sink = { collector, owner: owner('rewrite-service-environment', service.name) };
      collectChoice({ database, definition, placement, context, sink });
    }
    for (const placement of placements.filter((each) => kept.includes(each.definition))) {
      const asker = owner('persist-database-file', service.name);
      collectDatabaseFile(placement, context, { collector, owner: asker });
    }
  }
}

/** A definition's own placement, or for an overlay that of the service. */
function placementFor(
  placements: readonly ServicePlacement[],
  service: ComposeService,
  definition: ServiceDefinition,
): ServicePlacement | undefined {
  const roots = rootDefinitions(service);
  const of = (wanted: ServiceDefinition | undefined) =>
    placements.find((each) => each.definition === wanted);
  return of(definition) ?? of(roots[0]);
}

/** Places in other files that name a compose file which goes, from their folder or from the top. */
function mentions(project: Project, { source }: ComposeFile): readonly Notice[] {
  const name = baseName(source.path).replace(/\./g, '\\.');
  const form = new RegExp(`(?<![\\w./-])[\\w./-]*${name}(?![\\w-])`, 'g');
  return [...project.files.values()].flatMap(({ path, text }) => {
    if (path === source.path || path.endsWith('.md')) return [];
    const found = [...text.matchAll(form)].find(([written]) =>
      [folderOf(path), ''].some((folder) => joinPath(folder, written) === source.path),
    );
    if (!found) return [];
    const range = rangeOf(text, { start: found.index, end: found.index + found[0].length });
    return [notice('compose-file-emptied', { path, range }, { file: source.path })];
  });
}
