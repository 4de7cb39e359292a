import { notice } from '../../core/notice.ts';
import type { SourceFile } from '../../core/snapshot.ts';
import { rangeOf } from '../../core/span.ts';
import { isSchemaScript, twinOf } from '../../sql/schema-scripts.ts';
import { splitScript } from '../../sql/splitter.ts';
import { translate } from '../../sql/translate.ts';
import { type Finding, outcome, type Recipe } from '../recipe.ts';

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
  rewrite({ file, hasTwin }, { source, target }) {
    if (!source.server || target.server || hasTwin || !isOfServer(file.text)) return outcome({});
    const { sql, problems } = translate(file.text, { from: source.id, to: target.id });
    const twin = twinOf(file.path);
    const notices = problems
      .filter(({ severity }) => severity !== 'info')
      .map(({ severity, message, span }) => {
        const place = { path: file.path, range: rangeOf(file.text, span) };
        const code = severity === 'error' ? 'script-not-translated' : 'script-differs';
        return notice(code, place, { twin, reason: message });
      });
    const applied = notice('script-twin', { path: file.path }, { twin, engine: target.label });
    return outcome({
      changes: [
        {
          title: `Write ${twin} for ${target.label}`,
          why: `${file.path} makes the schema in the SQL of ${source.label}.`,
          change: { kind: 'create', path: twin, text: sql },
        },
      ],
      notices: [...notices, applied],
    });
  },
};

/** A script that the target takes as it is, or that is the target's own already, needs no twin. */
export function isOfServer(text: string): boolean {
  const request = { from: 'postgresql', to: 'sqlite' } as const;
  const { sql, problems } = translate(text, request);
  const unread = problems.filter(({ code }) => code === 'syntax-error').length;
  return sql !== text && unread < splitScript(text).length / 2;
}
