import {
  type Dockerfile,
  type DockerStage,
  readDockerfile,
  stageWithBases,
  targetStage,
} from '../../formats/dockerfile.ts';
import { asMap, asText, pairAt } from '../../formats/yaml-tree.ts';
import { folderOf, type Project } from '../project.ts';
import type { ComposeService, ComposeStack, ServiceDefinition } from './compose-files.ts';
import { keyOf } from './compose-services.ts';
import { dockerfileOf } from './dockerfiles.ts';
import { interpolate } from './interpolation.ts';
import { joinPath } from './paths.ts';

/** Where a service is built. */
export interface Build {
  /** Relative to the workspace. */
  readonly context: string;
  readonly dockerfilePath: string;
  readonly dockerfile: Dockerfile | undefined;
  readonly stage: DockerStage | undefined;
}

/** The build of a definition, its Dockerfile read where the project has it. */
export function buildOf(
  project: Project,
  stack: ComposeStack,
  definition: ServiceDefinition,
): Build | undefined {
  const value = keyOf(definition, 'build')?.value;
  if (!value) return undefined;
  const map = asMap(value);
  const at = (key: string) => {
    const text = asText(pairAt(map, key)?.value);
    return text === undefined ? undefined : interpolate(text, stack.variables);
  };
  const written = map ? (at('context') ?? '.') : interpolate(asText(value) ?? '.', stack.variables);
  const context = joinPath(stack.folder, written);
  const dockerfilePath = joinPath(context, at('dockerfile') ?? 'Dockerfile');
  const inline = at('dockerfile_inline');
  const source = project.files.get(dockerfilePath);
  const dockerfile = inline !== undefined ? readDockerfile(inline) : source && dockerfileOf(source);
  const stage = dockerfile && targetStage(dockerfile, at('target'));
  return { context, dockerfilePath, dockerfile, stage };
}

/** The first definition's build, from any file of the stack. */
export function serviceBuild(project: Project, stack: ComposeStack, service: ComposeService) {
  return service.definitions.map((each) => buildOf(project, stack, each)).find(Boolean);
}

/** The image of a service as it is written, with variables filled in. */
export function imageOf(stack: ComposeStack, service: ComposeService): string | undefined {
  const texts = service.definitions.map((each) => asText(keyOf(each, 'image')?.value));
  const image = texts.findLast((text) => text !== undefined);
  if (image !== undefined) return interpolate(image, stack.variables);
  const parent = service.definitions.map((each) => extendedName(each)).find(Boolean);
  const base = stack.services.find(({ name }) => name === parent && name !== service.name);
  return base && imageOf(stack, base);
}

function extendedName(definition: ServiceDefinition): string | undefined {
  const value = keyOf(definition, 'extends')?.value;
  return asText(value) ?? asText(pairAt(asMap(value), 'service')?.value);
}

/** The image that a build ends up on, through its stages; arguments filled with their defaults. */
export function baseImageOf({ dockerfile, stage }: Build): string | undefined {
  if (!dockerfile || !stage) return undefined;
  const base = stageWithBases(dockerfile, stage).at(-1)?.base;
  return base === undefined ? undefined : interpolate(base, argumentsOf(dockerfile));
}

/** `ARG NAME=value` and `ENV NAME=value` of a Dockerfile, by name. */
export function argumentsOf({ instructions }: Dockerfile): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const { name, args } of instructions) {
    if (name !== 'ARG' && name !== 'ENV') continue;
    const old = name === 'ENV' ? /^([A-Za-z_]\w*)\s+([^=]*)$/.exec(args) : undefined;
    if (old?.[1] !== undefined) values.set(old[1], old[2]?.trim() ?? '');
    for (const [, key = '', value = ''] of args.matchAll(/([A-Za-z_]\w*)=("[^"]*"|'[^']*'|\S*)/g)) {
      values.set(key, interpolate(value.replace(/^(["'])(.*)\1$/, '$2'), values));
    }
  }
  return values;
}

/** An image's repository without registry, tag and digest: `ghcr.io/a/b:1@sha256:0` is `a/b`. */
export function repositoryOf(image: string): string {
  const plain = image.replace(/@[\w:]+$/, '').replace(/:[^/]*$/, '');
  const [first = '', ...rest] = plain.split('/');
  const isRegistry =
    rest.length > 0 && (/[.:]/.test(first) || first === 'localhost' || first.includes('$'));
  const repository = isRegistry ? rest.join('/') : plain;
  return repository.replace(/^(?:docker\/)?library\//, '').toLowerCase();
}

/** Whether an image is one of these repositories, also as somebody's copy of an official one. */
export function isImageOf(image: string | undefined, repositories: readonly string[]): boolean {
  if (!image) return false;
  const repository = repositoryOf(image);
  const name = lastPart(repository);
  return repositories.some((known) => known === repository || lastPart(known) === name);
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The folder of a build's Dockerfile or context that tells whose code it builds. */
export function buildFolder({ context, dockerfilePath }: Build): string {
  return folderOf(dockerfilePath) || context;
}
