import { type Notice, notice } from '../../core/notice.ts';
import { engines } from '../../engines/index.ts';
import { spanOf } from '../../formats/javascript/module.ts';
import { placeInScript } from '../facts/javascript-files.ts';
import { movedPgCodesOf, type PgCode, pgCodesOf } from '../facts/pg-code.ts';
import { rawSchemaOf } from '../facts/raw-schema.ts';
import { suppliesUrl } from '../facts/url-suppliers.ts';
import { baseName } from '../project.ts';
import {
  type Finding,
  type Outcome,
  outcome,
  type ProposedChange,
  type Recipe,
  type SwitchContext,
} from '../recipe.ts';
import { columnTypes } from './pool/column-types.ts';
import { fileChanges } from './pool/file-changes.ts';
import { importEdits } from './pool/pool-imports.ts';
import { poolModuleText } from './pool/pool-module.ts';
import { type FileStatements, statementsOf } from './pool/pool-statements.ts';
import { scriptNames } from './pool/script-names.ts';
import { featureFiles, featureNotices } from './pool/server-features.ts';

interface PgFinding extends Finding {
  readonly code: PgCode;
}

const server = Object.values(engines).find(({ server: facts }) => facts);

/**
 * Moves code that uses `pg` itself to a file: a module beside the pool offers what the code calls,
 * the statements are translated. Where both engines stay, the URL chooses at run time.
 */
export const rawPg: Recipe<PgFinding> = {
  id: 'raw-pg',
  ecosystem: 'node',
  title: 'Move code that uses pg itself to better-sqlite3',
  detect: (project) =>
    pgCodesOf(project).map((code) => {
      const { file, names } = code.anchor;
      const span = names[0] ? spanOf(names[0]) : { start: 0, end: 0 };
      const engine = server && { engine: server.id };
      return { path: file.path, span, ...engine, label: `pg in ${file.path}`, code };
    }),
  rewrite({ code }, context) {
    const { project, source, target, goal, runsOn } = context;
    if (!source.server || target.server) return outcome({});
    if (!movedPgCodesOf(project).includes(code)) return outcome({});
    const isElsewhere = goal.strategy === 'replace' && runsOn === target.id;
    return isElsewhere ? outcome({}) : moved(code, context);
  },
};

function moved(code: PgCode, context: SwitchContext): Outcome {
  const { goal, target } = context;
  const all = statementsOf(code.manifest, context);
  const parts = [...all, ...scriptNames(code.manifest, context)].filter(({ file }) =>
    isOwn(code, file.path, context),
  );
  const users = code.users.map((user) => ({ file: user.file, edits: importEdits(code, user) }));
  const files = new Map([...users, ...parts].map(({ file }) => [file.path, file]));
  const changes = fileChanges([...users, ...parts], ({ path }) => {
    const why = users.some((user) => user.file.path === path)
      ? `It takes from ${baseName(code.modulePath)} what it took from pg.`
      : `${target.label} does not run its SQL as it stands.`;
    return { title: `Move ${baseName(path)} to ${target.label}`, why };
  });
  const isBoth = goal.strategy === 'keep-both';
  const others = featureFiles(code.manifest, context.project);
  const talking = [...files.values(), ...others.filter(({ path }) => !files.has(path))];
  return outcome({
    changes: [moduleOf(code, all, context), ...changes],
    notices: [
      ...moduleNotices(code, context),
      ...parts.flatMap(({ notices }) => notices),
      ...(isBoth ? [] : talking.flatMap((file) => featureNotices(file, target))),
    ],
  });
}

/** Of a package in two languages, each has a module of its own. */
function isOwn({ manifest, language }: PgCode, path: string, { project }: SwitchContext): boolean {
  const isAlone = movedPgCodesOf(project).filter((code) => code.manifest === manifest).length === 1;
  return isAlone || /\.(?:[cm]?ts|tsx)$/.test(path) === (language === 'typescript');
}

function moduleOf(
  code: PgCode,
  statements: readonly FileStatements[],
  { goal, project, target }: SwitchContext,
): ProposedChange {
  const isBoth = goal.strategy === 'keep-both';
  const { name: database, file } = goal.database;
  const text = poolModuleText({
    language: code.language,
    file: file.startsWith('/') ? file : `./${file}`,
    database,
    pragmas: target.sqlalchemy.connectStatements,
    columns: columnTypes(rawSchemaOf(project)),
    ...(isBoth && {
      statements: new Map(statements.flatMap(({ translations }) => [...translations])),
    }),
  });
  return {
    title: `Write ${baseName(code.modulePath)}`,
    why: `Code that calls pg runs on it${isBoth ? ', or on pg itself where the URL is that of a server' : ''}.`,
    change: { kind: 'create', path: code.modulePath, text },
  };
}

/** What cannot come back as pg hands it out, said where the pool is taken from. */
function moduleNotices({ anchor, modulePath }: PgCode, context: SwitchContext): readonly Notice[] {
  const { project, source, target, goal } = context;
  const [node] = anchor.names;
  const at = placeInScript(anchor.file, node ? spanOf(node) : { start: 0, end: 0 });
  const values = { module: modulePath, engine: target.label, file: goal.database.file };
  const choice = suppliesUrl(project, source) ? 'pg-chosen-by-url' : 'pg-url-needed';
  const hasTables = rawSchemaOf(project).tables.size > 0;
  return [
    notice(hasTables ? 'pg-values' : 'pg-columns-unknown', at, values),
    ...(goal.strategy === 'keep-both'
      ? [notice(choice, at, { ...values, source: source.label })]
      : []),
  ];
}
