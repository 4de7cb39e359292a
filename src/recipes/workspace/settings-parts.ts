import { notice } from '../../core/notice.ts';
import { rangeOf } from '../../core/span.ts';
import type { Engine } from '../../engines/engine.ts';
import { engines } from '../../engines/index.ts';
import { selectorNamesFor } from '../facts/database-variables.ts';
import { type SettingEntry, settingEntriesOf } from '../facts/settings-files.ts';
import { type Finding, outcome, type Recipe } from '../recipe.ts';
import { isInfrastructure } from './infrastructure.ts';

interface SettingParts extends Finding {
  readonly entry: SettingEntry;
  readonly of: Engine;
}

const selectorKey = /^(?:engine|client|driver|dialect|type|backend|drivername|provider)$/i;
const partKey =
  /^(?:host|hostname|server|port|user|username|password|database|dbname|name|connection|schema)$/i;

/** Names sections of settings files that choose the engine by a word and connect with parts. */
export const settingsParts: Recipe<SettingParts> = {
  id: 'settings-parts',
  ecosystem: 'workspace',
  title: 'Name connections in parts in YAML, TOML and JSON settings',
  detect(project) {
    const entries = settingEntriesOf(project).filter(({ source }) => !isInfrastructure(source));
    return entries.flatMap((entry) => selectorIn(entry, entries));
  },
  rewrite({ entry, of }, { source, target, goal }) {
    if (of !== source || goal.strategy === 'keep-both') return outcome({});
    const values = { name: entry.path.join('.'), engine: source.label, target: target.label };
    const place = { path: entry.source.path, range: rangeOf(entry.source.text, entry.span) };
    return outcome({ notices: [notice('settings-parts-left', place, values)] });
  },
};

const sectionName = /^(?:db|database|databases|knex|sql|datasource)$/i;

/** A selector counts in a section of a database, and where parts of a connection are beside it. */
function selectorIn(entry: SettingEntry, all: readonly SettingEntry[]): readonly SettingParts[] {
  if (!selectorKey.test(entry.path.at(-1) ?? '')) return [];
  const of = Object.values(engines).find(
    (engine) => selectorNamesFor(entry.value, engine, engine).length > 0,
  );
  const section = entry.path.slice(0, -1).join('\0');
  const beside = all.some(({ source, path }) => {
    const inside = path.slice(0, entry.path.length - 1).join('\0') === section;
    return source === entry.source && inside && partKey.test(path[entry.path.length - 1] ?? '');
  });
  const isSection = sectionName.test(entry.path.at(-2) ?? '');
  if (!of || !(beside || isSection)) return [];
  const label = `${entry.path.join('.')} in ${entry.source.path}`;
  return [{ path: entry.source.path, span: entry.span, engine: of.id, label, entry, of }];
}
