import { SwitchError } from '../core/errors.ts';
import type { Journal, TaskEntry } from '../core/journal.ts';
import type { TaskStep } from '../core/plan.ts';
import type { MigrationRunner, ProcessRunner } from '../core/ports.ts';
import type { WorkspacePorts } from './apply.ts';

/** What running tasks needs besides the files. */
export interface TaskPorts extends WorkspacePorts {
  readonly processes: ProcessRunner;
  readonly migrations: MigrationRunner;
  /** Everything that a program prints, as it prints it. */
  readonly output: (text: string) => void;
  readonly signal?: AbortSignal;
}

/**
 * Runs the tasks of an applied plan in order, each recorded before it starts. Throws
 * `program-missing` or `program-failed` at the first that does not succeed, and the signal's reason
 * when cancelled; the record then still undoes what was done.
 */
export async function runTasks(
  applied: Journal,
  steps: readonly TaskStep[],
  ports: TaskPorts,
): Promise<Journal> {
  return ports.journals.exclusively(async () => {
    let journal = applied;
    for (const [index, step] of steps.entries()) {
      ports.signal?.throwIfAborted();
      ports.progress.report(step.title, index, steps.length);
      journal = await recordTask(journal, step, ports);
      await runTask(step, ports);
    }
    return journal;
  });
}

async function recordTask(journal: Journal, step: TaskStep, ports: TaskPorts): Promise<Journal> {
  const existed = await Promise.all(step.task.writes.map((path) => ports.files.list(path)));
  const entry: TaskEntry = {
    kind: 'task',
    step: step.id,
    task: step.task,
    existed: existed.flat(),
  };
  const next: Journal = { ...journal, entries: [...journal.entries, entry] };
  await ports.journals.save(next);
  return next;
}

async function runTask(step: TaskStep, ports: TaskPorts): Promise<void> {
  const { migration, tool, args, cwd } = step.task;
  if (!migration) return runProgram(step, ports);
  const { output: onOutput, signal } = ports;
  onOutput(`> ${commandLine(tool, args)}\n`);
  await ports.migrations.run(migration, cwd, { onOutput, ...(signal && { signal }) });
}

async function runProgram({ title, task }: TaskStep, ports: TaskPorts): Promise<void> {
  const program = await ports.processes.find(task.tool, task.cwd);
  if (!program) {
    throw new SwitchError(
      'program-missing',
      `“${title}” needs ${task.tool}, which was not found.`,
      `Install it, or run by hand in ${task.cwd || 'the workspace'}: ${commandLine(task.tool, task.args)}`,
    );
  }
  ports.output(`> ${commandLine(task.tool, task.args)}\n`);
  const { exitCode, output } = await ports.processes.run({
    program,
    args: task.args,
    cwd: task.cwd,
    onOutput: ports.output,
    ...(ports.signal && { signal: ports.signal }),
  });
  ports.signal?.throwIfAborted();
  if (exitCode === 0) return;
  throw new SwitchError(
    'program-failed',
    `“${title}” failed with exit code ${exitCode}: ${lastLines(output)}`,
    'Read the log, correct the cause and run the task again, or undo the switch.',
  );
}

/** As a person would type it; shown, never run. */
export function commandLine(tool: string, args: readonly string[]): string {
  return [tool, ...args]
    .map((part) => (/^[\w@%+=:,./-]+$/.test(part) ? part : `'${part}'`))
    .join(' ');
}

function lastLines(output: string): string {
  return output.trim().split('\n').slice(-3).join(' ').slice(-500);
}
