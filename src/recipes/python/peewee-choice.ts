import type { TextEdit } from '../../core/edit.ts';
import { notice } from '../../core/notice.ts';
import { oncePer } from '../../core/once-per.ts';
import { lineStartAt } from '../../formats/lines.ts';
import { referenceTo } from '../../formats/python/import-edits.ts';
import { ensureStandardModule } from '../../formats/python/imports.ts';
import { indentLines, indentUnit } from '../../formats/python/indent.ts';
import type { PythonModule, PythonNode } from '../../formats/python/module.ts';
import { quoted } from '../../formats/python/quotes.ts';
import { isChosenBySelector, isSetInEnvFile } from '../facts/settled-selectors.ts';
import { readersOf } from '../facts/variable-readers.ts';
import type { Project } from '../project.ts';
import { modifyPython, type PythonFile, placeIn, pythonFilesWith } from '../python-files.ts';
import { type Finding, type Outcome, outcome, type SwitchContext } from '../recipe.ts';
import { finishRewrite } from '../sqlalchemy/finish-rewrite.ts';
import { fieldRewrites } from './orm-fields.ts';
import { isDeferred, openCall } from './peewee-open.ts';

/** A file with Peewee's calls that open PostgreSQL. */
export interface PeeweeUse extends Finding {
  readonly file: PythonFile;
  readonly calls: readonly PythonNode[];
}

/**
 * Where both engines stay, a variable chooses the class that opens the database. Models with fields
 * of one engine alone, and databases that get their place later, are named instead.
 */
export function chosen(use: PeeweeUse, context: SwitchContext): Outcome {
  const { file, span } = use;
  const { project, source } = context;
  const [ofOne] = filesOfOneEngine(project);
  if (ofOne && (use.calls.length > 0 || fieldRewrites(file).edits.length > 0)) {
    const values = { engine: source.label, file: ofOne.path };
    return outcome({ notices: [notice('peewee-fields-left', placeIn(file, span), values)] });
  }
  const open = use.calls.filter((call) => !isChosenBySelector(context, file, call));
  const later = open.filter((call) => isDeferred(file.module, call));
  const variable = variableFor(project);
  const calls = variable ? open.filter((call) => !later.includes(call)) : [];
  const left = variable ? later : open;
  return outcome({
    changes: variable && calls.length > 0 ? [change({ ...use, calls }, variable, context)] : [],
    notices: left.map((call) => {
      const place = placeIn(file, { start: call.from, end: call.to });
      return notice('peewee-database-left', place, { engine: source.label });
    }),
  });
}

/** The files whose models have fields that the server alone has. */
const filesOfOneEngine = oncePer((project: Project) =>
  pythonFilesWith(project, /\bplayhouse\.postgres_ext\b/).filter(
    (file) => fieldRewrites(file).edits.length > 0,
  ),
);

/** A name for the variable that the project does not use. */
const variableFor = oncePer((project: Project) =>
  ['DB_ENGINE', 'DATABASE_ENGINE'].find(
    (name) => readersOf(project, name).length === 0 && !isSetInEnvFile(project, name),
  ),
);

function change({ file, calls }: PeeweeUse, variable: string, context: SwitchContext) {
  const { source, target, project } = context;
  const { module } = file;
  const database = referenceTo(module, 'peewee', 'SqliteDatabase');
  const named = quoted(module, target.id);
  const test = `os.getenv(${quoted(module, variable)}, ${named}) == ${named}`;
  const edits = calls.flatMap((call) =>
    choice(module, call, { first: openCall(module, call, database.text, context), test }),
  );
  const finished = finishRewrite(file, { edits, imports: database.imports }, project);
  return {
    title: `Let ${variable} choose Peewee's database, ${target.label} where it is not set`,
    why: `${variable}=${source.id} in the environment opens ${source.label} as before.`,
    change: modifyPython(file, [...ensureStandardModule(module, 'os'), ...finished]),
  };
}

/** `(<first> if <test> else <the call>)` in lines of their own. */
function choice(
  module: PythonModule,
  { from, to }: PythonNode,
  { first, test }: { readonly first: string; readonly test: string },
): readonly TextEdit[] {
  const { text, lineEnd } = module;
  const [indent = ''] = /^[ \t]*/.exec(text.slice(lineStartAt(text, from), from)) ?? [];
  const unit = indentUnit(indent);
  const head = ['(', `${unit}${first}`, `${unit}if ${test}`, `${unit}else `];
  return [
    { start: from, end: from, newText: head.join(`${lineEnd}${indent}`) },
    ...indentLines(module, { start: from, end: to }, unit),
    { start: to, end: to, newText: `${lineEnd}${indent})` },
  ];
}
