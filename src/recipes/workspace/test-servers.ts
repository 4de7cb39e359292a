import { notice } from '../../core/notice.ts';
import type { Span } from '../../core/span.ts';
import { importsOf as scriptImports } from '../../formats/javascript/imports.ts';
import { spanOf } from '../../formats/javascript/module.ts';
import { javascriptFilesWith } from '../facts/javascript-files.ts';
import { type Mention, mentionsIn, tellIfLeaving } from '../facts/mention.ts';
import { isServerPackage, serverPackageImport } from '../facts/server-packages.ts';
import type { Project } from '../project.ts';
import { pythonFilesWith } from '../python-files.ts';
import type { Recipe } from '../recipe.ts';

/** Names tests that start a server of their own with a package made for that. */
export const testServers: Recipe<Mention> = {
  id: 'test-servers',
  ecosystem: 'workspace',
  title: 'Name tests that start a database server of their own',
  detect: (project: Project) => [...inPython(project), ...inScripts(project)],
  rewrite: (mention, context) =>
    tellIfLeaving(mention, context, () =>
      notice(
        'test-server',
        { path: mention.path, range: mention.range },
        { engine: context.source.label, target: context.target.label, package: mention.text },
      ),
    ),
};

function inPython(project: Project): readonly Mention[] {
  return pythonFilesWith(project, /\btestcontainers\b|postgresql/).flatMap(({ source, module }) =>
    mentionsIn(source, (engine) => {
      const found = serverPackageImport(module, engine);
      return found && { start: found.statement.from, end: found.statement.to };
    }),
  );
}

function inScripts(project: Project): readonly Mention[] {
  return javascriptFilesWith(project, /postgres|pg-mem/).flatMap(({ source, module }) =>
    mentionsIn(source, (engine): Span | undefined => {
      const found = scriptImports(module).find((each) => isServerPackage(engine, each.source));
      return found && spanOf(found.literal);
    }),
  );
}
