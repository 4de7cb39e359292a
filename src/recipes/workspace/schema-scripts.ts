import { notice } from '../../core/notice.ts';
import type { SourceFile } from '../../core/snapshot.ts';
import { rangeOf } from '../../core/span.ts';
import { isSchemaScript, twinOf } from '../../sql/schema-scripts.ts';
import { splitScript } from '../../sql/splitter.ts';
import { type Translation, translate } from '../../sql/translate.ts';
import { type Finding, outcome, type Recipe, type SwitchContext } from '../recipe.ts';

interface Script extends Finding {
  readonly file: SourceFile;
  /** The SQLite form is there already: it is the user's now. */
  readonly hasTwin: boolean;
}

/** Gives every script that makes a schema a twin in the target's SQL; the script itself stays. */
export const schemaScripts: Recipe<Script> = {
  id: 'schema-scripts',
  ecosystem: 'workspace',
  title: 'Translate the SQL scripts that make the schema',
  beyondConfiguration: true,
  detect(project) {
    return [...project.files.values()]
      .filter(({ path, text }) => isSchemaScript(path, text))
      .map((file) => ({
        path: file.path,
        span: { start: 0, end: 0 },
        label: `schema in ${file.path}`,
        file,
        hasTwin: project.files.has(twinOf(file.path)),
      }));
  },
  rewrite(finding, context) {
    const { source, target, goal } = context;
    if (!source.server || target.server || !isOfServer(finding.file.text)) return outcome({});
    if (goal.scripts === 'in-place') return inPlace(finding, context);
    return finding.hasTwin ? outcome({}) : beside(finding, context);
  },
};

function beside({ file }: Script, { source, target }: SwitchContext) {
  const { sql, problems } = translate(file.text, { from: source.id, to: target.id });
  const twin = twinOf(file.path);
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

function inPlace({ file }: Script, { source, target }: SwitchContext) {
  const { edits, problems } = translate(file.text, { from: source.id, to: target.id });
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

/** A script that the target takes as it is, or that is the target's own already, needs no twin. */
export function isOfServer(text: string): boolean {
  const request = { from: 'postgresql', to: 'sqlite' } as const;
  const { sql, problems } = translate(text, request);
  const unread = problems.filter(({ code }) => code === 'syntax-error').length;
  return sql !== text && unread < splitScript(text).length / 2;
}
