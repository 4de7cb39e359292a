import type { TextEdit } from '../../core/edit.ts';
import { type Notice, notice } from '../../core/notice.ts';
import { ensureStandardModule } from '../../formats/python/imports.ts';
import { replaceString } from '../../formats/python/string-literal.ts';
import { isDecidedOutside } from '../env/env-default.ts';
import { envFilesOf } from '../facts/env-files.ts';
import { settingsClassAround } from '../facts/pydantic-settings.ts';
import { isChosenBySelector } from '../facts/settled-selectors.ts';
import { targetUrl } from '../facts/target-url.ts';
import { urlPlacesOf } from '../facts/url-places.ts';
import type { SettingUse } from '../facts/value-use.ts';
import type { Project } from '../project.ts';
import { modifyPython, placeIn } from '../python-files.ts';
import { type Outcome, outcome, type Recipe, type SwitchContext } from '../recipe.ts';
import {
  databaseNameIn,
  reasonToLeave,
  switchedNotices,
  type UrlFinding,
  urlFinding,
} from './url-finding.ts';

/**
 * Points URLs that are written out in Python code to the target engine: defaults of settings
 * fields and of `os.getenv`, class attributes, constants, arguments of engines.
 */
export const settingsUrl: Recipe<UrlFinding> = {
  id: 'settings-url',
  ecosystem: 'python',
  title: 'Point database URLs in Python settings to the target engine',
  detect: (project) =>
    urlPlacesOf(project)
      .filter(({ expression }) => expression.form === 'plain')
      .map((place) => urlFinding(project, place)),
  rewrite(finding, context) {
    const { use, url, file, expression } = finding.place;
    if (url.engine !== context.source || use.kind === 'text') return outcome({});
    if (isChosenBySelector(context, file, expression.node)) return outcome({});
    const left = reasonToLeave(finding, context);
    if (left) return outcome({ notices: [left] });
    if (use.kind !== 'setting' || environmentDecides(finding, context)) return outcome({});
    return switched(finding, use, context);
  },
};

/** Where both engines stay and an env file names the variable, toggling is that file's affair. */
function environmentDecides({ name, place }: UrlFinding, { goal, target, project }: SwitchContext) {
  if (goal.strategy !== 'keep-both') return false;
  if (isDecidedOutside(project, place)) return true;
  if (!target.server) return false;
  return namedInEnvFile(project, name);
}

function switched(finding: UrlFinding, use: SettingUse, context: SwitchContext): Outcome {
  const { place, name } = finding;
  const { source, target } = context;
  const value = targetUrl(context, place.url, databaseNameIn(place));
  if (value === undefined) return outcome({});
  const profile = place.profile ? ` (${place.profile})` : '';
  return outcome({
    changes: [
      {
        title: `Point ${name}${profile} to ${target.label}`,
        why: `It holds the URL of a ${source.label} database.`,
        change: modifyPython(place.file, editsFor(finding, use, context, value)),
      },
    ],
    notices: [...switchedNotices(finding, context), ...movedNotices(finding, use, context)],
  });
}

/** The URL of the engine that stays as well is written down nowhere now. */
function movedNotices(
  finding: UrlFinding,
  use: SettingUse,
  { goal, project, source, target }: SwitchContext,
): readonly Notice[] {
  const { file } = finding.place;
  const variable = variableFor(finding);
  if (!asksEnvironment(finding, use, { goal, project }) || namedInEnvFile(project, variable))
    return [];
  const values = { source: source.label, target: target.label, variable };
  return [notice('url-from-environment', placeIn(file, finding.span), values)];
}

/** Whether code that has only a URL of its own asks for a variable from now on. */
function asksEnvironment(
  { place: { file } }: UrlFinding,
  use: SettingUse,
  { goal, project }: Pick<SwitchContext, 'goal' | 'project'>,
): boolean {
  const isField = settingsClassAround(project, file.module, use.holder) !== undefined;
  return goal.strategy === 'keep-both' && isFixed(use) && !isField;
}

function namedInEnvFile(project: Project, variable: string): boolean {
  return envFilesOf(project).some(({ document }) =>
    document.entries.some(({ key }) => key === variable),
  );
}

function editsFor(
  finding: UrlFinding,
  use: SettingUse,
  { goal, project }: SwitchContext,
  value: string,
): readonly TextEdit[] {
  const { file, expression } = finding.place;
  const { literal } = expression;
  const quote = literal.pieces[0]?.quote ?? '"';
  const { from: start, to: end } = use.node;
  if (asksEnvironment(finding, use, { goal, project })) {
    const read = `os.getenv("${variableFor(finding)}", "${value}")`;
    return [...ensureStandardModule(file.module, 'os'), { start, end, newText: read }];
  }
  const simple = literal.pieces.length === 1 && literal.pieces[0]?.prefix === '';
  if (simple && use.node === expression.node) return [replaceString(literal, value)];
  return [{ start, end, newText: `${quote}${value}${quote}` }];
}

/** Whether the URL is all that there is: no environment variable is asked first. */
function isFixed({ site }: SettingUse): boolean {
  return site === 'fixed' || site === 'field' || site === 'engine';
}

function variableFor({ name }: UrlFinding): string {
  return /^[A-Z][A-Z0-9_]*$/.test(name) ? name : 'DATABASE_URL';
}
