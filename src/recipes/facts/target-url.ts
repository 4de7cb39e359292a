import type { CallStyle } from '../../engines/engine.ts';
import { callStyleOf, type DatabaseUrl, sqlalchemyFileUrl } from '../../engines/url.ts';
import type { SwitchContext } from '../recipe.ts';
import { plainUrlStyle } from './plain-url-style.ts';
import { projectDriver } from './python-drivers.ts';
import { callsDriversAlone } from './raw-files.ts';
import { urlFormOf } from './url-form.ts';

/** Credentials of a server that runs on the developer's own machine. */
const developer = { user: 'postgres', password: 'postgres', host: 'localhost' };

/**
 * The value of the target engine that takes the place of a URL of the source engine, in the form
 * that the project's programs read; `undefined` where that form is not known. `name` is the
 * database that the old URL names, so that two databases stay two; `style` is known where the
 * place says how its reader waits.
 */
export function targetUrl(
  context: SwitchContext,
  old: DatabaseUrl,
  name: string,
  style: CallStyle = styleFor(context, old),
): string | undefined {
  const form = urlFormOf(context.project);
  if (form === 'unknown') return undefined;
  const { server, tortoiseScheme } = context.target;
  if (server && form === 'tortoise') return addressWith(context, tortoiseScheme, name);
  if (server) return serverUrl(context, style, name);
  const file = databaseFileFor(context, name);
  if (form === 'path') return file.startsWith('/') ? file : `./${file}`;
  if (form === 'tortoise') return `${tortoiseScheme}://${file}`;
  return sqlalchemyFileUrl(context.target, style, file);
}

/** A URL that names its driver says how it is used; for another one the project's code does. */
function styleFor({ project }: SwitchContext, old: DatabaseUrl): CallStyle {
  const driver = old.engine.pythonDrivers.find(({ urlDriver }) => urlDriver === old.driver);
  const says = old.driver !== '' && !driver?.bothStyles;
  return says ? callStyleOf(old) : plainUrlStyle(project, old.engine);
}

/** The file of a database: the goal's own, or for a second database one beside it. */
export function databaseFileFor({ goal }: SwitchContext, name: string): string {
  const { file } = goal.database;
  if (name === '' || name === goal.database.name) return file;
  return `${file.slice(0, file.lastIndexOf('/') + 1)}${name}.db`;
}

/** The URL of a server as programs other than SQLAlchemy take it: no driver in the scheme. */
export function plainServerUrl(context: SwitchContext, name: string): string {
  return addressWith(context, context.target.schemes[0] ?? '', name);
}

function serverUrl(context: SwitchContext, style: CallStyle, name: string): string {
  const { target, project } = context;
  const [scheme = ''] = target.schemes;
  const urlDriver = projectDriver(project, target, style)?.urlDriver;
  const plain = urlFormOf(project) !== 'sqlalchemy' || !urlDriver || callsDriversAlone(project);
  return addressWith(context, plain ? scheme : `${scheme}+${urlDriver}`, name);
}

function addressWith({ target, goal }: SwitchContext, scheme: string, name: string): string {
  const { user, password, host } = developer;
  const address = `${user}:${password}@${host}:${target.server?.defaultPort}`;
  return `${scheme}://${address}/${name || goal.database.name}`;
}
