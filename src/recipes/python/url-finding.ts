import { type Notice, notice } from '../../core/notice.ts';
import type { DatabaseUrl } from '../../engines/url.ts';
import { isChoiceWith } from '../facts/engine-choice.ts';
import { isTestFile } from '../facts/profile.ts';
import { settingsClassAround, variableOfField } from '../facts/pydantic-settings.ts';
import type { UrlPlace } from '../facts/url-places.ts';
import type { Project } from '../project.ts';
import { placeIn } from '../python-files.ts';
import type { Finding, SwitchContext } from '../recipe.ts';

/** A database URL in Python code as a finding of a recipe. */
export interface UrlFinding extends Finding {
  readonly place: UrlPlace;
  /** What the setting is called from outside: the environment variable, the constant. */
  readonly name: string;
}

/** The finding that a place makes; only what goes to a setting speaks for an engine. */
export function urlFinding(project: Project, place: UrlPlace): UrlFinding {
  const { file, expression, url, use, profile } = place;
  const { from: start, to: end } = expression.node;
  const name = settingName(project, place);
  const base = { path: file.path, span: { start, end }, place, name };
  if (use.kind !== 'setting') return { ...base, label: `URL in ${file.path}` };
  const connection = {
    role: 'supplies',
    name,
    url: withoutHoles(url),
    ...(profile && { profile }),
  } as const;
  return { ...base, engine: url.engine.id, label: `${name} in ${file.path}`, connection };
}

function settingName(project: Project, { file: { module }, use }: UrlPlace): string {
  if (use.kind !== 'setting') return '';
  const owner = use.site === 'field' && settingsClassAround(project, module, use.holder);
  return owner ? variableOfField(module, owner, use.holder) : use.name;
}

/** A name that is put in at run time is not the database's name. */
function withoutHoles(url: DatabaseUrl): DatabaseUrl {
  return url.database.includes('{') ? { ...url, database: '' } : url;
}

/** Why a URL of the source engine stays, if it has to. */
export function reasonToLeave(finding: UrlFinding, context: SwitchContext): Notice | undefined {
  const { place, name } = finding;
  const { source, target, goal } = context;
  const values = { name, engine: source.label, target: target.label };
  const at = placeIn(place.file, finding.span);
  if (place.use.kind === 'compared') return notice('url-asserted', at, values);
  if (place.use.kind === 'unknown') return notice('url-use-unknown', at, values);
  if (place.use.kind !== 'setting') return undefined;
  if (isChoiceWith(context.project, place.file, place.expression.node, target)) {
    return notice('url-choice-left', at, { name, engine: target.label });
  }
  if (place.profile === 'production' && goal.strategy === 'keep-both') {
    return notice('url-production-left', at, values);
  }
  return place.profile === 'test' ? reasonOfTest(finding, context) : undefined;
}

/** A test that is given a URL may be about it; one that runs in memory needs no server. */
function reasonOfTest(finding: UrlFinding, { source, target, goal }: SwitchContext) {
  const { place } = finding;
  const at = placeIn(place.file, finding.span);
  const values = { engine: source.label, target: target.label };
  if (goal.strategy === 'keep-both') return notice('url-tests-left', at, values);
  if (isInMemory(place.url)) return notice('url-in-memory', at, values);
  const handedOver = place.use.kind === 'setting' && place.use.site === 'argument';
  if (handedOver && isTestFile(place.file.path)) return notice('url-in-test', at, values);
  return undefined;
}

function isInMemory({ engine, database, query }: DatabaseUrl): boolean {
  return !engine.server && (database === '' || /:memory:|mode=memory/.test(database + query));
}

/** The database that a URL names, empty where that is put in at run time. */
export function databaseNameIn({ url, profile }: Pick<UrlPlace, 'url' | 'profile'>): string {
  const stem = url.engine.server
    ? url.database
    : url.database.slice(url.database.lastIndexOf('/') + 1).replace(/\.\w+$/, '');
  const name = /^[\p{L}\p{N}_-]+$/u.test(stem) ? stem : '';
  return profile === 'test' && !/test/i.test(name) ? `test_${name || 'app'}` : name;
}

/** What the user has to know of a URL that now points to the target. */
export function switchedNotices(
  { place, name, span }: UrlFinding,
  { target }: SwitchContext,
): readonly Notice[] {
  const at = placeIn(place.file, span);
  const values = { name, engine: target.label };
  return [
    ...(place.profile === 'production' ? [notice('url-production-switched', at, values)] : []),
    ...(target.server ? [notice('url-credentials-placeholder', at, values)] : []),
  ];
}
