import type { TextEdit } from '../../core/edit.ts';
import { notice } from '../../core/notice.ts';
import { rangeOf, type Span } from '../../core/span.ts';
import type { Engine } from '../../engines/engine.ts';
import { engines } from '../../engines/index.ts';
import { type DockerInstruction, type ShellWord, shellWords } from '../../formats/dockerfile.ts';
import { aboveComments, lineStartAt, nextLineAt } from '../../formats/lines.ts';
import { type DockerfileSource, dockerfilesOf } from '../facts/dockerfiles.ts';
import { neededPackages } from '../facts/system-packages.ts';
import { baseName, type Project } from '../project.ts';
import { type Finding, type Outcome, outcome, type Recipe, type SwitchContext } from '../recipe.ts';

interface PackagesFinding extends Finding {
  /** The engine that it is about; the place does not say that the project uses it. */
  readonly of: Engine;
  readonly dockerfile: DockerfileSource;
  readonly instruction: DockerInstruction;
  /** Names of packages, as the instruction has them. */
  readonly packages: readonly string[];
  /** Their words, where each one stands on its own in an install command. */
  readonly words: readonly ShellWord[] | undefined;
}

/** Takes clients and libraries of the database out of images where nothing else can need them. */
export const removeSystemPackages: Recipe<PackagesFinding> = {
  id: 'remove-system-packages',
  ecosystem: 'docker',
  title: 'Remove client programs and libraries of the database from Dockerfiles',

  detect(project: Project) {
    return dockerfilesOf(project).flatMap((dockerfile) =>
      dockerfile.file.instructions
        .filter(({ name }) => name === 'RUN')
        .flatMap((instruction) => findingsIn(dockerfile, instruction)),
    );
  },

  rewrite(finding, context) {
    const { target, source, goal } = context;
    const isForeign = finding.of !== source || target.server || !source.server;
    if (isForeign || goal.strategy !== 'replace') return outcome({});
    const reason = finding.words
      ? neededPackages(context.project, source, finding.packages)
      : 'they are not a plain list in an install command';
    return reason === undefined ? removed(finding, context) : left(finding, reason);
  },
};

function findingsIn(
  dockerfile: DockerfileSource,
  instruction: DockerInstruction,
): readonly PackagesFinding[] {
  return Object.values(engines).flatMap((engine): readonly PackagesFinding[] => {
    const named = namedPackages(instruction, engine);
    if (named.length === 0) return [];
    const { source } = dockerfile;
    const words = installedWords(source.text, instruction, engine);
    return [
      {
        path: source.path,
        span: instruction.span,
        of: engine,
        label: `${named.join(', ')} in ${baseName(source.path)}`,
        dockerfile,
        instruction,
        packages: named,
        words: words.length === named.length ? words : undefined,
      },
    ];
  });
}

