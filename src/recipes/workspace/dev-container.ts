import { notice } from '../../core/notice.ts';
import type { Engine } from '../../engines/engine.ts';
import { firstMatch, type Mention, mentionsIn, tellIfLeaving } from '../facts/mention.ts';
import { filesWhere, type Project } from '../project.ts';
import type { Recipe } from '../recipe.ts';

/** Names what a development container's settings do for the database: features, ports, tools. */
export const devContainer: Recipe<Mention> = {
  id: 'dev-container',
  ecosystem: 'workspace',
  title: 'Name database features, ports and tools of development containers',

  detect: (project: Project) =>
    filesWhere(project, (path) => /(?:^|\/)\.?devcontainer\.json$/.test(path)).flatMap((source) =>
      mentionsIn(source, (engine) => firstMatch(source.text, settingsOf(engine))),
    ),

  rewrite: (mention, context) =>
    tellIfLeaving(mention, context, () =>
      notice(
        'dev-container-database',
        { path: mention.path, range: mention.range },
        { engine: context.source.label, mention: mention.text },
      ),
    ),
};

/** A feature or an extension with the engine's name, or its port. */
function settingsOf(engine: Engine): RegExp {
  const names = engine.selectorNames.filter((name) => name.length > 2).join('|');
  return new RegExp(
    `^[^/\\n]*?("[^"\\n]*(?:${names})[^"\\n]*"|\\b${engine.server?.defaultPort}\\b)`,
    'im',
  );
}
