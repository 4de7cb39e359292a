import { oncePer } from '../../core/once-per.ts';
import { keyword } from '../../formats/python/arguments.ts';
import { indentationOf } from '../../formats/python/blocks.ts';
import { callsOf } from '../../formats/python/imports.ts';
import { enclosing, type PythonNode, textOf } from '../../formats/python/module.ts';
import {
  type MigrationEnvironment,
  migrationEnvironmentsOf,
} from '../facts/migration-environments.ts';
import { servedEngines } from '../facts/served-engines.ts';
import { engineCallsOf, engineOfProject } from '../facts/sqlalchemy-engines.ts';
import type { Project } from '../project.ts';
import { modifyPython } from '../python-files.ts';
import { type Finding, outcome, type Recipe } from '../recipe.ts';
import { extensionSites, siteOf } from '../sqlalchemy/engine-sites.ts';

interface SharedConnection extends Finding {
  readonly environment: MigrationEnvironment;
  /** The call of `context.configure` and the connection that it is given. */
  readonly configure: PythonNode;
  readonly connection: NonNullable<Finding['connection']> & { readonly expression: string };
}

/**
 * Switches foreign keys off while Alembic migrates with an engine of the application, whose
 * connections have them on: a table that is built again is dropped in between, and the rows that
 * refer to it would go with it.
 * @see https://www.sqlite.org/foreignkeys.html#fk_schemacommands
 */
export const migrationForeignKeys: Recipe<SharedConnection> = {
  id: 'migration-foreign-keys',
  ecosystem: 'alembic',
  title: 'Switch foreign keys off while Alembic builds tables again',
  detect: (project) =>
    migrationEnvironmentsOf(project).flatMap((environment) => findShared(project, environment)),
  rewrite({ environment, configure, connection, engine }, context) {
    const of = servedEngines(context).find(({ sqlalchemy }) => sqlalchemy.rebuildsTables);
    const [on] = of?.sqlalchemy.connectStatements ?? [];
    const { file } = environment;
    const off = on?.replace(/=ON$/, '=OFF');
    if (!of || !off || engine === context.target.id) return outcome({});
    if (/foreign_keys\s*=\s*OFF/i.test(file.source.text)) return outcome({});
    const statement = enclosing(configure, 'ExpressionStatement') ?? configure;
    const indent = indentationOf(file.module, statement);
    const lines = [
      `if ${connection.expression}.dialect.name == "${of.sqlalchemyDialect}":`,
      '    # A table that is built again must keep the rows that refer to it.',
      `    ${connection.expression}.connection.cursor().execute("${off}")`,
    ];
    const newText = lines.map((line) => line + file.module.lineEnd + indent).join('');
    const edit = { start: statement.from, end: statement.from, newText };
    const title = 'Switch foreign keys off while migrations run';
    const why =
      'Migrations use an engine of the application, which enforces foreign keys; a table that is built again is dropped in between.';
    return outcome({ changes: [{ title, why, change: modifyPython(file, [edit]) }] });
  },
};

function findShared(
  project: Project,
  environment: MigrationEnvironment,
): readonly SharedConnection[] {
  const { file, configures } = environment;
  if (makesOwnEngine(environment) && !listensToAll(project)) return [];
  return configures.flatMap((configure) => {
    const value = keyword(file.module, configure, 'connection')?.value;
    if (!value || !/^(?:VariableName|MemberExpression)$/.test(value.name)) return [];
    const expression = textOf(file.module, value);
    const engine = engineOfProject(project);
    return [
      {
        path: file.path,
        span: { start: configure.from, end: configure.to },
        ...(engine && { engine }),
        label: `Connection of migrations in ${file.path}`,
        connection: { role: 'consumes' as const, name: expression, expression },
        environment,
        configure,
      },
    ];
  });
}

function makesOwnEngine({ file: { module } }: MigrationEnvironment): boolean {
  const isMaker = (name: string) => /(?:create_(?:async_)?engine|engine_from_config)$/.test(name);
  return callsOf(module, module.root, isMaker).length > 0;
}

/** Whether the application's listener is one for every engine of the process. */
const listensToAll = oncePer((project: Project) => {
  const environments = new Set(migrationEnvironmentsOf(project).map(({ file }) => file.path));
  const unnamed = engineCallsOf(project).some((call) => {
    return !environments.has(call.file.path) && siteOf(call).engine === undefined;
  });
  return unnamed || extensionSites(project).length > 0;
});
