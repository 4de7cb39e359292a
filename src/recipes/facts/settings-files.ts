import type { TextEdit } from '../../core/edit.ts';
import { oncePer } from '../../core/once-per.ts';
import type { SourceFile } from '../../core/snapshot.ts';
import type { Span } from '../../core/span.ts';
import { engines } from '../../engines/index.ts';
import { type JsonProperty, parseJson, setJsonValue } from '../../formats/json.ts';
import { parseToml, type TomlEntry, tomlEntries, tomlString } from '../../formats/toml.ts';
import { readYaml } from '../../formats/yaml.ts';
import { writeScalar } from '../../formats/yaml-scalar.ts';
import { entriesBelow, type YamlEntry, type YamlPair } from '../../formats/yaml-tree.ts';
import { baseName, type Project } from '../project.ts';
import { composeStacks } from './compose-files.ts';

/** A string under a key of a settings file, in any of the formats. */
export interface SettingEntry {
  readonly source: SourceFile;
  /** Keys from the outermost on. */
  readonly path: readonly string[];
  readonly value: string;
  /** Key and value. */
  readonly span: Span;
  readonly valueSpan: Span;
  /** Whether the format has comments that begin with `#`. */
  readonly comments: boolean;
  /** The value with another text, in the style that it has. */
  write(text: string): TextEdit;
}

const otherFiles =
  /^(?:package(?:-lock)?|tsconfig[\w.-]*|jsconfig|composer|openapi[\w.-]*|swagger[\w.-]*|mkdocs|\.pre-commit-config|\.eslintrc|renovate|dependabot|pnpm-\w+|lerna|nx|turbo|vercel|cspell|manifest)\.(?:json|ya?ml|toml)$/;
const otherFolders =
  /(?:^|\/)(?:\.github|\.gitlab|\.circleci|\.vscode|\.devcontainer|\.idea|docs?|tests?|__tests__|fixtures|locales|i18n|k8s|kubernetes|helm|charts|terraform)\//;

/** Spares the parsing of files that name no engine. */
const mentioned = new RegExp(
  `(?<![\\w-])(?:${Object.values(engines)
    .flatMap(({ schemes, selectorNames }) => [...schemes, ...selectorNames])
    .join('|')})(?![\\w-])`,
  'i',
);

/**
 * Every string of those of the project's YAML, TOML and JSON files that name an engine and can be settings
 * of the application: not those of compose, of continuous integration, of tools and tests.
 */
export const settingEntriesOf: (project: Project) => readonly SettingEntry[] = oncePer(
  (project: Project) => {
    const compose = new Set(
      composeStacks(project).flatMap(({ files }) => files.map(({ source }) => source.path)),
    );
    return [...project.files.values()].flatMap((source) => {
      if (!isSettings(source.path) || compose.has(source.path)) return [];
      return mentioned.test(source.text) ? entriesOf(source) : [];
    });
  },
);

function isSettings(path: string): boolean {
  if (!/\.(?:ya?ml|toml|jsonc?)$/.test(path)) return false;
  const name = baseName(path);
  return !otherFiles.test(name) && !otherFolders.test(path) && !/compose/.test(name);
}

const entriesOf: (source: SourceFile) => readonly SettingEntry[] = oncePer((source: SourceFile) => {
  if (source.path.endsWith('.toml')) return tomlSettings(source);
  return /\.jsonc?$/.test(source.path) ? jsonSettings(source) : yamlSettings(source);
});

function yamlSettings(source: SourceFile): readonly SettingEntry[] {
  const { value: file, problems } = readYaml(source.text);
  if (problems.length > 0) return [];
  return file.roots
    .flatMap((root) => entriesBelow(root))
    .flatMap((entry) => fromYaml(source, entry));
}

function fromYaml(source: SourceFile, entry: YamlEntry): readonly SettingEntry[] {
  const { value } = entry;
  if (entry.kind !== 'pair' || value.kind !== 'scalar' || value.style === 'block') return [];
  return [
    {
      source,
      path: yamlPath(entry),
      value: value.text,
      span: entry.span,
      valueSpan: value.span,
      comments: true,
      write: (text) => ({ ...value.span, newText: writeScalar(text, value) }),
    },
  ];
}

function yamlPath(entry: YamlPair): readonly string[] {
  const path: string[] = [];
  for (let at: YamlEntry | undefined = entry; at; at = at.container.holder) {
    if (at.kind === 'pair') path.unshift(at.key);
  }
  return path;
}

function tomlSettings(source: SourceFile): readonly SettingEntry[] {
  return tomlEntries(parseToml(source.text)).flatMap((entry: TomlEntry) => {
    if (entry.value.kind !== 'string') return [];
    const valueSpan = entry.value.span;
    const written = source.text.slice(valueSpan.start, valueSpan.end);
    return {
      source,
      path: entry.path,
      value: entry.value.text,
      span: entry.span,
      valueSpan,
      comments: true,
      write: (text: string) => ({ ...valueSpan, newText: tomlString(text, written) }),
    };
  });
}

function jsonSettings(source: SourceFile): readonly SettingEntry[] {
  const { properties, problems } = parseJson(source.text);
  if (problems.length > 0) return [];
  return properties.flatMap((property: JsonProperty) => {
    const { path, value, span, valueSpan } = property;
    if (typeof value !== 'string') return [];
    const write = (text: string) => setJsonValue(property, text);
    return { source, path, value, span, valueSpan, comments: false, write };
  });
}
