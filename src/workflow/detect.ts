import type { EngineId } from '../core/goal.ts';
import type { WorkspaceSnapshot } from '../core/snapshot.ts';
import { type Project, wholeWorkspace } from '../recipes/project.ts';
import type { Finding, Recipe } from '../recipes/recipe.ts';
import { projectsOf } from './projects.ts';

/** A finding with the recipe that made it. */
export interface RecipeFinding {
  readonly recipe: Recipe;
  readonly finding: Finding;
}

export interface DetectedProject {
  readonly project: Project;
  readonly findings: readonly RecipeFinding[];
}

/** What a workspace has to do with databases. */
export interface Detection {
  readonly projects: readonly DetectedProject[];
  /** `mixed` where places speak for both engines, `undefined` where none speaks for any. */
  readonly engine: EngineId | 'mixed' | undefined;
}

/** Looks through a workspace with every recipe; reads nothing but the snapshot. */
export function detect(snapshot: WorkspaceSnapshot, recipes: readonly Recipe[]): Detection {
  const projects = projectsOf(wholeWorkspace(snapshot)).map((project) => ({
    project,
    findings: findingsOf(project, recipes),
  }));
  const speaking = projects.filter(({ findings }) =>
    findings.some(({ finding }) => finding.engine),
  );
  const own = speaking.filter(speaksItself);
  const using = own.length > 0 ? own : speaking;
  return { projects: using, engine: engineOf(using.flatMap(({ findings }) => findings)) };
}

/** Whether a project's own files speak of an engine: a front end only shares the others' compose file. */
function speaksItself({ project: { root }, findings }: DetectedProject): boolean {
  const folder = root === '' ? '' : `${root}/`;
  return findings.some(({ finding }) => finding.engine && finding.path.startsWith(folder));
}

function findingsOf(project: Project, recipes: readonly Recipe[]): readonly RecipeFinding[] {
  return recipes.flatMap((recipe) =>
    recipe.detect(project).map((finding) => ({ recipe, finding })),
  );
}

/** The engine that a project runs on. Suppliers of a URL decide; where there is none, every other place does. */
export function engineOf(findings: readonly RecipeFinding[]): Detection['engine'] {
  const suppliers = findings.filter(({ finding }) => finding.connection?.role === 'supplies');
  const speaking = suppliers.length > 0 ? suppliers : findings;
  const engines = new Set(speaking.flatMap(({ finding }) => finding.engine ?? []));
  const [engine] = engines;
  return engines.size > 1 ? 'mixed' : engine;
}
