import type { DockerInstruction } from '../../formats/dockerfile.ts';
import { stageWithBases } from '../../formats/dockerfile.ts';
import { asText } from '../../formats/yaml-tree.ts';
import type { Project } from '../project.ts';
import type { ComposeStack, ServiceDefinition } from './compose-files.ts';
import { argumentsOf, type Build, baseImageOf, buildOf, repositoryOf } from './compose-images.ts';
import { keyOf } from './compose-services.ts';
import { interpolate } from './interpolation.ts';
import { joinPath } from './paths.ts';

/** Working directories of base images that set one. */
const imageFolders: readonly (readonly [RegExp, string])[] = [
  [/^tiangolo\/(uvicorn-gunicorn|meinheld|uwsgi-nginx)/, '/app'],
  [/^(python|node|debian|ubuntu|alpine|slim|astral-sh\/uv|golang|ruby)$/, '/'],
];

/** The folder that a service's program starts in, absolute in its container, where it is known. */
export function workingDirectory(
  project: Project,
  stack: ComposeStack,
  definition: ServiceDefinition,
): string | undefined {
  const own = asText(keyOf(definition, 'working_dir')?.value);
  if (own !== undefined) return interpolate(own, stack.variables);
  const build = buildOf(project, stack, definition);
  if (build) return buildFolderOf(build);
  const image = asText(keyOf(definition, 'image')?.value);
  return image === undefined ? undefined : knownFolder(interpolate(image, stack.variables));
}

/** What the `WORKDIR` instructions of a build come to. */
function buildFolderOf(build: Build): string | undefined {
  const { dockerfile, stage } = build;
  if (!dockerfile || !stage) return undefined;
  const instructions = stageWithBases(dockerfile, stage)
    .toReversed()
    .flatMap((each) => each.instructions);
  const base = baseImageOf(build);
  const variables = argumentsOf(dockerfile);
  let folder = base === undefined ? undefined : knownFolder(base);
  for (const { args } of instructions.filter(({ name }) => name === 'WORKDIR')) {
    const path = interpolate(bracesAround(args.replace(/^(["'])(.*)\1$/, '$2')), variables);
    if (path.startsWith('/')) folder = joinPath('/', path);
    else if (folder !== undefined) folder = joinPath(folder, path);
  }
  return folder?.includes('$') ? undefined : folder;
}

function bracesAround(path: string): string {
  return path.replace(/\$([A-Za-z_]\w*)/g, '${$1}');
}

function knownFolder(image: string): string | undefined {
  const repository = repositoryOf(image);
  return imageFolders.find(([pattern]) => pattern.test(repository))?.[1];
}

/** The user that a build's program runs as, if it is not root, with the instruction that says so. */
export function containerUser(
  build: Build | undefined,
): { readonly user: string; readonly instruction: DockerInstruction } | undefined {
  const instruction = build?.stage?.instructions.findLast(({ name }) => name === 'USER');
  const user = instruction?.args.trim() ?? '';
  return instruction && !/^(root|0)(:|$)/.test(user) ? { user, instruction } : undefined;
}
