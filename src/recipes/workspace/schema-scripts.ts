import type { EngineId } from '../../core/goal.ts';
import { notice } from '../../core/notice.ts';
import { oncePer } from '../../core/once-per.ts';
import type { SourceFile } from '../../core/snapshot.ts';
import { rangeOf } from '../../core/span.ts';
import {
  isSchemaScript,
  schemaScripts as schemaScriptsOf,
  twinOf,
} from '../../sql/schema-scripts.ts';
import { splitScript } from '../../sql/splitter.ts';
import { significantTokens } from '../../sql/sqlite-tokens.ts';
import { type TranslateRequest, type Translation, translate } from '../../sql/translate.ts';
import { filesWhere, folderOf } from '../project.ts';
import { type Finding, outcome, type Recipe, type SwitchContext } from '../recipe.ts';

interface Script extends Finding {
  readonly file: SourceFile;
}

/** Gives scripts that make a schema a twin in the target's SQL, or rewrites them where they stand. */
export const schemaScripts: Recipe<Script> = {
  id: 'schema-scripts',
  ecosystem: 'workspace',
  title: 'Translate the SQL scripts that make the schema',
  beyondConfiguration: true,
  detect(project) {
    return [...project.files.values()]
      .filter(({ path, text }) => isSchemaScript(path, text, project.files))
      .map((file) => ({
        path: file.path,
        span: { start: 0, end: 0 },
        label: `schema in ${file.path}`,
        file,
      }));
  },
  rewrite(finding, context) {
    const { source, target, goal, project } = context;
    const { path } = finding.file;
    // A twin for the source says that the script is the target's already; one for the target is the user's now.
    if (project.files.has(twinOf(path, source.id)) || !hasForeignSql(finding.file, context)) {
      return outcome({});
    }
    if (goal.scripts === 'in-place') return inPlace(finding, context);
    return project.files.has(twinOf(path, target.id)) ? outcome({}) : beside(finding, context);
  },
};

/** Whether a script, or one that is run with it, is in the SQL of the source alone. */
function hasForeignSql(file: SourceFile, { project, source, target }: SwitchContext): boolean {
  const isForeign = source.server ? isForServer : isForFile;
  if (isForeign(file)) return true;
  const folder = folderOf(file.path);
  if (folderOf(twinOf(file.path, target.id)) === folder) return false;
  const scripts = filesWhere(project, (path) => folderOf(path) === folder);
  return scripts.some((each) => {
    return isSchemaScript(each.path, each.text, project.files) && isForeign(each);
  });
}

const isForServer = oncePer(({ text }: SourceFile) => isOfServer(text));
const isForFile = oncePer(({ text }: SourceFile) => isOfFile(text));

/** A script of SQLite says what it does with the tables of those before it. */
function translated({ path, text }: SourceFile, { project, source, target }: SwitchContext) {
  const request = { from: source.id, to: target.id };
  if (source.server) return translate(text, request);
  const paths = schemaScriptsOf(project.files).map((script) => script.path);
  const earlier = paths.slice(0, paths.indexOf(path));
  const schema = earlier.map((each) => project.files.get(each)?.text ?? '').join(';\n');
  return translate(text, { ...request, schema });
}

function beside({ file }: Script, context: SwitchContext) {
  const { source, target } = context;
  const { sql, problems } = translated(file, context);
  const twin = twinOf(file.path, target.id);
  const applied = notice('script-twin', { path: file.path }, { twin, engine: target.label });
  return outcome({
    changes: [
      {
        title: `Write ${twin} for ${target.label}`,
        why: `${file.path} makes the schema in the SQL of ${source.label}.`,
        change: { kind: 'create', path: twin, text: sql },
      },
    ],
    notices: [...noticesOf(file, problems, twin), applied],
  });
}

function inPlace({ file }: Script, context: SwitchContext) {
  const { source, target } = context;
  const { edits, problems } = translated(file, context);
  if (edits.length === 0) return outcome({});
  const { path, hash } = file;
  return outcome({
    changes: [
      {
        title: `Translate the script for ${target.label}`,
        why: `It makes the schema in the SQL of ${source.label}.`,
        change: { kind: 'modify', path, hash, edits },
      },
    ],
    notices: noticesOf(file, problems, path),
  });
}

/** What is left as it is, or does something else, in the translation at `written`. */
function noticesOf(file: SourceFile, problems: Translation['problems'], written: string) {
  return problems
    .filter(({ severity }) => severity !== 'info')
    .map(({ severity, message, span }) => {
      const place = { path: file.path, range: rangeOf(file.text, span) };
      const code = severity === 'error' ? 'script-not-translated' : 'script-differs';
      return notice(code, place, { twin: written, reason: message });
    });
}

/** Whether a script is in the SQL of an engine, and the other one does not take it as it is. */
export function isWrittenFor(text: string, engine: EngineId): boolean {
  return engine === 'postgresql' ? isOfServer(text) : isOfFile(text);
}

/** A script that the file's engine takes as it is, or that is its own already, is not of the server. */
export function isOfServer(text: string): boolean {
  return isMostlyRead(text, { from: 'postgresql', to: 'sqlite' });
}

/** Likewise for a script of the file's engine, which takes nearly every word as a type. */
export function isOfFile(text: string): boolean {
  const hasServerWord = significantTokens(text).some(({ kind, text: token }) => {
    return kind === 'word' && serverWords.has(token.toLowerCase());
  });
  return !hasServerWord && isMostlyRead(text, { from: 'sqlite', to: 'postgresql' });
}

/** Types and functions that only a script of the server has. */
const serverWords = new Set(
  `serial bigserial smallserial jsonb timestamptz timetz bytea tsvector citext inet plpgsql extension nextval
  setval now gen_random_uuid uuid_generate_v4 to_tsvector regclass owner`.split(/\s+/),
);

function isMostlyRead(text: string, direction: Pick<TranslateRequest, 'from' | 'to'>): boolean {
  const { sql, problems } = translate(text, direction);
  const unread = problems.filter(({ code }) => code === 'syntax-error').length;
  return sql !== text && unread < splitScript(text).length / 2;
}
