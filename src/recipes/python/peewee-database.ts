import { notice } from '../../core/notice.ts';
import type { Engine } from '../../engines/engine.ts';
import { engines } from '../../engines/index.ts';
import { parseDatabaseUrl } from '../../engines/url.ts';
import { argumentsOf, keyword, positional } from '../../formats/python/arguments.ts';
import { referenceTo } from '../../formats/python/import-edits.ts';
import { callsOf, importsOf } from '../../formats/python/imports.ts';
import { nodesOf, type PythonModule, type PythonNode } from '../../formats/python/module.ts';
import { quoted } from '../../formats/python/quotes.ts';
import { stringLiteral } from '../../formats/python/string-literal.ts';
import { databaseFileFor } from '../facts/target-url.ts';
import { modifyPython, type PythonFile, placeIn, pythonFilesWith } from '../python-files.ts';
import { type Finding, type Outcome, outcome, type Recipe, type SwitchContext } from '../recipe.ts';
import { finishRewrite } from '../sqlalchemy/finish-rewrite.ts';
import { fieldRewrites } from './orm-fields.ts';

interface PeeweeFile extends Finding {
  readonly file: PythonFile;
  readonly calls: readonly PythonNode[];
}

const makers =
  /^(?:peewee|playhouse\.(?:pool|postgres_ext|cockroachdb))\.(?:Pooled)?Postgresql(?:Ext)?Database$/;
const extensions = /^playhouse\.postgres_ext$/;

/**
 * Has Peewee open a SQLite file in the place of a PostgreSQL server, with fields that a file can
 * keep. Where both engines stay, the place is named: Peewee's fields are those of one of them.
 * @see https://docs.peewee-orm.com/en/latest/peewee/database.html#using-sqlite
 */
export const peeweeDatabase: Recipe<PeeweeFile> = {
  id: 'peewee-database',
  ecosystem: 'python',
  title: 'Open a SQLite file where Peewee opened a PostgreSQL server',
  detect: (project) => pythonFilesWith(project, /\b(?:peewee|playhouse)\b/).flatMap(findUses),
  rewrite(finding, context) {
    if (context.source !== engines.postgresql || context.target.server) return outcome({});
    if (context.goal.strategy === 'keep-both') return named(finding, context);
    return rewritten(finding, context);
  },
};

function findUses(file: PythonFile): readonly PeeweeFile[] {
  const { module, path } = file;
  const calls = callsOf(module, module.root, (name) => makers.test(name));
  const extension = importsOf(module).find((found) => extensions.test(found.module));
  const first = calls[0] ?? extension?.statement;
  if (!first) return [];
  const url = parseDatabaseUrl(
    `postgresql://localhost/${calls[0] ? nameIn(module, calls[0]) : ''}`,
  );
  const span = { start: first.from, end: first.to };
  const label = `Peewee's database in ${path}`;
  const connection = { role: 'supplies', name: 'database', ...(url && { url }) } as const;
  return [
    {
      path,
      span,
      engine: engines.postgresql.id,
      label,
      ...(calls.length > 0 && { connection }),
      file,
      calls,
    },
  ];
}

/** The database's name as far as it is written out, also as what stands in for a variable. */
function nameIn(module: PythonModule, call: PythonNode): string {
  const given = positional(module, call, 0) ?? keyword(module, call, 'database');
  if (!given) return '';
  const literals = [given.value, ...nodesOf(given.value, 'String')].flatMap(
    (node) => stringLiteral(module, node)?.value ?? [],
  );
  return literals.findLast((text) => /^[\w-]+$/.test(text) && text !== text.toUpperCase()) ?? '';
}

function named({ file, span, calls }: PeeweeFile, { source }: SwitchContext): Outcome {
  if (calls.length === 0) return outcome({});
  const values = { engine: source.label };
  return outcome({ notices: [notice('raw-driver-left', placeIn(file, span), values)] });
}

function rewritten({ file, calls }: PeeweeFile, context: SwitchContext): Outcome {
  const { module } = file;
  const database = referenceTo(module, 'peewee', 'SqliteDatabase');
  const fields = fieldRewrites(file);
  const edits = [
    ...calls.map((call) => ({
      start: call.from,
      end: call.to,
      newText: openCall(module, call, database.text, context),
    })),
    ...fields.edits,
  ];
  if (edits.length === 0) return outcome({ notices: fields.notices });
  const imports = [...(calls.length > 0 ? database.imports : []), ...fields.imports];
  const all = finishRewrite(file, { edits, imports }, context.project);
  return outcome({
    changes: [
      {
        title: `Have Peewee keep its tables in ${context.target.label}`,
        why: `Its databases and fields for ${context.source.label} need that server.`,
        change: modifyPython(file, all),
      },
    ],
    notices: fields.notices,
  });
}

function openCall(
  module: PythonModule,
  call: PythonNode,
  name: string,
  context: SwitchContext,
): string {
  const isDeferred = argumentsOf(module, call)[0]?.value.name === 'None';
  const file = isDeferred ? 'None' : quoted(module, databaseFileFor(context, nameIn(module, call)));
  return `${name}(${file}, pragmas=${pragmas(module, context.target)})`;
}

/** What each connection is told, as Peewee's dictionary: `PRAGMA journal_mode=WAL` by name and value. */
function pragmas(module: PythonModule, { sqlalchemy }: Engine): string {
  const entries = sqlalchemy.connectStatements.flatMap((statement) => {
    const [, name, value] = /^PRAGMA (\w+)=(\w+)$/.exec(statement) ?? [];
    if (!name || !value) return [];
    const written = /^\d+$/.test(value) ? value : value === 'ON' ? '1' : quoted(module, value);
    return [`${quoted(module, name)}: ${written}`];
  });
  return `{${entries.join(', ')}}`;
}
