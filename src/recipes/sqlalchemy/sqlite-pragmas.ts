import { notice } from '../../core/notice.ts';
import type { Engine } from '../../engines/engine.ts';
import { engines } from '../../engines/index.ts';
import { removeBlock } from '../../formats/python/blocks.ts';
import { enclosing } from '../../formats/python/module.ts';
import { type PragmaListener, pragmaListenersOf } from '../facts/connect-listeners.ts';
import { isTestFile } from '../facts/profile.ts';
import { servedEngines } from '../facts/served-engines.ts';
import { serverPackageImport } from '../facts/server-packages.ts';
import { engineCallsOf } from '../facts/sqlalchemy-engines.ts';
import type { Project } from '../project.ts';
import { modifyPython, type PythonFile, placeIn } from '../python-files.ts';
import { type Finding, type Outcome, outcome, type Recipe, type SwitchContext } from '../recipe.ts';
import { type EngineSite, extensionSites, siteOf } from './engine-sites.ts';
import { finishRewrite, type PythonRewrite } from './finish-rewrite.ts';
import { addListener, makeConditional } from './listener-edits.ts';

/** The engines that one block of a file makes, or a listener that there is. */
interface EngineBlock extends Finding {
  readonly file: PythonFile;
  readonly sites: readonly EngineSite[];
  readonly listener?: PragmaListener;
}

/**
 * Has every connection of SQLAlchemy's engines told what SQLite needs to be told (foreign keys,
 * write-ahead log), by a listener beside the engine. Where both engines stay, the listener looks
 * which one it has; for a database without such statements it goes.
 */
export const sqlitePragmas: Recipe<EngineBlock> = {
  id: 'sqlite-pragmas',
  ecosystem: 'sqlalchemy',
  title: 'Enforce foreign keys and set the journal on every SQLite connection',
  detect: (project) => [
    ...blocksOf(project).map(blockFinding),
    ...pragmaListenersOf(project).map(listenerFinding),
  ],
  rewrite(finding, context) {
    if (finding.listener) return rewriteListener(finding, finding.listener, context);
    const { target, source, goal, project } = context;
    const keeps = goal.strategy === 'keep-both';
    const of = servedEngines(context).find(asks);
    if (!of || (keeps && isTestFile(finding.path))) return outcome({});
    if (serverPackageImport(finding.file.module, source)) return outcome({});
    const sites = finding.sites.filter((site) => site.of !== target.id);
    const open = sites.filter((site) => !isCovered(project, site));
    if (open.length === 0) return outcome({});
    return changed(finding, context, addListener(finding.file, open, { of, keeps }), {
      title: `Enforce foreign keys on every connection to ${of.label}`,
      why: `${of.label} checks foreign keys, and lets readers work beside a writer, only where each connection asks for it.`,
    });
  },
};

/** Whether each connection to a database wants to be told something. */
function asks({ sqlalchemy }: Engine): boolean {
  return sqlalchemy.connectStatements.length > 0;
}

/** Sites of one block together: one function listens to all of its engines. */
function blocksOf(project: Project): readonly (readonly EngineSite[])[] {
  const calls = engineCallsOf(project).filter(({ file }) => !isMigration(file));
  const sites = [...calls.map(siteOf), ...extensionSites(project)];
  const blocks = new Map<string, EngineSite[]>();
  for (const site of sites) {
    const unnamed = sites.some(({ file, engine }) => file.path === site.file.path && !engine);
    if (unnamed && site.engine) continue;
    const key = `${site.file.path}:${site.engine ? site.statement.parent?.from : 'all'}`;
    blocks.set(key, [...(blocks.get(key) ?? []), site]);
  }
  return [...blocks.values()];
}

function isMigration({ source }: PythonFile): boolean {
  return /^\s*(?:from alembic import|import alembic)/m.test(source.text);
}

function blockFinding(sites: readonly EngineSite[]): EngineBlock {
  const [first] = sites;
  if (!first) throw new Error('A block of engines has an engine.');
  const { file, statement, of } = first;
  const { path } = file;
  return {
    path,
    span: { start: statement.from, end: statement.to },
    ...(of && { engine: of }),
    label: `Connections of the engine in ${path}`,
    file,
    sites,
  };
}

function listenerFinding(listener: PragmaListener): EngineBlock {
  const { file, node, conditional } = listener;
  const { path } = file;
  const of = conditional ? undefined : pragmaEngine?.id;
  return {
    path,
    span: { start: node.from, end: node.to },
    ...(of && { engine: of }),
    label: `PRAGMA on connect in ${path}`,
    file,
    sites: [],
    listener,
  };
}

/** The database that wants to be told something by each connection. */
const pragmaEngine = Object.values(engines).find((engine) => asks(engine));

/** Whether a listener of the project listens to this engine or to all of them. */
function isCovered(project: Project, { engine }: EngineSite): boolean {
  const name = engine?.split('.').at(-1);
  return pragmaListenersOf(project).some(({ targets }) =>
    targets.some((target) => {
      const last = target.split('.').at(-1);
      return last === 'Engine' || (last !== undefined && last === name);
    }),
  );
}

/** Where both stay a listener looks what it has; for a database without PRAGMA it goes. */
function rewriteListener(
  finding: EngineBlock,
  listener: PragmaListener,
  context: SwitchContext,
): Outcome {
  const { goal, target, source } = context;
  const { file, node, conditional, only, definition } = listener;
  const speaks = asks(target) ? target : source;
  if (conditional && goal.strategy === 'keep-both') return outcome({});
  if (goal.strategy === 'keep-both') {
    const edits = makeConditional(listener, speaks);
    const title = `Set PRAGMA on connections to ${speaks.label} only`;
    if (edits.length > 0) {
      return changed(finding, context, { edits, imports: [] }, { title, why: otherRefuses });
    }
  }
  if (speaks === target || (conditional && !only)) return outcome({});
  const inCondition = enclosing(node, 'IfStatement') !== undefined;
  if (conditional && inCondition) return outcome({});
  if (!definition || !only || goal.strategy === 'keep-both') {
    const at = placeIn(file, finding.span);
    return outcome({ notices: [notice('listener-left', at, { engine: target.label })] });
  }
  const rewrite = { edits: [removeBlock(file.module, node)], imports: [] };
  const title = `Take PRAGMA away from connections`;
  return changed(finding, context, rewrite, { title, why: otherRefuses });
}

const otherRefuses = 'No other database knows PRAGMA.';

function changed(
  { file }: EngineBlock,
  { project }: SwitchContext,
  rewrite: PythonRewrite,
  words: { readonly title: string; readonly why: string },
): Outcome {
  const change = modifyPython(file, finishRewrite(file, rewrite, project));
  return outcome({ changes: [{ ...words, change }] });
}
