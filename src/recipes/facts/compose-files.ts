import { oncePer } from '../../core/once-per.ts';
import type { Problem } from '../../core/result.ts';
import type { SourceFile } from '../../core/snapshot.ts';
import { parseDotenv } from '../../formats/dotenv.ts';
import { readYaml, type YamlFile } from '../../formats/yaml.ts';
import { asMap, nodeAt, pairAt, type YamlMap, type YamlPair } from '../../formats/yaml-tree.ts';
import { baseName, folderOf, type Project } from '../project.ts';
import type { Variables } from './interpolation.ts';

/** A service as one file defines or patches it. */
export interface ServiceDefinition {
  readonly file: ComposeFile;
  readonly name: string;
  readonly pair: YamlPair;
  /** Its keys; merges are to be followed. */
  readonly map: YamlMap | undefined;
}

export interface ComposeFile {
  readonly source: SourceFile;
  readonly yaml: YamlFile;
  readonly root: YamlMap;
  readonly services: readonly ServiceDefinition[];
}

/** A service with all files that say something of it, the one that defines it first. */
export interface ComposeService {
  readonly name: string;
  readonly definitions: readonly [ServiceDefinition, ...ServiceDefinition[]];
}

/** Compose files that are used together: those of one folder, and overlays elsewhere. */
export interface ComposeStack {
  readonly folder: string;
  readonly files: readonly ComposeFile[];
  readonly services: readonly ComposeService[];
  /** What the folder's `.env` gives for interpolation. */
  readonly variables: Variables;
}

/** A file that is named like a compose file and cannot be read. */
export interface UnreadableCompose {
  readonly source: SourceFile;
  readonly problem: Problem;
}

const yamlName = /\.ya?ml$/i;
const composeName = /(^|[-_.])(docker-)?compose([-_.][\w.-]*)?\.ya?ml$/i;
/** Folders whose YAML files are something else, whatever they are called. */
const otherFolders = /(^|\/)(\.github|\.gitlab|\.circleci|charts|templates|k8s|kubernetes)\//;
const ownKeys = [
  'image',
  'build',
  'extends',
  'depends_on',
  'environment',
  'command',
  'ports',
  'volumes',
];

interface Reading {
  readonly file?: ComposeFile;
  readonly unreadable?: UnreadableCompose;
}

const readingOf = oncePer((source: SourceFile): Reading => {
  const { value: yaml, problems } = readYaml(source.text);
  const [problem] = problems;
  if (problem)
    return composeName.test(baseName(source.path)) ? { unreadable: { source, problem } } : {};
  const root = asMap(yaml.roots[0]);
  const services = asMap(nodeAt(root, 'services'));
  if (!root || !services || yaml.roots.length > 1 || !looksLikeServices(services)) return {};
  const definitions: ServiceDefinition[] = [];
  const file: ComposeFile = { source, yaml, root, services: definitions };
  for (const pair of services.entries) {
    if (pair.key === '<<') continue;
    definitions.push({ file, name: pair.key, pair, map: asMap(pair.value) });
  }
  return { file };
});

/** Every service is a map, and one of them at least has a key that only services have. */
function looksLikeServices(services: YamlMap): boolean {
  const maps = services.entries.filter(({ key }) => key !== '<<').map(({ value }) => asMap(value));
  return maps.some((map) => ownKeys.some((key) => pairAt(map, key) !== undefined));
}

const readings = oncePer((project: Project): readonly Reading[] =>
  [...project.files.values()]
    .filter(
      ({ path, text }) =>
        yamlName.test(path) &&
        !otherFolders.test(path) &&
        /^services\s*:/m.test(text.replace(/^\uFEFF/, '')),
    )
    .map(readingOf),
);

/** The compose files of a project that can be read, in path order. */
export function composeFiles(project: Project): readonly ComposeFile[] {
  return readings(project).flatMap(({ file }) => file ?? []);
}

/** Files named like compose files that hold broken YAML or a template. */
export function unreadableComposeFiles(project: Project): readonly UnreadableCompose[] {
  return readings(project).flatMap(({ unreadable }) => unreadable ?? []);
}

/** The stacks of a project, by folder. */
export const composeStacks: (project: Project) => readonly ComposeStack[] = oncePer(
  (project: Project) => {
    const byFolder = new Map<string, ComposeFile[]>();
    const files = composeFiles(project);
    for (const file of files) {
      const folder = stackFolder(file, files);
      byFolder.set(folder, [...(byFolder.get(folder) ?? []), file]);
    }
    return [...byFolder].map(([folder, members]) => stackOf(project, folder, members));
  },
);

/** An overlay's stack is that of the nearest folder above which defines what it patches. */
function stackFolder(file: ComposeFile, files: readonly ComposeFile[]): string {
  const own = folderOf(file.source.path);
  const definedIn = (folder: string, name: string) =>
    files.some(
      (other) =>
        folderOf(other.source.path) === folder &&
        other.services.some((service) => service.name === name && isDefined(service)),
    );
  const patches = file.services.filter(({ name }) => !definedIn(own, name));
  if (patches.length === 0) return own;
  for (let folder = own; folder !== ''; ) {
    folder = folderOf(folder);
    if (patches.every(({ name }) => definedIn(folder, name))) return folder;
  }
  return own;
}

/** Whether a file says what the service runs, rather than patching it. */
export function isDefined({ map }: ServiceDefinition): boolean {
  return ['image', 'build', 'extends'].some((key) => pairAt(map, key) !== undefined);
}

function stackOf(project: Project, folder: string, files: readonly ComposeFile[]): ComposeStack {
  const byName = new Map<string, ServiceDefinition[]>();
  for (const definition of files.toSorted(baseFirst).flatMap(({ services }) => services)) {
    byName.set(definition.name, [...(byName.get(definition.name) ?? []), definition]);
  }
  const services = [...byName].flatMap(([name, all]): ComposeService[] => {
    const [first, ...rest] = [...all.filter(isDefined), ...all.filter((each) => !isDefined(each))];
    return first ? [{ name, definitions: [first, ...rest] }] : [];
  });
  const env = project.files.get(folder === '' ? '.env' : `${folder}/.env`);
  const entries = env ? parseDotenv(env.text).entries.filter(({ commented }) => !commented) : [];
  const variables = new Map(entries.map(({ key, value }) => [key, value]));
  return { folder, files, services, variables };
}

const baseNames = /^(docker-)?compose\.ya?ml$/i;

function baseFirst(a: ComposeFile, b: ComposeFile): number {
  const rank = ({ source }: ComposeFile) => (baseNames.test(baseName(source.path)) ? 0 : 1);
  return rank(a) - rank(b);
}
