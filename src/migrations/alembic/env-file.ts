import { applyEdits, type TextEdit } from '../../core/edit.ts';
import { appendArgument, keyword } from '../../formats/python/arguments.ts';
import { nodesOf, parsePython, textOf } from '../../formats/python/module.ts';

/** What env.py gets: lines of Python. */
export interface EnvironmentWiring {
  readonly imports: readonly string[];
  /** The expression of the models' metadata. */
  readonly metadata: string;
  /** The expression of the engine, whose URL is taken. */
  readonly engine: string;
}

/**
 * Wires the env.py that `alembic init` writes to a project: metadata, URL, and batch mode, which
 * SQLite needs and PostgreSQL ignores. `undefined` where it is not that file.
 */
export function wireEnvironment(text: string, wiring: EnvironmentWiring): string | undefined {
  const { value: module } = parsePython(text);
  const target = nodesOf(module.root, 'AssignStatement').find(
    ({ firstChild }) => firstChild && textOf(module, firstChild) === 'target_metadata',
  );
  if (!target) return undefined;
  const lines = [
    ...wiring.imports,
    '',
    `target_metadata = ${wiring.metadata}`,
    '# A percent sign has a meaning of its own in the configuration.',
    `url = ${wiring.engine}.url.render_as_string(hide_password=False)`,
    'config.set_main_option("sqlalchemy.url", url.replace("%", "%%"))',
  ];
  const wired: TextEdit = {
    start: target.from,
    end: target.to,
    newText: lines.join(module.lineEnd),
  };
  const configures = nodesOf(module.root, 'CallExpression')
    .filter(({ firstChild }) => firstChild && textOf(module, firstChild) === 'context.configure')
    .filter((call) => !keyword(module, call, 'render_as_batch'))
    .map((call) => appendArgument(module, call, 'render_as_batch=True'));
  return applyEdits(text, [wired, ...configures]);
}
