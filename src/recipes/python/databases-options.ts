import type { TextEdit } from '../../core/edit.ts';
import { notice } from '../../core/notice.ts';
import type { Engine } from '../../engines/engine.ts';
import {
  type Argument,
  appendArgument,
  argumentsOf,
  removeArguments,
} from '../../formats/python/arguments.ts';
import { ensureStandardModule } from '../../formats/python/imports.ts';
import type { PythonModule, PythonNode } from '../../formats/python/module.ts';
import { type DatabasesCall, databasesCallsOf } from '../facts/databases-library.ts';
import { modifyPython, placeIn } from '../python-files.ts';
import { type Finding, type Outcome, outcome, type Recipe, type SwitchContext } from '../recipe.ts';
import { topLevel } from '../sqlalchemy/engine-sites.ts';

interface OptionsFinding extends Finding {
  readonly found: DatabasesCall;
}

/** What `Database` itself reads; it hands everything else to the driver. */
const own = /^(?:url|force_rollback)$/;
const connectionClass = 'SqliteConnection';

/**
 * Gives `databases.Database(...)` the options that a SQLite file takes: those of a pool or a server
 * are handed to sqlite3, which refuses them, and foreign keys are checked where the connection asks.
 * @see https://www.encode.io/databases/connections_and_transactions/#connection-options
 */
export const databasesOptions: Recipe<OptionsFinding> = {
  id: 'databases-options',
  ecosystem: 'python',
  title: 'Give the library databases the options that the target takes',
  detect: (project) =>
    databasesCallsOf(project).map((found) => ({
      path: found.file.path,
      span: { start: found.call.from, end: found.call.to },
      label: `options of Database in ${found.file.path}`,
      found,
    })),
  rewrite({ found, span }, context) {
    if (context.target.server) return outcome({});
    const { file, call } = found;
    const options = argumentsOf(file.module, call).filter(isForeign);
    if (context.goal.strategy === 'replace') return rewritten(found, options, context);
    if (options.length === 0) return outcome({});
    const values = {
      arguments: options.map(({ name }) => name).join(', '),
      engine: context.target.label,
    };
    return outcome({
      notices: [notice('engine-argument-conditional', placeIn(file, span), values)],
    });
  },
};

function isForeign({ name, star }: Argument): boolean {
  return star === '' && name !== '' && name !== 'factory' && !own.test(name);
}

function rewritten(
  { file, call }: DatabasesCall,
  options: readonly Argument[],
  { target, project }: SwitchContext,
): Outcome {
  const { module } = file;
  const hasFactory = argumentsOf(module, call).some(({ name }) => name === 'factory');
  const statement = topLevel(call);
  const isFirst =
    databasesCallsOf(project).find((each) => each.file === file)?.call.from === call.from;
  const edits = [
    ...removeArguments(module, call, options),
    ...(hasFactory ? [] : [appendArgument(module, call, `factory=${connectionClass}`)]),
    ...(hasFactory || !isFirst ? [] : classBefore(module, statement, target)),
  ];
  if (edits.length === 0) return outcome({});
  return outcome({
    changes: [
      {
        title: `Open ${target.label} with the options that it takes`,
        why: `${target.label} refuses the options of a pool, and checks foreign keys where each connection asks for it.`,
        change: modifyPython(file, edits),
      },
    ],
  });
}

function classBefore(
  module: PythonModule,
  { from }: PythonNode,
  { sqlalchemy }: Engine,
): readonly TextEdit[] {
  const { text, lineEnd } = module;
  const lines = [
    `class ${connectionClass}(sqlite3.Connection):`,
    '    """A connection that checks foreign keys."""',
    '',
    '    def __init__(self, *args, **kwargs):',
    '        super().__init__(*args, **kwargs)',
    ...sqlalchemy.connectStatements.map((statement) => `        self.execute("${statement}")`),
    '',
    '',
    '',
  ];
  const isApart = /(?:\n[ \t]*\r?){3}$/.test(text.slice(0, from));
  const newText = (isApart ? '' : lineEnd) + lines.join(lineEnd);
  return [...ensureStandardModule(module, 'sqlite3'), { start: from, end: from, newText }];
}
