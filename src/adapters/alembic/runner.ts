import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SwitchError } from '../../core/errors.ts';
import { redactSecrets } from '../../core/redact.ts';
import { hostFile } from '../../host/host-file.ts';
import type { SchemaOperation } from '../../migrations/guard/asked.ts';
import type { RanMigration } from '../../migrations/report.ts';

/** Where and with what Alembic runs. */
export interface AlembicPlace {
  readonly python: string;
  /** The working directory, absolute. */
  readonly folder: string;
  /** Arguments that come before the command, such as `-c other.ini`. */
  readonly options: readonly string[];
  /** Flask-Migrate: env.py needs the application. */
  readonly flask?: FlaskPlace;
  /** The only folder of revisions, absolute; those that are configured where it is not given. */
  readonly versions?: string;
  /** PostgreSQL: another database of the same server, to which every connection goes. */
  readonly database?: string;
  readonly onOutput: (text: string) => void;
}

/** How an application of Flask is found, and where its history is. */
export interface FlaskPlace {
  /** Relative to the working directory. */
  readonly directory: string;
  /** As FLASK_APP has it; Flask looks for it where it is not given. */
  readonly application?: string;
}

/** What the runner says, in the order in which it happened. */
export type AlembicEvent =
  | { readonly kind: 'connect'; readonly file: string }
  | { readonly kind: 'statement'; readonly sql: string }
  /** The only value of a statement's result. */
  | { readonly kind: 'rows'; readonly text: string }
  | {
      readonly kind: 'operation';
      readonly operation: SchemaOperation['kind'];
      readonly table: string | null;
      readonly name: string | null;
    }
  | { readonly kind: 'revision'; readonly name: string; readonly direction: 'up' | 'down' }
  | AlembicStatusEvent;

export interface AlembicStatusEvent {
  readonly kind: 'status';
  readonly version: string;
  readonly heads: readonly string[];
  readonly current: readonly string[];
  /** How many databases env.py migrates in one run; usually one. */
  readonly databases: number;
  readonly target: {
    readonly dialect?: string;
    readonly host?: string | null;
    readonly database?: string | null;
    /** How many tables it has, Alembic's own apart. */
    readonly tables: number;
  };
  readonly revisions: readonly {
    readonly id: string;
    readonly down: readonly string[];
    readonly message: string;
    readonly path: string;
  }[];
}

export interface AlembicRun {
  /** `sql` runs statements where env.py connects to, each by itself. */
  readonly command: 'status' | 'run' | 'sql';
  readonly args: readonly string[];
  readonly sql?: readonly string[];
  /** Connections to one SQLite file go to another. */
  readonly redirect?: { readonly from: string; readonly to: string };
}

/** Runs Alembic once. Throws `program-failed` with the last line of its output. */
export async function runAlembic(
  place: AlembicPlace,
  { command, args, sql, redirect }: AlembicRun,
): Promise<readonly AlembicEvent[]> {
  const folder = await mkdtemp(join(tmpdir(), 'engine-switch-alembic-'));
  const events = join(folder, 'events.jsonl');
  const argv = [...place.options, ...args];
  const { flask, versions, database } = place;
  const request = { command, events, argv, sql, redirect, flask, versions, database };
  try {
    const { exitCode, output } = await runPython(place, JSON.stringify(request));
    const said = await readEvents(events);
    if (exitCode !== 0) throw failed(output, said);
    return said;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The revisions that ran, each with the statements that came before it was done. */
export function ranRevisions(events: readonly AlembicEvent[]): readonly RanMigration[] {
  const ran: RanMigration[] = [];
  let sql: string[] = [];
  for (const event of events) {
    if (event.kind === 'statement' && !/\balembic_version\b/.test(event.sql)) {
      sql.push(event.sql.trim());
    }
    if (event.kind !== 'revision') continue;
    ran.push({ name: event.name, direction: event.direction, sql });
    sql = [];
  }
  return ran;
}

/** In this process's group, so that it ends with it; its output is Alembic's log. */
function runPython({ python, folder, onOutput }: AlembicPlace, request: string) {
  return new Promise<{ readonly exitCode: number; readonly output: string }>((resolve, reject) => {
    const child = spawn(python, [hostFile('alembic_runner', 'py'), request], {
      cwd: folder,
      env: { ...process.env, PYTHONUNBUFFERED: '1', PYTHONIOENCODING: 'utf-8' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const collect = (chunk: Buffer) => {
      const text = redactSecrets(chunk.toString('utf8'));
      output = (output + text).slice(-20_000);
      onOutput(text);
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('error', reject);
    child.on('close', (code) => resolve({ exitCode: code ?? 1, output }));
  });
}

async function readEvents(path: string): Promise<readonly AlembicEvent[]> {
  const text = await readFile(path, 'utf8').catch(() => '');
  return text
    .split('\n')
    .filter(Boolean)
    .map((line): AlembicEvent => JSON.parse(line));
}

function failed(output: string, events: readonly AlembicEvent[]): SwitchError {
  const lines = output.trim().split('\n');
  const reason = lines.findLast((line) => /^(\w+\.)*\w*(Error|Exception)\b|^FAILED/.test(line));
  const last = events.findLast((event) => event.kind === 'revision');
  const where = last ? ` after the revision ${last.name}` : '';
  return new SwitchError(
    'program-failed',
    `Alembic failed${where}: ${(reason ?? lines.at(-1) ?? '').slice(0, 500)}`,
    'Read the log, correct the revision or env.py, and run again.',
  );
}
