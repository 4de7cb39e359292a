import { notice } from '../../core/notice.ts';
import type { Engine } from '../../engines/engine.ts';
import { firstMatch, type Mention, mentionsIn, tellIfLeaving } from '../facts/mention.ts';
import { baseName, filesWhere, type Project } from '../project.ts';
import type { Recipe } from '../recipe.ts';

/** What tells of the past, or is no document of the project's own. */
const history = /^(?:change(?:log|s)|history|news|release[-_]?notes?|licen[cs]e|authors)\b/i;

/** Names documents that tell how to start, fill or reach the database's server. */
export const documents: Recipe<Mention> = {
  id: 'documents',
  ecosystem: 'workspace',
  title: 'Name documents that tell how to use the database server',

  detect: (project: Project) =>
    filesWhere(
      project,
      (path) => /\.(?:md|rst|adoc)$/i.test(path) && !history.test(baseName(path)),
    ).flatMap((source) =>
      mentionsIn(source, (engine) => firstMatch(source.text, instruction(engine))),
    ),

  rewrite: (mention, context) =>
    tellIfLeaving(mention, context, () =>
      notice(
        'document-names-database',
        { path: mention.path, range: mention.range },
        { engine: context.source.label, target: context.target.label, mention: mention.text },
      ),
    ),
};

/** A command of a client, an installation of the server, or a URL: not the mere name. */
function instruction(engine: Engine): RegExp {
  const programs = engine.server?.clientPrograms.join('|');
  const names = engine.selectorNames.filter((name) => name.length > 2).join('|');
  return new RegExp(
    `(?:^|[\\s\`$>(="'])((?:${programs})(?=[\\s\`])|(?:brew|apt|apt-get|choco|yum|dnf)\\s+install\\s[^\\n]*\\b(?:${names})\\b|docker\\s+run\\s[^\\n]*\\b(?:${names})\\b|(?:${engine.schemes.join('|')})(?:\\+\\w+)?(?=://))`,
    'm',
  );
}
