import { oncePer } from '../../core/once-per.ts';
import type { Engine } from '../../engines/engine.ts';
import { engines } from '../../engines/index.ts';
import { parseDatabaseUrl } from '../../engines/url.ts';
import { readConnection } from '../node/knex-connection.ts';
import { baseName, type Project } from '../project.ts';
import { parseDatabaseAddress } from './database-address.ts';
import { envFilesOf } from './env-files.ts';
import { knexConfigsOf } from './knex-configs.ts';
import { urlBuildsOf } from './url-builds.ts';
import { urlFormOf } from './url-form.ts';

/** Code that supplies a URL to nobody but itself. */
const besides =
  /(?:^|\/)(?:tests?|alembic|migrations?|versions|docs?)\/|(?:^|\/)(?:conftest|test_\w+)\.py$/;

/** Whether anything but tests says where a database of this engine is. */
export function suppliesUrl(project: Project, engine: Engine): boolean {
  return suppliedEngines(project).has(engine);
}

const suppliedEngines: (project: Project) => ReadonlySet<Engine> = oncePer((project: Project) => {
  const built = urlBuildsOf(project).filter(({ file }) => !besides.test(file.path));
  const configured = knexConfigsOf(project).filter((config) => readConnection(project, config));
  return new Set([
    ...enginesInEnvFiles(project),
    ...enginesInCode(project),
    ...built.map(({ url }) => url.engine),
    ...configured.map(({ engine }) => engine),
  ]);
});

function enginesInEnvFiles(project: Project): readonly Engine[] {
  const read = urlFormOf(project) === 'path' ? parseDatabaseAddress : parseDatabaseUrl;
  return envFilesOf(project)
    .filter(({ profile }) => profile !== 'test')
    .flatMap(({ document }) => document.entries.filter(({ commented }) => !commented))
    .flatMap(({ value }) => read(value)?.engine ?? []);
}

/** Engines whose URLs stand in compose files and source files of the application. */
function enginesInCode(project: Project): readonly Engine[] {
  const texts = [...project.files.values()].filter(({ path, text }) => {
    const supplies = /\.(?:py|[cm]?[jt]s)$|compose[\w.-]*\.ya?ml$/.test(baseName(path));
    return supplies && text.includes('://') && !besides.test(path);
  });
  return Object.values(engines).filter((engine) => {
    const url = new RegExp(`\\b(?:${engine.schemes.join('|')})(?:\\+\\w+)?://`);
    return texts.some(({ text }) => url.test(text));
  });
}
