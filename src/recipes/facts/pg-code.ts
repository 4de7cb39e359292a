import { oncePer } from '../../core/once-per.ts';
import type { Span } from '../../core/span.ts';
import { engines } from '../../engines/index.ts';
import { importsOf, moduleNames, packageOf } from '../../formats/javascript/imports.ts';
import {
  childrenOf,
  type JavaScriptNode,
  nodesOf,
  spanOf,
  textOf,
} from '../../formats/javascript/module.ts';
import { stringLiteral } from '../../formats/javascript/string-literal.ts';
import { allPaths, folderOf, type Project } from '../project.ts';
import { type JavaScriptFile, javascriptFilesWith } from './javascript-files.ts';
import { manifestAbove, type NodeManifest } from './node-packages.ts';
import { joinPath } from './paths.ts';

/** By its first line the module that stands for `pg` over a file is known again. */
export const poolModuleMark = "// pg's Pool and Client over a SQLite file.";

/** The language that a module is written in. */
export type ModuleLanguage = 'typescript' | 'esm' | 'commonjs';

/** A file that takes in `pg`, with every literal that names it. */
export interface PgUser {
  readonly file: JavaScriptFile;
  readonly names: readonly JavaScriptNode[];
}

/** The files of one package and one language that take in `pg`. */
export interface PgCode {
  readonly manifest: NodeManifest | undefined;
  readonly language: ModuleLanguage;
  /** In path order. */
  readonly users: readonly PgUser[];
  /** The one that makes the pool, as far as that can be told. */
  readonly anchor: PgUser;
  /** Where the module goes that stands for `pg`. */
  readonly modulePath: string;
  /** What keeps the package on `pg`; empty where it can be moved. */
  readonly obstacles: readonly PgObstacle[];
}

/** A place that needs what only `pg` or its server has. */
export interface PgObstacle {
  readonly file: JavaScriptFile;
  readonly span: Span;
  readonly name: string;
  /** Whether it is code for a database file, beside that for the server. */
  readonly isChoice: boolean;
}

/** What the module gives, and the types that it has for TypeScript. */
const known = new Set(
  (
    'default * Pool Client types defaults DatabaseError escapeIdentifier escapeLiteral PoolClient ' +
    'PoolConfig ClientBase ClientConfig ConnectionConfig QueryConfig QueryResult QueryResultRow ' +
    'QueryArrayResult FieldDef'
  ).split(' '),
);

/** Libraries that are given a pool, and then write SQL of PostgreSQL by themselves. */
const takers =
  /^(?:drizzle-orm|kysely|typeorm|sequelize|@mikro-orm\/.+|@prisma\/adapter-pg|pg-boss|graphile-worker|postgraphile|postgres-migrations|node-pg-migrate|pg-mem|@auth\/pg-adapter|@lucia-auth\/.+|better-auth|@neondatabase\/.+|@vercel\/postgres)$/;

const sqlitePackages = new Set(
  Object.values(engines)
    .filter(({ server }) => !server)
    .flatMap(({ nodeDrivers }) => nodeDrivers.flatMap(({ packages }) => packages)),
);

/** Whether a file is the module that stands for `pg`. */
export function isPoolModule({ source }: JavaScriptFile): boolean {
  return source.text.startsWith(poolModuleMark);
}

/** Whether it is one that takes `pg` itself for the URL of a server. */
export function choosesPool(file: JavaScriptFile): boolean {
  return isPoolModule(file) && importsOf(file.module).some(({ source }) => source === 'pg');
}

/** A module that stands for `pg`, with the files that take it in. */
export interface PoolModuleUse {
  readonly module: JavaScriptFile;
  readonly users: readonly PgUser[];
}

