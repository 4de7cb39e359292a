import type { Span } from '../core/span.ts';
import { lineTextFrom, nextLineAt } from './lines.ts';

/** One instruction of a Dockerfile. */
export interface DockerInstruction {
  /** In upper case: `RUN`, `COPY`... */
  readonly name: string;
  /** From the name to the end of its last line, without the line break; heredocs included. */
  readonly span: Span;
  /** What follows the name, continuation lines included, heredocs not. */
  readonly argsSpan: Span;
  /** The arguments in one line: continuations joined, comments left out. */
  readonly args: string;
  readonly heredocs: readonly Span[];
}

/** What stands from one `FROM` to the next. */
export interface DockerStage {
  /** The image or stage that it starts from, as written. */
  readonly base: string;
  /** Its `AS` name. */
  readonly name?: string;
  readonly from: DockerInstruction;
  readonly instructions: readonly DockerInstruction[];
}

export interface Dockerfile {
  readonly text: string;
  readonly instructions: readonly DockerInstruction[];
  readonly stages: readonly DockerStage[];
}

/**
 * Reads a Dockerfile: continuations, comments between them, heredocs, the `escape` directive.
 * @see https://docs.docker.com/reference/dockerfile/
 */
export function readDockerfile(text: string): Dockerfile {
  const escapeMark = /^\uFEFF?(?:#[^\n]*\n)*?#\s*escape\s*=\s*(\S)/i.exec(text)?.[1] ?? '\\';
  const instructions: DockerInstruction[] = [];
  for (let at = text.startsWith('\uFEFF') ? 1 : 0; at < text.length; ) {
    const match = /^[ \t]*([A-Za-z]+)\b/.exec(lineTextFrom(text, at));
    if (!match?.[1]) {
      at = nextLineAt(text, at);
      continue;
    }
    const start = at + match[0].length - match[1].length;
    const instruction = readInstruction(text, start, { name: match[1], escapeMark });
    instructions.push(instruction);
    at = nextLineAt(text, instruction.span.end);
  }
  return { text, instructions, stages: stagesOf(instructions) };
}

function readInstruction(
  text: string,
  start: number,
  { name, escapeMark }: { readonly name: string; readonly escapeMark: string },
): DockerInstruction {
  const parts: string[] = [];
  let lineStart = start + name.length;
  let end = lineStart;
  for (
    let goesOn = true;
    goesOn && lineStart < text.length;
    lineStart = nextLineAt(text, lineStart)
  ) {
    const line = lineTextFrom(text, lineStart);
    end = lineStart + line.length;
    if (parts.length > 0 && /^\s*(#|$)/.test(line)) continue;
    const trimmed = line.trimEnd();
    goesOn = trimmed.endsWith(escapeMark);
    parts.push(goesOn ? trimmed.slice(0, -1) : trimmed);
  }
  const args = parts.join(' ').trim();
  const heredocs = heredocsAfter(text, nextLineAt(text, end), args);
  const last = heredocs.at(-1)?.end ?? end;
  return {
    name: name.toUpperCase(),
    span: { start, end: last },
    argsSpan: { start: start + name.length, end },
    args,
    heredocs,
  };
}

function heredocsAfter(text: string, from: number, args: string): readonly Span[] {
  const spans: Span[] = [];
  let at = from;
  for (const [, dash, word] of args.matchAll(/<<(-?)["']?([A-Za-z_]\w*)["']?/g)) {
    const start = at;
    while (at < text.length) {
      const line = lineTextFrom(text, at);
      const end = at + line.length;
      at = nextLineAt(text, at);
      if ((dash ? line.replace(/^\t+/, '') : line) === word) {
        spans.push({ start, end });
        break;
      }
    }
  }
  return spans;
}

function stagesOf(instructions: readonly DockerInstruction[]): readonly DockerStage[] {
  const starts = instructions.flatMap(({ name }, index) => (name === 'FROM' ? index : []));
  return starts.flatMap((start, index) => {
    const from = instructions[start];
    const match = /^(?:--\S+\s+)*(\S+)(?:\s+AS\s+(\S+))?/i.exec(from?.args ?? '');
    if (!from || !match?.[1]) return [];
    const [, base, name] = match;
    const own = instructions.slice(start + 1, starts[index + 1]);
    return { base, ...(name !== undefined && { name }), from, instructions: own };
  });
}

/** A stage and those that it is built on, the nearest first. */
export function stageWithBases(file: Dockerfile, stage: DockerStage): readonly DockerStage[] {
  const before = file.stages.slice(0, file.stages.indexOf(stage));
  const base = before.find(({ name }) => name?.toLowerCase() === stage.base.toLowerCase());
  return base ? [stage, ...stageWithBases(file, base)] : [stage];
}

/** The stage that is built: the named one, or the last. */
export function targetStage(file: Dockerfile, target?: string): DockerStage | undefined {
  const named = file.stages.find(
    ({ name }) => target && name?.toLowerCase() === target.toLowerCase(),
  );
  return named ?? file.stages.at(-1);
}

/** One word of a `RUN` command, or an operator such as `&&`. */
export interface ShellWord {
  readonly text: string;
  readonly span: Span;
}

/** The words of an instruction's arguments with their places; comments between lines left out. */
export function shellWords(text: string, { argsSpan }: DockerInstruction): readonly ShellWord[] {
  const words: ShellWord[] = [];
  const token =
    /^[ \t]*#[^\n]*|[\\`](?=\s*$)|&&|\|\||[;|]|(?:"(?:\\.|[^"\\])*"|'[^']*'|\$\{[^}]*\}|[^\s;|&"'])+|&/gm;
  const args = text.slice(argsSpan.start, argsSpan.end);
  for (const match of args.matchAll(token)) {
    const [word] = match;
    if (/^\s*#/.test(word) || word === '\\' || word === '`') continue;
    const start = argsSpan.start + match.index;
    words.push({ text: word, span: { start, end: start + word.length } });
  }
  return words;
}
