import { notice } from '../../core/notice.ts';
import type { SourceFile } from '../../core/snapshot.ts';
import { rangeOf, type Span } from '../../core/span.ts';
import type { Engine } from '../../engines/engine.ts';
import { engines } from '../../engines/index.ts';
import { importsOf } from '../../formats/javascript/imports.ts';
import { bareExpression, nodesOf, spanOf } from '../../formats/javascript/module.ts';
import { propertyOf } from '../../formats/javascript/objects.ts';
import { stringLiteral } from '../../formats/javascript/string-literal.ts';
import { parseJson } from '../../formats/json.ts';
import { type JavaScriptFile, javascriptFilesWith } from '../facts/javascript-files.ts';
import { type NodeOrm, nodeOrms } from '../facts/node-orms.ts';
import { isBefore, nodePackagesOf } from '../facts/node-packages.ts';
import { prismaPlaces } from '../facts/prisma-schema.ts';
import { filesWhere, type Project } from '../project.ts';
import { type Finding, outcome, type Recipe } from '../recipe.ts';

interface OrmPlace extends Finding {
  readonly source: SourceFile;
  readonly orm: NodeOrm;
  readonly of: Engine;
  /** What stands there, for the notice. */
  readonly text: string;
  /** Whether the place itself is what the other engine has not, such as a list in a schema. */
  readonly lacks: boolean;
}

/**
 * Names every place at which a library that this program does not move is set up for an engine,
 * with what moving it takes.
 */
export const nodeOrmConfig: Recipe<OrmPlace> = {
  id: 'node-orm-config',
  ecosystem: 'node',
  title: 'Name what Prisma, Sequelize, TypeORM, Drizzle and others have for one engine alone',
  // Where the configuration alone is switched, the user moves the code.
  beyondConfiguration: true,
  detect(project) {
    const used = nodeOrms.filter((orm) =>
      nodePackagesOf(project).some(({ name }) => orm.package.test(name)),
    );
    return used.flatMap((orm) => [
      ...inScripts(project, orm),
      ...inSettings(project, orm),
      ...inSchemas(project, orm),
    ]);
  },
  rewrite({ path, span, source, orm, of, text, lacks }, { source: from, target, goal }) {
    const isBoth = goal.strategy === 'keep-both';
    if (of !== from || (isBoth && lacks)) return outcome({});
    const place = { path, range: rangeOf(source.text, span) };
    const values = { library: orm.label, text, engine: from.label, target: target.label };
    if (lacks) return outcome({ notices: [notice('orm-lacks', place, values)] });
    const step = orm.steps[target.id].replace('{file}', goal.database.file);
    const code = isBoth ? 'orm-one-engine' : 'orm-left';
    return outcome({ notices: [notice(code, place, { ...values, step })] });
  },
};

function inScripts(project: Project, orm: NodeOrm): readonly OrmPlace[] {
  const marker = new RegExp(`['"\`](?:${marks(orm).join('|')})`);
  return javascriptFilesWith(project, marker).flatMap((file) => [
    ...imported(file, orm),
    ...(orm.option ? configured(file, orm, orm.option) : []),
  ]);
}

function marks({ values, mention }: NodeOrm): readonly string[] {
  return [...Object.values(values).flat(), mention];
}

function imported(file: JavaScriptFile, orm: NodeOrm): readonly OrmPlace[] {
  return importsOf(file.module).flatMap(({ source: text, literal }) => {
    const of = Object.values(engines).find(({ id }) => orm.imports[id].test(text));
    return of ? placeIn(file.source, spanOf(literal), { orm, of, text }) : [];
  });
}

function configured(file: JavaScriptFile, orm: NodeOrm, option: string): readonly OrmPlace[] {
  const { module } = file;
  return nodesOf(module.root, 'ObjectExpression').flatMap((object) => {
    const value = propertyOf(module, object, option)?.value;
    const literal = value && stringLiteral(module, bareExpression(value));
    const of = Object.values(engines).find(({ id }) =>
      orm.values[id].includes(literal?.value ?? ''),
    );
    if (!literal || !of) return [];
    const text = `${option}: '${literal.value}'`;
    return placeIn(file.source, spanOf(literal.node), { orm, of, text });
  });
}

/** Settings such as `config/config.json` of Sequelize and `ormconfig.json` of TypeORM. */
function inSettings(project: Project, orm: NodeOrm): readonly OrmPlace[] {
  const { option } = orm;
  if (!option) return [];
  return filesWhere(project, (path) => settingsFile.test(path)).flatMap((source) =>
    parseJson(source.text).properties.flatMap(({ path, value, valueSpan }) => {
      const of = Object.values(engines).find(
        ({ id }) => typeof value === 'string' && orm.values[id].includes(value),
      );
      if (path.at(-1) !== option || !of) return [];
      return placeIn(source, valueSpan, { orm, of, text: `${path.join('.')}: ${value}` });
    }),
  );
}

const settingsFile =
  /(?:^|\/)(?:config|database|sequelize|ormconfig|orm\.config|mikro-orm\.config)\.json$/;

function inSchemas(project: Project, orm: NodeOrm): readonly OrmPlace[] {
  if (orm.label !== 'Prisma') return [];
  const isOld = nodePackagesOf(project).some(({ name, version }) => {
    return orm.package.test(name) && isBefore(version, '6.2.0');
  });
  return filesWhere(project, (path) => path.endsWith('.prisma')).flatMap((source) =>
    prismaPlaces(source.text, isOld).flatMap(({ span, text, provider, lacks }) => {
      const of = Object.values(engines).find(({ id }) => orm.values[id].includes(provider));
      return of ? placeIn(source, span, { orm, of, text, lacks }) : [];
    }),
  );
}

function placeIn(
  source: SourceFile,
  span: Span,
  { lacks = false, ...rest }: Pick<OrmPlace, 'orm' | 'of' | 'text'> & { readonly lacks?: boolean },
): OrmPlace {
  const { path } = source;
  const engine = lacks ? {} : { engine: rest.of.id };
  return { path, span, ...engine, label: `${rest.orm.label} in ${path}`, source, lacks, ...rest };
}
