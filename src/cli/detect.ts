import { readWorkspace } from '../adapters/workspace/read-workspace.ts';
import { positionFinder } from '../core/span.ts';
import { engines } from '../engines/index.ts';
import { recipes } from '../recipes/index.ts';
import {
  type DetectedProject,
  type Detection,
  detect,
  type RecipeFinding,
} from '../workflow/detect.ts';
import { bold, dim } from './colour.ts';
import type { Command, Terminal } from './command.ts';
import { workspaceFolder } from './workspace.ts';

export const detectCommand: Command = {
  name: 'detect',
  usage: '[DIR] [--json]',
  summary: 'Say which databases a workspace uses, and where it says so.',
  options: { json: { type: 'boolean' } },
  async run(args, terminal) {
    const detection = detect(await readWorkspace(workspaceFolder(args, terminal)), recipes);
    if (args.values.json) terminal.out(`${JSON.stringify(asJson(detection), undefined, 2)}\n`);
    else terminal.out(render(detection, terminal));
    return 0;
  },
};

function asJson({ engine, projects }: Detection) {
  return {
    engine: engine ?? null,
    projects: projects.map((detected) => ({
      path: detected.project.root,
      findings: detected.findings.map((found) => {
        const { path, engine: speaksFor, label, connection } = found.finding;
        return {
          recipe: found.recipe.id,
          path,
          line: lineOf(detected, found),
          ...(speaksFor && { engine: speaksFor }),
          label,
          ...(connection && {
            connection: {
              role: connection.role,
              name: connection.name,
              ...(connection.profile && { profile: connection.profile }),
              ...(connection.url && {
                scheme: connection.url.scheme,
                database: connection.url.database,
              }),
            },
          }),
        };
      }),
    })),
  };
}

function render({ engine, projects }: Detection, terminal: Terminal): string {
  if (!engine) return 'No database was found in this workspace.\n';
  const label = engine === 'mixed' ? 'both engines' : engines[engine].label;
  const blocks = projects.map((detected) => {
    const lines = detected.findings
      .filter(({ finding }) => finding.engine)
      .map(
        (found) =>
          `  ${found.finding.path}:${lineOf(detected, found)} ${dim(terminal, found.finding.label)}`,
      );
    return [bold(terminal, detected.project.root || 'workspace'), ...lines].join('\n');
  });
  return `This workspace uses ${label}.\n\n${blocks.join('\n\n')}\n`;
}

function lineOf({ project }: DetectedProject, { finding }: RecipeFinding): number {
  const text = project.files.get(finding.path)?.text ?? '';
  return positionFinder(text)(finding.span.start).line + 1;
}
