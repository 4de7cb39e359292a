import type { CallStyle, Engine } from './engine.ts';
import { engineOfScheme, engines } from './index.ts';
import { pythonDriverFor } from './url.ts';

/**
 * A piece of a URL's scheme as code that rewrites URLs writes it: `postgresql://`, `+asyncpg`,
 * `postgresql+psycopg2`.
 */
export interface SchemeFragment {
  readonly engine: Engine;
  readonly hasDialect: boolean;
  /** The driver that it names, empty for none. */
  readonly driver: string;
  /** How that driver, or a URL without one, is used. */
  readonly style: CallStyle;
  /** `://`, or what of it is there. */
  readonly end: string;
}

/** Reads a piece of a scheme; `undefined` for any other text, also a whole URL. */
export function schemeFragment(text: string): SchemeFragment | undefined {
  const [, dialect = '', driver = '', end = ''] =
    /^([a-z]\w*)?(?:\+(\w+))?(:\/{0,3})?$/i.exec(text) ?? [];
  if (dialect === '' && driver === '') return undefined;
  const engine = dialect ? engineOfScheme(dialect) : engineOfDriver(driver);
  if (!engine) return undefined;
  const known = engine.pythonDrivers.find(({ urlDriver }) => urlDriver === driver);
  return { engine, hasDialect: dialect !== '', driver, style: known?.style ?? 'sync', end };
}

function engineOfDriver(driver: string): Engine | undefined {
  return Object.values(engines).find(({ pythonDrivers }) =>
    pythonDrivers.some(({ urlDriver, module }) => urlDriver === driver || module === driver),
  );
}

/** The counterpart of a fragment for another engine. */
export function fragmentFor(
  { hasDialect, style, driver, end }: SchemeFragment,
  target: Engine,
): string {
  const { urlDriver } = pythonDriverFor(target, style);
  const dialect = hasDialect ? target.sqlalchemyDialect : '';
  return dialect + (driver && urlDriver ? `+${urlDriver}` : '') + end;
}
