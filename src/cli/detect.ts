import { readWorkspace } from '../adapters/workspace/read-workspace.ts';
import { positionFinder } from '../core/span.ts';
import { engines } from '../engines/index.ts';
import { recipes } from '../recipes/index.ts';
import {
  type Connection,
  connectionGraph,
  type GraphPlace,
  type Supplier,
} from '../workflow/connection-graph.ts';
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
      connections: connectionGraph(detected),
      findings: detected.findings.map((found) => ({
        recipe: found.recipe.id,
        path: found.finding.path,
        line: lineOf(detected, found),
        ...(found.finding.engine && { engine: found.finding.engine }),
        label: found.finding.label,
      })),
    })),
  };
}

function render({ engine, projects }: Detection, terminal: Terminal): string {
  if (!engine) return 'No database was found in this workspace.\n';
  const label = engine === 'mixed' ? 'both engines' : engines[engine].label;
  const blocks = projects.map((detected) => renderProject(detected, terminal));
  return `This workspace uses ${label}.\n\n${blocks.join('\n\n')}\n`;
}

function renderProject(detected: DetectedProject, terminal: Terminal): string {
  const graph = connectionGraph(detected).flatMap((one) => renderConnection(one, terminal));
  const others = detected.findings
    .filter(({ finding }) => finding.engine && !finding.connection)
    .map(
      (found) =>
        `  ${found.finding.path}:${lineOf(detected, found)} ${dim(terminal, found.finding.label)}`,
    );
  const also = others.length > 0 ? ['', 'Also:', ...others] : [];
  return [bold(terminal, detected.project.root || 'workspace'), ...graph, ...also].join('\n');
}

function renderConnection(connection: Connection, terminal: Terminal): readonly string[] {
  const { name, suppliers, consumers, servers } = connection;
  const place = ({ path, line }: GraphPlace) => `${path}:${line}`;
  return [
    `  ${name}`,
    ...suppliers.map(
      (supplier) => `    from ${place(supplier)} ${dim(terminal, describe(supplier))}`,
    ),
    ...servers.map((server) => `    served by ${place(server)} ${dim(terminal, server.label)}`),
    ...consumers.map(
      (consumer) => `    used by ${place(consumer)} ${dim(terminal, consumer.label)}`,
    ),
  ];
}

function describe({ engine, database, profile, overriddenBy }: Supplier): string {
  const parts = [
    engine ? engines[engine].label : '',
    database ?? '',
    profile ? `(${profile})` : '',
    overriddenBy ? `overridden by ${overriddenBy.path}:${overriddenBy.line}` : '',
  ];
  return parts.filter(Boolean).join(' ') || 'sets it';
}

function lineOf({ project }: DetectedProject, { finding }: RecipeFinding): number {
  const text = project.files.get(finding.path)?.text ?? '';
  return positionFinder(text)(finding.span.start).line + 1;
}
