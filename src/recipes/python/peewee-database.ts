import { engines } from '../../engines/index.ts';
import { parseDatabaseUrl } from '../../engines/url.ts';
import { referenceTo } from '../../formats/python/import-edits.ts';
import { callsOf, importsOf } from '../../formats/python/imports.ts';
import { isChosenBySelector } from '../facts/settled-selectors.ts';
import { modifyPython, type PythonFile, pythonFilesWith } from '../python-files.ts';
import { type Outcome, outcome, type Recipe, type SwitchContext } from '../recipe.ts';
import { finishRewrite } from '../sqlalchemy/finish-rewrite.ts';
import { fieldRewrites } from './orm-fields.ts';
import { chosen, type PeeweeUse } from './peewee-choice.ts';
import { databaseIn, openCall } from './peewee-open.ts';

const makers =
  /^(?:peewee|playhouse\.(?:pool|postgres_ext|cockroachdb))\.(?:Pooled)?Postgresql(?:Ext)?Database$/;
const extensions = /^playhouse\.postgres_ext$/;

/**
 * Has Peewee open a SQLite file in the place of a PostgreSQL server, with fields that a file can
 * keep. Where both engines stay, a variable chooses between the two.
 * @see https://docs.peewee-orm.com/en/latest/peewee/database.html#using-sqlite
 */
export const peeweeDatabase: Recipe<PeeweeUse> = {
  id: 'peewee-database',
  ecosystem: 'python',
  title: 'Open a SQLite file where Peewee opened a PostgreSQL server',
  detect: (project) => pythonFilesWith(project, /\b(?:peewee|playhouse)\b/).flatMap(findUses),
  rewrite(finding, context) {
    if (context.source !== engines.postgresql || context.target.server) return outcome({});
    if (context.goal.strategy === 'keep-both') return chosen(finding, context);
    return rewritten(finding, context);
  },
};

function findUses(file: PythonFile): readonly PeeweeUse[] {
  const { module, path } = file;
  const calls = callsOf(module, module.root, (name) => makers.test(name));
  const extension = importsOf(module).find((found) => extensions.test(found.module));
  const first = calls[0] ?? extension?.statement;
  if (!first) return [];
  const url = parseDatabaseUrl(
    `postgresql://localhost/${calls[0] ? databaseIn(module, calls[0]) : ''}`,
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

function rewritten({ file, calls: found }: PeeweeUse, context: SwitchContext): Outcome {
  const calls = found.filter((call) => !isChosenBySelector(context, file, call));
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
  const finished = finishRewrite(file, { edits, imports }, context.project);
  return outcome({
    changes: [
      {
        title: `Have Peewee keep its tables in ${context.target.label}`,
        why: `Its databases and fields for ${context.source.label} need that server.`,
        change: modifyPython(file, finished),
      },
    ],
    notices: fields.notices,
  });
}
