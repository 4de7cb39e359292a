import { type Notice, notice } from '../../core/notice.ts';
import { hasFileForChoice } from '../env/env-choice.ts';
import { placedPythonUrl } from '../facts/placed-url.ts';
import { isChosenBySelector } from '../facts/settled-selectors.ts';
import { targetUrl } from '../facts/target-url.ts';
import { type UrlPlace, urlPlacesOf } from '../facts/url-places.ts';
import type { SettingUse } from '../facts/value-use.ts';
import { modifyPython, placeIn } from '../python-files.ts';
import { type Outcome, outcome, type Recipe, type SwitchContext } from '../recipe.ts';
import { choiceOfPlace, tenantOf } from './parts-choice.ts';
import {
  databaseNameIn,
  reasonToLeave,
  switchedNotices,
  type UrlFinding,
  urlFinding,
} from './url-finding.ts';

/**
 * Points URLs that Python code puts together from parts to the target engine: f-strings,
 * `.format`, `%` and `+`. The parts stay, since other code may read them. Where both engines stay,
 * a whole URL from the environment comes before the parts.
 */
export const assembledUrl: Recipe<UrlFinding> = {
  id: 'assembled-url',
  ecosystem: 'python',
  title: 'Point database URLs that Python code assembles from parts to the target engine',
  detect: (project) =>
    urlPlacesOf(project)
      .filter(({ expression }) => expression.form !== 'plain')
      .map((place) => urlFinding(project, place)),
  rewrite(finding, context) {
    const { use, url, file, expression } = finding.place;
    if (url.engine !== context.source || use.kind === 'text') return outcome({});
    if (isChosenBySelector(context, file, expression.node)) return outcome({});
    const left = reasonToLeave(finding, context);
    if (left) return outcome({ notices: [left] });
    if (use.kind !== 'setting' || isAsked(use, context)) return outcome({});
    const value = targetUrl(context, url, databaseNameIn(finding.place));
    if (value === undefined) return outcome({});
    return context.goal.strategy === 'keep-both'
      ? preferVariable(finding, context, value)
      : replaced(finding, use, context, value);
  },
};

/** Where both engines stay, parts behind a variable that is asked first are right as they are. */
function isAsked(use: UrlPlace['use'], { goal }: SwitchContext): boolean {
  return goal.strategy === 'keep-both' && use.kind === 'setting' && use.site === 'environment';
}

function replaced(
  finding: UrlFinding,
  use: SettingUse,
  context: SwitchContext,
  value: string,
): Outcome {
  const { place, name } = finding;
  const { target, source } = context;
  const tenant = tenantOf(place);
  if (tenant !== undefined && target.server) {
    const at = placeIn(place.file, finding.span);
    const values = { name, part: tenant, engine: target.label };
    return outcome({ notices: [notice('url-per-tenant', at, values)] });
  }
  const { from: start, to: end } = use.node;
  const quote = place.expression.literal.pieces[0]?.quote ?? '"';
  const { text: newText, imports } =
    tenant === undefined
      ? placedPythonUrl(context, place.file.module, `${quote}${value}${quote}`)
      : { text: `f${quote}${value.replace(/[^/]*$/, `{${tenant}}.db`)}${quote}`, imports: [] };
  return outcome({
    changes: [
      {
        title: `Point ${name} to ${target.label}`,
        why: `It puts the URL of a ${source.label} database together from parts.`,
        change: modifyPython(place.file, [...imports, { start, end, newText }]),
      },
    ],
    notices: [...partsNotice(finding, tenant), ...switchedNotices(finding, context)],
  });
}

function partsNotice({ place, span, name }: UrlFinding, tenant?: string): readonly Notice[] {
  const sources = place.expression.holes.map((hole) => hole.replace(/^\{|\}$/g, '').trim());
  const parts = [...new Set(sources)].filter((part) => part !== '' && part !== tenant);
  if (parts.length === 0) return [];
  const values = { name, parts: parts.join(', ') };
  return [notice('url-parts-unused', placeIn(place.file, span), values)];
}

/** Lets a whole URL from the environment come before the parts, where that is certain. */
function preferVariable(finding: UrlFinding, context: SwitchContext, value: string): Outcome {
  const { place, name } = finding;
  const { target, source, project } = context;
  const at = placeIn(place.file, finding.span);
  const choice = choiceOfPlace(project, place);
  if (!choice) {
    return outcome({ notices: [notice('url-parts-left', at, { name, engine: source.label })] });
  }
  const { variable, edits } = choice;
  if (edits.length === 0) return outcome({});
  const values = { name, variable, engine: target.label, url: value };
  const isWritten = hasFileForChoice(project, source);
  return outcome({
    changes: [
      {
        title: `Let ${variable} decide before the parts of ${name}`,
        why: `The parts only make a URL of ${source.label}.`,
        change: modifyPython(place.file, edits),
      },
    ],
    notices: isWritten ? [] : [notice('url-parts-variable', at, values)],
  });
}
