import { notice } from '../../core/notice.ts';
import type { Engine } from '../../engines/engine.ts';
import { engines } from '../../engines/index.ts';
import { argumentsOf } from '../../formats/python/arguments.ts';
import { enclosing, nodesOf, textOf } from '../../formats/python/module.ts';
import { usesDjangoBackend } from '../facts/django-backends.ts';
import { engineUsesOf } from '../facts/django-engine-uses.ts';
import type { Project } from '../project.ts';
import { type PythonFile, placeIn, pythonFilesWith } from '../python-files.ts';
import { type Finding, outcome, type Recipe } from '../recipe.ts';

interface EngineLookup extends Finding {
  readonly file: PythonFile;
  readonly of: Engine;
  readonly lookup: string;
}

/** Lookups that an application of Django adds for one database, and those of its own fields. */
const mention =
  /__(?:unaccent|trigram_\w+|search|contains|contained_by|overlap|len|has_any_keys)\b/;
const added = /^(?:unaccent|trigram_(?:strict_)?(?:word_)?similar|search)$/;
const ofCollections = /^(?:contains|contained_by|overlap|len|has_any_keys)$/;

/**
 * Names queries with lookups that one database alone has.
 * @see https://docs.djangoproject.com/en/stable/ref/contrib/postgres/lookups/
 */
export const djangoEngineLookups: Recipe<EngineLookup> = {
  id: 'django-engine-lookups',
  ecosystem: 'django',
  title: 'Name Django queries with lookups that the other database has not',
  beyondConfiguration: true,
  detect: (project) => Object.values(engines).flatMap((of) => findLookups(project, of)),
  rewrite({ file, of, lookup, span }, { source, target }) {
    if (of !== source) return outcome({});
    const values = { lookup, target: target.label };
    return outcome({ notices: [notice('django-lookup-left', placeIn(file, span), values)] });
  },
};

function findLookups(project: Project, of: Engine): readonly EngineLookup[] {
  if (of.djangoApps.length === 0 || !usesDjangoBackend(project, of)) return [];
  const fields = collectionFields(project, of);
  return pythonFilesWith(project, mention).flatMap((file) =>
    nodesOf(file.module.root, 'ArgList').flatMap((list) =>
      argumentsOf(file.module, list).flatMap(({ name = '', start, end }) => {
        const parts = name.split('__');
        const isForeign = parts.some((part, index) => {
          const isOfField = ofCollections.test(part) && fields.has(parts[index - 1] ?? '');
          return index > 0 && (added.test(part) || isOfField);
        });
        if (!isForeign) return [];
        const { path } = file;
        const span = { start, end };
        const label = `${name} in ${path}`;
        return { path, span, engine: of.id, label, file, of, lookup: name };
      }),
    ),
  );
}

/** Names of the fields of models that hold several values. */
function collectionFields(project: Project, of: Engine): ReadonlySet<string> {
  const collections = engineUsesOf(project, of).filter(({ name }) => {
    return name === 'ArrayField' || name === 'HStoreField';
  });
  return new Set(
    collections.flatMap(({ file, callee }) => {
      const target = enclosing(callee, 'AssignStatement')?.firstChild;
      return target ? [textOf(file.module, target)] : [];
    }),
  );
}
