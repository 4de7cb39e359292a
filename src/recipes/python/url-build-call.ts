import type { TextEdit } from '../../core/edit.ts';
import { notice } from '../../core/notice.ts';
import type { Engine } from '../../engines/engine.ts';
import { type DatabaseUrl, parseDatabaseUrl } from '../../engines/url.ts';
import { type Argument, argumentsOf } from '../../formats/python/arguments.ts';
import { type PythonModule, type PythonNode, textOf } from '../../formats/python/module.ts';
import { hasFileForChoice } from '../env/env-choice.ts';
import { isChoiceWith } from '../facts/engine-choice.ts';
import { placedPythonUrl } from '../facts/placed-url.ts';
import { isChosenBySelector } from '../facts/settled-selectors.ts';
import { targetUrl } from '../facts/target-url.ts';
import { type UrlBuild, urlBuildsOf } from '../facts/url-builds.ts';
import { useOf } from '../facts/value-use.ts';
import { modifyPython, placeIn } from '../python-files.ts';
import { type Finding, type Outcome, outcome, type Recipe, type SwitchContext } from '../recipe.ts';
import { choiceOfBuild } from './parts-choice.ts';
import { databaseNameIn } from './url-finding.ts';
import { partsAsked, textForYarl } from './yarl-url.ts';

interface BuildCall extends Finding {
  readonly build: UrlBuild;
  readonly name: string;
}

/**
 * Points calls that build a URL from parts to the target engine: `URL.create` keeps its type, and
 * `PostgresDsn.build` and the like become a string, since their types take no URL of a file.
 */
export const urlBuildCall: Recipe<BuildCall> = {
  id: 'url-build-call',
  ecosystem: 'python',
  title: 'Point calls that build a database URL from parts to the target engine',
  detect: (project) => urlBuildsOf(project).map(findingOf),
  rewrite(finding, context) {
    const { file, call, url, makesUrlObject } = finding.build;
    if (url.engine !== context.source) return outcome({});
    if (isChosenBySelector(context, file, call)) return outcome({});
    if (isChoiceWith(context.project, file, call, context.target)) {
      return left(finding, 'url-choice-left', context.target);
    }
    const value = targetUrl(context, url, databaseNameIn({ url }));
    if (value === undefined) return outcome({});
    if (context.goal.strategy === 'keep-both') return preferVariable(finding, context, value);
    return makesUrlObject ? rebuilt(finding, context, value) : spelled(finding, context, value);
  },
};

function findingOf(build: UrlBuild): BuildCall {
  const { file, call, whole, url } = build;
  const use = useOf(file.module, whole);
  const name = use.kind === 'setting' ? use.name : '';
  return {
    path: file.path,
    span: { start: call.from, end: call.to },
    engine: url.engine.id,
    label: `${name || 'URL'} in ${file.path}`,
    connection: { role: 'supplies', name, url },
    build,
    name: name || 'The URL',
  };
}

/** Lets a whole URL from the environment come before the parts, where that is certain. */
function preferVariable(finding: BuildCall, context: SwitchContext, value: string): Outcome {
  const { build, name, span } = finding;
  const { project, source, target } = context;
  const choice = choiceOfBuild(project, build);
  if (!choice) return left(finding, 'url-parts-left', source);
  const { variable, edits } = choice;
  if (edits.length === 0) return outcome({});
  const values = { name, variable, engine: target.label, url: value };
  const at = placeIn(build.file, span);
  return outcome({
    changes: [
      {
        title: `Let ${variable} decide before the parts of ${name}`,
        why: `The parts only make a URL of ${source.label}.`,
        change: modifyPython(build.file, edits),
      },
    ],
    notices: hasFileForChoice(project, source) ? [] : [notice('url-parts-variable', at, values)],
  });
}

function left(
  { build, span, name }: BuildCall,
  code: 'url-choice-left' | 'url-parts-left',
  { label }: Engine,
): Outcome {
  return outcome({ notices: [notice(code, placeIn(build.file, span), { name, engine: label })] });
}

/** `URL.create` of the target: a file has no user, host and port, and refuses them. */
function rebuilt(finding: BuildCall, context: SwitchContext, value: string): Outcome {
  const { file, call } = finding.build;
  const list = call.getChild('ArgList');
  const all = argumentsOf(file.module, call);
  const url = parseDatabaseUrl(value);
  if (!list || !url || all.some(({ star }) => star !== ''))
    return left(finding, 'url-parts-left', context.source);

  const fields = fieldsOf(context.target, url);
  const named = all[0]?.name ? `${all[0].name}=` : '';
  const parts = [`${named}"${url.scheme}"`, ...fields.map(([name, text]) => `${name}=${text}`)];
  const edit = { start: list.from, end: list.to, newText: layOut(file.module, list, all, parts) };
  return change(finding, context, [edit]);
}

function fieldsOf(target: Engine, url: DatabaseUrl): readonly (readonly [string, string])[] {
  const { server } = target;
  const database = ['database', `"${url.database}"`] as const;
  if (!server) return [database];
  return [
    ['username', `"${url.user}"`],
    ['password', `"${url.user}"`],
    ['host', `"${url.host}"`],
    ['port', url.port],
    database,
  ];
}

/** One argument a line where they were so laid out, else all on one line. */
function layOut(
  { text, lineEnd }: PythonModule,
  list: PythonNode,
  all: readonly Argument[],
  parts: readonly string[],
): string {
  const [first] = all;
  const before = first ? text.slice(list.from + 1, first.start) : '';
  if (!before.includes('\n')) return `(${parts.join(', ')})`;
  const closing = /\r?\n[ \t]*\)$/.exec(text.slice(0, list.to))?.[0] ?? ')';
  const indent = before.slice(before.lastIndexOf('\n') + 1);
  const lines = parts.map((part) => `${lineEnd}${indent}${part}`);
  return `(${lines.join(',')}${closing === ')' ? '' : ','}${closing}`;
}

/** A string in place of a built URL. */
function spelled(finding: BuildCall, context: SwitchContext, value: string): Outcome {
  const { file, whole } = finding.build;
  const { from: start, to: end } = whole;
  const { text, imports } = placedPythonUrl(context, file.module, `"${value}"`);
  const edits = [{ start, end, newText: text }];
  const edited = [...imports, ...edits, ...textForYarl(file.module, finding.build.call, edits)];
  const { changes, notices } = change(finding, context, edited);
  return outcome({ changes, notices: [...notices, ...partsAsked(context.project, finding.build)] });
}

function change(finding: BuildCall, context: SwitchContext, edits: readonly TextEdit[]): Outcome {
  const { build, name, span } = finding;
  const { file, call } = build;
  const { target, source } = context;
  const parts = argumentsOf(file.module, call)
    .filter(({ value }) => /^(?:VariableName|MemberExpression|CallExpression)$/.test(value.name))
    .map(({ value }) => textOf(file.module, value));
  const at = placeIn(file, span);
  const unused =
    parts.length > 0 ? [notice('url-parts-unused', at, { name, parts: parts.join(', ') })] : [];
  const credentials = target.server ? [notice('url-credentials-placeholder', at, { name })] : [];
  return outcome({
    changes: [
      {
        title: `Point ${name} to ${target.label}`,
        why: `It builds the URL of a ${source.label} database from parts.`,
        change: modifyPython(file, edits),
      },
    ],
    notices: [...unused, ...credentials],
  });
}
