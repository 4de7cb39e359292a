import { notice } from '../../core/notice.ts';
import type { SourceFile } from '../../core/snapshot.ts';
import type { Engine } from '../../engines/engine.ts';
import { firstMatch, type Mention, mentionsIn, tellIfLeaving } from '../facts/mention.ts';
import { baseName, type Project } from '../project.ts';
import type { Recipe } from '../recipe.ts';

const names =
  /^(?:fly(?:\.\w+)?\.toml|render\.ya?ml|railway\.(?:json|toml)|app\.json|heroku\.yml|serverless\.ya?ml|Chart\.ya?ml|values[\w.-]*\.ya?ml|helmfile\.ya?ml|kustomization\.ya?ml|Procfile|cloudbuild\.ya?ml|copilot\.yml|Pulumi[\w.]*\.ya?ml)$/;

/** Names descriptions of infrastructure that hold a database of this kind; never edited. */
export const infrastructure: Recipe<Mention> = {
  id: 'infrastructure',
  ecosystem: 'workspace',
  title: 'Name Kubernetes, Helm, Terraform and platform files that describe a database',

  detect: (project: Project) =>
    [...project.files.values()]
      .filter(isInfrastructure)
      .flatMap((source) =>
        mentionsIn(source, (engine) => firstMatch(source.text, databaseIn(engine))),
      ),

  rewrite: (mention, context) =>
    tellIfLeaving(mention, context, () =>
      notice(
        'infrastructure-database',
        { path: mention.path, range: mention.range },
        { engine: context.source.label },
      ),
    ),
};

/** Whether a file describes machines and services rather than the application. */
export function isInfrastructure({ path, text }: SourceFile): boolean {
  if (names.test(baseName(path)) || /\.(?:tf|tfvars|hcl)$/.test(path)) return true;
  const isYaml = /\.ya?ml$/.test(path) && !/(?:^|\/)\.github\//.test(path);
  return isYaml && /^apiVersion\s*:/m.test(text) && /^kind\s*:/m.test(text);
}

/** The engine's name in a line that is no comment. */
function databaseIn(engine: Engine): RegExp {
  const words = engine.selectorNames.filter((name) => name.length > 2).join('|');
  return new RegExp(`^(?!\\s*(?:#|//)).*?\\b(\\w*(?:${words})\\w*)`, 'im');
}
