import { notice } from '../../core/notice.ts';
import { oncePer } from '../../core/once-per.ts';
import type { SourceFile } from '../../core/snapshot.ts';
import type { Engine } from '../../engines/engine.ts';
import { readYaml } from '../../formats/yaml.ts';
import { asText, entriesBelow } from '../../formats/yaml-tree.ts';
import { isImageOf } from '../facts/compose-images.ts';
import { type Mention, mentionsIn, tellIfLeaving } from '../facts/mention.ts';
import { filesWhere, type Project } from '../project.ts';
import type { Recipe } from '../recipe.ts';

const pipelines =
  /(?:^|\/)(?:\.github\/workflows\/[^/]+|\.gitlab-ci|\.gitlab\/.+|\.circleci\/config|\.travis|\.drone|\.woodpecker(?:\/.+)?|bitbucket-pipelines|azure-pipelines)\.ya?ml$/;

const yamlOf = oncePer((source: SourceFile) => readYaml(source.text).value);

/** Names pipelines that start the database's server; a matrix of engines may be on purpose. */
export const ciServices: Recipe<Mention> = {
  id: 'ci-services',
  ecosystem: 'workspace',
  title: 'Name the database services of CI pipelines',

  detect: (project: Project) =>
    filesWhere(project, (path) => pipelines.test(path)).flatMap((source) =>
      mentionsIn(source, (engine) => serviceImage(source, engine)),
    ),

  rewrite: (mention, context) =>
    tellIfLeaving(mention, context, () =>
      notice(
        'ci-database-service',
        { path: mention.path, range: mention.range },
        { engine: context.source.label, target: context.target.label },
      ),
    ),
};

/** The first image, or name of a service, that is the engine's server. */
function serviceImage(source: SourceFile, engine: Engine) {
  const entries = yamlOf(source).roots.flatMap(entriesBelow);
  const found = entries.find((entry) => {
    const text = asText(entry.value);
    const isNamed = entry.kind === 'item' || /^(?:image|name)$/.test(entry.key);
    return text !== undefined && isNamed && isServer(text, engine);
  });
  return found?.value.span;
}

function isServer(text: string, engine: Engine): boolean {
  const isWord = /^[\w./:@${}\s-]+$/.test(text) && !/\s/.test(text.trim());
  return isWord && isImageOf(text.trim(), engine.server?.images ?? []);
}
