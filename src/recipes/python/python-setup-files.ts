import { notice } from '../../core/notice.ts';
import type { SourceFile } from '../../core/snapshot.ts';
import { rangeOf } from '../../core/span.ts';
import type { Engine } from '../../engines/engine.ts';
import { engines } from '../../engines/index.ts';
import { baseName, filesWhere } from '../project.ts';
import { type Finding, outcome, type Recipe } from '../recipe.ts';
import { driverChanges } from './driver-changes.ts';

interface SetupFileDriver extends Finding {
  readonly source: SourceFile;
  readonly of: Engine;
  readonly name: string;
}

/** Names drivers in `setup.py`, `setup.cfg` and Conda files: code and formats that are not edited. */
export const pythonSetupFiles: Recipe<SetupFileDriver> = {
  id: 'python-setup-files',
  ecosystem: 'python',
  title: 'Name database drivers in setup.py, setup.cfg and Conda environments',
  detect: (project) =>
    filesWhere(project, isInstallFile).flatMap((source) =>
      Object.values(engines).flatMap((engine) => findDrivers(source, engine)),
    ),
  rewrite({ source, span, of, name, path }, context) {
    if (of !== context.source || context.goal.strategy === 'keep-both') return outcome({});
    const wanted = driverChanges(context).wanted.map(({ packages }) => packages[0]);
    const values = {
      package: name,
      engine: of.label,
      target: context.target.label,
      needed: wanted.join(' and ') || 'no package',
    };
    const place = { path, range: rangeOf(source.text, span) };
    return outcome({ notices: [notice('dependencies-in-setup-file', place, values)] });
  },
};

const setupFile = /^(?:setup\.(?:py|cfg)|(?:conda-)?environment[\w.-]*\.ya?ml)$/;

/** Files whose commands install packages, such as `RUN pip install psycopg2-binary`. */
const commandFile =
  /^(?:(?:Docker|Container)file[\w.-]*|[\w.-]+\.(?:[Dd]ockerfile|sh|bash)|tox\.ini|noxfile\.py|[Mm]akefile|justfile|Vagrantfile)$/;

function isInstallFile(path: string): boolean {
  const name = baseName(path);
  return setupFile.test(name) || commandFile.test(name);
}

function findDrivers(source: SourceFile, engine: Engine): readonly SetupFileDriver[] {
  const names = engine.pythonDrivers.flatMap(({ packages }) => packages).join('|');
  const form = setupFile.test(baseName(source.path)) ? listed(names) : installed(names);
  return [...source.text.matchAll(form)].map(({ 0: name, index }) => ({
    path: source.path,
    span: { start: index, end: index + name.length },
    engine: engine.id,
    label: `${name} in ${source.path}`,
    source,
    of: engine,
    name,
  }));
}

/** A driver's package where a requirement begins: behind a quote, a dash or at a line's start. */
function listed(names: string): RegExp {
  const start = `(?<=^[ \\t]*(?:- )?["']?|["'])`;
  return new RegExp(`${start}(?:${names})(?![\\w.-])(?=\\s*(?:[\\[=<>~!;"',]|$))`, 'gm');
}

/** A driver's package behind a command that installs, on its line or those that continue it. */
function installed(names: string): RegExp {
  const command = '(?:pip3?|uv|poetry|pipenv|pdm)(?: pip)? (?:install|add)';
  const before = `(?<=^(?!\\s*#).*${command}(?:[^\\n]|\\\\\\r?\\n)*[\\s"'])`;
  // The look-ahead rejects most places before the look-behind has to be tried.
  return new RegExp(`(?=${names})${before}(?:${names})(?![\\w-])`, 'gm');
}