/** Every module that an earlier switch has written. */
export const poolModuleUses: (project: Project) => readonly PoolModuleUse[] = oncePer(
  (project: Project) => {
    const modules = javascriptFilesWith(project, /^\/\/ pg's Pool and Client/).filter(isPoolModule);
    return modules.map((module) => {
      const stem = withoutEnding(module.path);
      const name = stem.slice(stem.lastIndexOf('/') + 1);
      const files = javascriptFilesWith(project, new RegExp(`/${name}\\b`));
      const users = files.flatMap((file): readonly PgUser[] => {
        const names = moduleNames(file.module).filter((node) => {
          const written = nameIn(file, node) ?? '';
          const path = joinPath(folderOf(file.path), written);
          return written.startsWith('.') && withoutEnding(path) === stem;
        });
        return names.length > 0 ? [{ file, names }] : [];
      });
      return { module, users };
    });
  },
);

function withoutEnding(path: string): string {
  return path.replace(/\.[cm]?[jt]sx?$/, '');
}

/** Code that takes in `pg` itself: for each package one entry, or two where it is of two languages. */
export const pgCodesOf: (project: Project) => readonly PgCode[] = oncePer((project: Project) => {
  const users = javascriptFilesWith(project, /['"`]pg['"`]/).flatMap((file): readonly PgUser[] => {
    const names = moduleNames(file.module).filter((node) => nameIn(file, node) === 'pg');
    return names.length > 0 && !isPoolModule(file) ? [{ file, names }] : [];
  });
  const groups = new Map<string, PgUser[]>();
  for (const user of users) {
    const { path } = user.file;
    const key = `${manifestAbove(project, path)?.path} ${isTypeScript(path)}`;
    groups.set(key, [...(groups.get(key) ?? []), user]);
  }
  return [...groups.values()]
    .flatMap((group) => readGroup(project, group))
    .filter(({ manifest }) => users.some((user) => opens(user) && isIn(project, user, manifest)));
});

function isIn(project: Project, { file }: PgUser, manifest: NodeManifest | undefined): boolean {
  return manifestAbove(project, file.path) === manifest;
}

/** Packages' code that a switch moves away from `pg`: obstacles anywhere in a package keep all of it. */
export const movedPgCodesOf: (project: Project) => readonly PgCode[] = oncePer(
  (project: Project) => {
    const codes = pgCodesOf(project);
    return codes.filter(({ manifest }) =>
      codes.every((other) => other.manifest !== manifest || other.obstacles.length === 0),
    );
  },
);

/** The files that a switch moves away from a driver: from `pg`, or with the module over a file. */
export const movedPgPaths: (project: Project) => ReadonlySet<string> = oncePer(
  (project: Project) =>
    new Set([
      ...movedPgCodesOf(project).flatMap(({ users }) => users.map(({ file }) => file.path)),
      ...poolModuleUses(project).flatMap(({ module }) =>
        choosesPool(module) ? [] : [module.path],
      ),
    ]),
);

export function nameIn({ module }: JavaScriptFile, node: JavaScriptNode): string | undefined {
  return stringLiteral(module, node)?.value;
}

function isTypeScript(path: string): boolean {
  return /\.(?:[cm]?ts|tsx)$/.test(path);
}

function readGroup(project: Project, users: readonly PgUser[]): readonly PgCode[] {
  const own = users.filter(isOwnCode);
  const [anchor] = [...own.filter(makes(/Pool/)), ...own.filter(opens), ...own, ...users];
  if (!anchor) return [];
  const { path } = anchor.file;
  const manifest = manifestAbove(project, path);
  const language = languageOf(users);
  const folder = folderOf(path);
  const place = `${folder ? `${folder}/` : ''}sqlite-pool`;
  const ending = endingOf(language, users, manifest);
  const isTaken = allPaths(project).includes(`${place}${ending}`);
  const code = {
    manifest,
    language,
    users,
    anchor,
    modulePath: `${place}${isTaken ? '-pg' : ''}${ending}`,
    obstacles: [...users.flatMap(obstaclesIn), ...choicesIn(project, manifest)],
  };
  return [code];
}

function isOwnCode({ file: { path } }: PgUser): boolean {
  return !/(?:^|\/)(?:tests?|__tests__|__mocks__|spec|e2e|scripts?)\/|[.-](?:test|spec)\.\w+$/.test(
    path,
  );
}

/** Whether a file makes a pool or a client; others set parsers for a library, or name types. */
const opens = makes(/Pool|Client/);

function makes(what: RegExp) {
  const name = new RegExp(`(?:^|\\.)(?:${what.source})(?:<|$)`);
  return ({ file: { module } }: PgUser): boolean => {
    const made = nodesOf(module.root, 'NewExpression').map((node) => childrenOf(node)[1]);
    const extended = nodesOf(module.root, 'ClassDeclaration').map((node) => {
      const children = childrenOf(node);
      return children[children.findIndex((child) => child.name === 'extends') + 1];
    });
    return [...made, ...extended].some((node) => node && name.test(textOf(module, node)));
  };
}

function languageOf(users: readonly PgUser[]): ModuleLanguage {
  if (users.some(({ file }) => isTypeScript(file.path))) return 'typescript';
  return users.some((user) => !isEsm(user)) ? 'commonjs' : 'esm';
}

function isEsm({ file: { path, module } }: PgUser): boolean {
  if (/\.[cm]js$/.test(path)) return path.endsWith('.mjs');
  return nodesOf(module.root, 'ImportDeclaration', 'ExportDeclaration').length > 0;
}

function endingOf(
  language: ModuleLanguage,
  users: readonly PgUser[],
  manifest: NodeManifest | undefined,
): string {
  if (language === 'typescript') return '.ts';
  if (language === 'commonjs') return isModulePackage(manifest) ? '.cjs' : '.js';
  return users.every(({ file }) => file.path.endsWith('.mjs')) ? '.mjs' : '.js';
}

/** Whether a package's `.js` files are modules of ECMAScript by themselves. */
export function isModulePackage(manifest: NodeManifest | undefined): boolean {
  return (
    manifest?.document.properties.some(
      ({ path, value }) => path.join('.') === 'type' && value === 'module',
    ) === true
  );
}

/** Names of `pg` that the module has not, and libraries that are given the pool. */
function obstaclesIn({ file }: PgUser): readonly PgObstacle[] {
  const { module } = file;
  const imports = importsOf(module);
  const libraries = imports
    .filter(({ source }) => takers.test(packageOf(source)))
    .map(({ literal, source }) => ({
      file,
      span: spanOf(literal),
      name: packageOf(source),
      isChoice: false,
    }));
  const own = imports.filter(({ source }) => source === 'pg');
  const wholes = own.flatMap(({ names }) =>
    names.flatMap(({ imported, local }) => (/^(?:default|\*)$/.test(imported) ? local : [])),
  );
  const named = [
    ...own.flatMap(({ names, literal }) =>
      names.map(({ imported }) => ({ imported, at: literal })),
    ),
    ...typeNames(file),
    ...nodesOf(module.root, 'MemberExpression').flatMap((at) => {
      const { firstChild, lastChild } = at;
      const isWhole = firstChild && wholes.includes(textOf(module, firstChild));
      return isWhole && lastChild ? { imported: textOf(module, lastChild), at } : [];
    }),
  ];
  const unknown = named
    .filter(({ imported }) => !known.has(imported))
    .map(({ imported, at }) => ({
      file,
      span: spanOf(at),
      name: `pg.${imported}`,
      isChoice: false,
    }));
  return [...libraries, ...unknown];
}

/** Names that `import type { ... } from 'pg'` takes. */
function typeNames({ module }: JavaScriptFile) {
  return nodesOf(module.root, 'ImportDeclaration').flatMap((node) => {
    const literal = node.getChild('String');
    const isPg = literal && stringLiteral(module, literal)?.value === 'pg';
    if (!isPg || childrenOf(node)[1]?.name !== 'type') return [];
    const group = node.getChild('ImportGroup');
    const names = group ? childrenOf(group) : [];
    return names.flatMap((at, index) => {
      const isFirst = ['{', ',', 'type'].includes(names[index - 1]?.name ?? '');
      return isFirst && at.name !== 'type' ? { imported: textOf(module, at), at } : [];
    });
  });
}

/** Code for SQLite beside that for PostgreSQL: which of the two runs is chosen already. */
function choicesIn(project: Project, manifest: NodeManifest | undefined): readonly PgObstacle[] {
  return javascriptFilesWith(project, /sqlite/).flatMap((file) => {
    if (isPoolModule(file) || manifestAbove(project, file.path) !== manifest) return [];
    return importsOf(file.module).flatMap(({ source, literal }) =>
      sqlitePackages.has(packageOf(source)) || source === 'node:sqlite'
        ? { file, span: spanOf(literal), name: source, isChoice: true }
        : [],
    );
  });
}