/** Packages that the instruction names in any way. */
function namedPackages({ args }: DockerInstruction, engine: Engine): readonly string[] {
  if (!/\b(?:apt(?:-get)?|apk|yum|dnf|microdnf)\b/.test(args)) return [];
  return args.split(/[\s"';]+/).filter((word) => isPackage(word, engine));
}

function isPackage(word: string, engine: Engine): boolean {
  return engine.server?.systemPackages.test(word.replace(/[=~<>].*$/, '')) === true;
}

/** Packages that are words of an install command. */
function installedWords(
  text: string,
  instruction: DockerInstruction,
  engine: Engine,
): readonly ShellWord[] {
  const found: ShellWord[] = [];
  let installs = false;
  for (const word of shellWords(text, instruction)) {
    if (/^(?:&&|\|\||;|\||&)$/.test(word.text)) installs = false;
    else if (word.text === 'install' || word.text === 'add') installs = true;
    else if (installs && isPackage(word.text, engine)) found.push(word);
  }
  return found;
}

function removed(finding: PackagesFinding, { source }: SwitchContext): Outcome {
  const { dockerfile, instruction, packages } = finding;
  const { text, path, hash } = dockerfile.source;
  const edits = isOnlyThat(finding)
    ? [wholeInstruction(text, instruction)]
    : runsOf(finding).map((run) => runRemoval(finding, run));
  if (!edits.every((edit) => edit !== undefined)) {
    return left(finding, 'comments stand between them');
  }
  return outcome({
    changes: [
      {
        title: `Remove ${packages.join(', ')} from ${baseName(path)}`,
        why: `They are for ${source.label}, and nothing else in the project needs them.`,
        change: { kind: 'modify', path, hash, edits },
      },
    ],
  });
}

/** Whether an instruction does nothing but update, install these packages and clean up. */
function isOnlyThat({ dockerfile, instruction, words }: PackagesFinding): boolean {
  const gone = new Set(words?.map(({ span }) => span.start));
  const rest = shellWords(dockerfile.source.text, instruction)
    .filter(({ span }) => !gone.has(span.start))
    .map((word) => word.text)
    .join(' ');
  return rest.split(/&&|;/).every((command) => housekeeping.test(command.trim()));
}

const housekeeping =
  /^(?:set -\w+(?: \w+)?|(?:apt-get|apt|apk|yum|dnf|microdnf)(?: -\S+)* (?:update|clean|autoclean|install|add)(?: -\S+)*|rm -rf (?:\/var\/(?:lib\/apt\/lists|cache\/(?:apk|apt|yum|dnf))\S* ?)+)?$/;

function wholeInstruction(text: string, { span }: DockerInstruction): TextEdit {
  const start = aboveComments(text, span.start);
  const end = nextLineAt(text, span.end);
  const after = /^[ \t]*(?:\r\n|\n|\r)/.exec(text.slice(end));
  const isApart = start === 0 || /(?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r)$/.test(text.slice(0, start));
  return { start, end: end + (isApart && after ? after[0].length : 0), newText: '' };
}

/** Neighbouring words that go, with the words that stay before and after them. */
interface WordRun {
  readonly before: ShellWord | undefined;
  readonly words: readonly ShellWord[];
  readonly after: ShellWord | undefined;
}

function runsOf({ dockerfile, instruction, words }: PackagesFinding): readonly WordRun[] {
  const all = shellWords(dockerfile.source.text, instruction);
  const starts = new Set(words?.map(({ span }) => span.start));
  const goes = (word: ShellWord | undefined) => word !== undefined && starts.has(word.span.start);
  return all.flatMap((word, index): readonly WordRun[] => {
    if (!goes(word) || goes(all[index - 1])) return [];
    const length = all.slice(index).findIndex((each) => !goes(each));
    const end = length < 0 ? all.length : index + length;
    return [{ before: all[index - 1], words: all.slice(index, end), after: all[end] }];
  });
}

/** The words with the space before them, or with their lines where a comment stands above. */
function runRemoval({ dockerfile }: PackagesFinding, run: WordRun): TextEdit | undefined {
  const { text } = dockerfile.source;
  const [first] = run.words;
  const last = run.words.at(-1);
  if (!run.before || !first || !last) return undefined;
  const span: Span = { start: run.before.span.end, end: last.span.end };
  const isCommented = text.slice(span.start, span.end).includes('#');
  if (!isCommented || !run.after) return { ...span, newText: '' };
  const lines = {
    start: lineStartAt(text, first.span.start),
    end: nextLineAt(text, last.span.end),
  };
  const isPlain = /^(?:\s*\S+\s*\\\s*)+$/.test(text.slice(lines.start, lines.end));
  return isPlain ? { ...lines, newText: '' } : undefined;
}

function left({ dockerfile, instruction, packages, path }: PackagesFinding, reason: string) {
  const range = rangeOf(dockerfile.source.text, instruction.span);
  const values = { packages: packages.join(', '), reason };
  return outcome({ notices: [notice('system-packages-left', { path, range }, values)] });
}
