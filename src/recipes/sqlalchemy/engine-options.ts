import type { TextEdit } from '../../core/edit.ts';
import { type Notice, notice } from '../../core/notice.ts';
import { oncePer } from '../../core/once-per.ts';
import { parseDatabaseUrl } from '../../engines/url.ts';
import { argumentsOf } from '../../formats/python/arguments.ts';
import { dictionaryOf } from '../../formats/python/dictionary.ts';
import { nodesOf, type PythonNode, textOf } from '../../formats/python/module.ts';
import { stringLiteral } from '../../formats/python/string-literal.ts';
import { isTestFile } from '../facts/profile.ts';
import { serverPackageImport } from '../facts/server-packages.ts';
import { type EngineCall, engineCallsOf } from '../facts/sqlalchemy-engines.ts';
import type { Project } from '../project.ts';
import { modifyPython, type PythonFile, placeIn, pythonFilesWith } from '../python-files.ts';
import { type Finding, type Outcome, outcome, type Recipe, type SwitchContext } from '../recipe.ts';
import { conditionalOptions } from './conditional-options.ts';
import { settingsOfDictionary, unseenSpreads, writtenDictionary } from './engine-settings.ts';
import { finishRewrite } from './finish-rewrite.ts';
import { replacedOptions, replacedSettings } from './replaced-options.ts';

/** An engine's call, or a dictionary of options that an extension gives to its engine. */
interface EngineOptions extends Finding {
  readonly file: PythonFile;
  readonly engineCall?: EngineCall;
  readonly dictionary?: PythonNode;
}

/**
 * Takes the options out of SQLAlchemy engines that the target refuses, and adds those that it
 * needs. Where both engines stay, the options depend on the URL.
 */
export const engineOptions: Recipe<EngineOptions> = {
  id: 'engine-options',
  ecosystem: 'sqlalchemy',
  title: 'Give SQLAlchemy engines the options that the target engine takes',
  detect: (project) => [...engineCallsOf(project).map(callFinding), ...optionDictionaries(project)],
  rewrite(finding, context) {
    const { engineCall, dictionary } = finding;
    if (dictionary) return rewriteDictionary(finding, dictionary, context);
    if (!engineCall || engineCall.engine === context.target.id) return outcome({});
    const isOfServer = serverPackageImport(finding.file.module, context.source) !== undefined;
    if (isOfServer || isInMemory(engineCall, context)) return outcome({});
    const asked = { needsThreads: needsThreads(engineCall, context), pings: pings(engineCall) };
    if (context.goal.strategy === 'replace') {
      const edits = replacedOptions(engineCall, context, asked);
      return changed(finding, context, edits, unseen(engineCall, context));
    }
    const conditional = conditionalOptions(engineCall, context, asked);
    return changed(finding, context, conditional.edits, [
      ...conditional.notices,
      ...unseen(engineCall, context),
    ]);
  },
};

/** Nothing at the dictionary says which URL its options go with: where both stay, the user does. */
function rewriteDictionary(
  finding: EngineOptions,
  dictionary: PythonNode,
  context: SwitchContext,
): Outcome {
  const { file } = finding;
  const written = dictionaryOf(file.module, dictionary);
  if (!written) return outcome({});
  const edits = replacedSettings(file.module, settingsOfDictionary(file.module, written), context);
  if (context.goal.strategy === 'replace') return changed(finding, context, edits);
  const values = { arguments: 'Options of this dictionary', engine: context.target.label };
  const unsure = notice('engine-argument-conditional', placeOf(file, dictionary), values);
  return outcome({ notices: edits.length > 0 ? [unsure] : [] });
}

/** A database in memory stays what it is: no server can be that. */
function isInMemory({ file, call }: EngineCall, { source, target }: SwitchContext): boolean {
  const [first] = argumentsOf(file.module, call);
  const literal = first && stringLiteral(file.module, first.value);
  const url = literal && parseDatabaseUrl(literal.value);
  const isMemory = url?.database === '' || url?.database === ':memory:';
  return isMemory && url.engine === source && target.server !== undefined && !source.server;
}

function callFinding(engineCall: EngineCall): EngineOptions {
  const { file, call, engine } = engineCall;
  const { path } = file;
  return {
    path,
    span: { start: call.from, end: call.to },
    ...(engine && { engine }),
    label: `SQLAlchemy engine in ${path}`,
    connection: { role: 'consumes', name: engineCall.url },
    file,
    engineCall,
  };
}

/** `SQLALCHEMY_ENGINE_OPTIONS` of Flask-SQLAlchemy. */
function optionDictionaries(project: Project): readonly EngineOptions[] {
  return pythonFilesWith(project, /ENGINE_OPTIONS/).flatMap((file) =>
    nodesOf(file.module.root, 'AssignStatement').flatMap(({ firstChild, lastChild }) => {
      const isOptions =
        firstChild && /\bSQLALCHEMY_ENGINE_OPTIONS\b/.test(textOf(file.module, firstChild));
      if (!isOptions || lastChild?.name !== 'DictionaryExpression') return [];
      const span = { start: lastChild.from, end: lastChild.to };
      const label = `SQLALCHEMY_ENGINE_OPTIONS in ${file.path}`;
      return [{ path: file.path, span, label, file, dictionary: lastChild }];
    }),
  );
}

/** Requests of these frameworks are served by threads that share an engine's connections. */
const threaded = oncePer(
  (project: Project) => pythonFilesWith(project, /\b(?:fastapi|starlette|flask)\b/i).length > 0,
);

function needsThreads(
  { style, file, fromConfig }: EngineCall,
  { project }: SwitchContext,
): boolean {
  return style === 'sync' && !fromConfig && !isMigration(file) && threaded(project);
}

/** A server may have closed a pooled connection; the application's engines ask before use. */
function pings({ file, call, fromConfig }: EngineCall): boolean {
  const open = argumentsOf(file.module, call).some(({ star }) => star === '**');
  return !open && !fromConfig && !isMigration(file) && !isTestFile(file.path);
}

function isMigration({ source }: PythonFile): boolean {
  return /^\s*(?:from alembic import|import alembic)/m.test(source.text);
}

/** Options of which the file does not show what they are. */
function unseen({ file, call }: EngineCall, { target }: SwitchContext): readonly Notice[] {
  const { module } = file;
  const connect = argumentsOf(module, call).find(({ name }) => name === 'connect_args')?.value;
  const unknown = connect && !isKnown(connect) && !writtenDictionary(module, connect);
  return [...unseenSpreads(module, call), ...(unknown ? [connect] : [])].map((node) => {
    const values = { argument: textOf(module, node), engine: target.label };
    return notice('engine-arguments-unsure', placeOf(file, node), values);
  });
}

function isKnown(value: PythonNode): boolean {
  return value.name === 'ConditionalExpression' || value.name === 'ParenthesizedExpression';
}

function changed(
  finding: EngineOptions,
  { project, target }: SwitchContext,
  edits: readonly TextEdit[],
  notices: readonly Notice[] = [],
): Outcome {
  const { file } = finding;
  const all = finishRewrite(file, { edits, imports: [] }, project);
  const title = `Give the engine the options of ${target.label}`;
  const why = `${target.label} refuses or needs other options than the engine has.`;
  const change = modifyPython(file, all);
  return outcome({ changes: all.length > 0 ? [{ title, why, change }] : [], notices });
}

function placeOf(file: PythonFile, { from: start, to: end }: PythonNode) {
  return placeIn(file, { start, end });
}
