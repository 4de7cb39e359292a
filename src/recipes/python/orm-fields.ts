import type { TextEdit } from '../../core/edit.ts';
import { type Notice, notice } from '../../core/notice.ts';
import { argumentsOf, removeArguments } from '../../formats/python/arguments.ts';
import { type NewImport, referenceTo } from '../../formats/python/import-edits.ts';
import { calledName } from '../../formats/python/imports.ts';
import { nodesOf, type PythonNode, textOf } from '../../formats/python/module.ts';
import { type PythonFile, placeIn } from '../python-files.ts';

/** Fields of one file in another form, with what has to be imported and said. */
export interface FieldRewrites {
  readonly edits: readonly TextEdit[];
  readonly imports: readonly NewImport[];
  readonly notices: readonly Notice[];
}

interface FieldForm {
  /** The module that has it. */
  readonly source: string;
  readonly name: string;
  /** Arguments that the new field does not know; positional ones are `''`. */
  readonly drops: RegExp;
  readonly tells?: 'array-as-json' | 'text-search-as-text' | 'peewee-aware-datetime';
}

const json = { source: 'playhouse.sqlite_ext', name: 'JSONField' } as const;

const peewee = 'playhouse.postgres_ext';
const tortoise = 'tortoise.contrib.postgres';
const index = { source: 'tortoise.indexes', name: 'Index', drops: /(?!)/ } as const;

/** By the full name of what only PostgreSQL has. */
const forms: Readonly<Record<string, FieldForm>> = {
  [`${peewee}.BinaryJSONField`]: { ...json, drops: /^(?:index|dumps)$/ },
  [`${peewee}.JSONField`]: { ...json, drops: /^dumps$/ },
  [`${peewee}.HStoreField`]: { ...json, drops: /^index$/ },
  [`${peewee}.ArrayField`]: {
    ...json,
    drops: /^(?:|field_class|field_kwargs|dimensions|convert_values|index|index_type)$/,
    tells: 'array-as-json',
  },
  [`${peewee}.TSVectorField`]: {
    source: 'peewee',
    name: 'TextField',
    drops: /^(?:index|index_type)$/,
    tells: 'text-search-as-text',
  },
  [`${peewee}.DateTimeTZField`]: {
    source: 'peewee',
    name: 'DateTimeField',
    drops: /(?!)/,
    tells: 'peewee-aware-datetime',
  },
  [`${peewee}.IntervalField`]: { source: 'peewee', name: 'FloatField', drops: /(?!)/ },
  [`${tortoise}.fields.ArrayField`]: {
    source: 'tortoise.fields',
    name: 'JSONField',
    drops: /^(?:|element_type)$/,
    tells: 'array-as-json',
  },
  [`${tortoise}.fields.TSVectorField`]: {
    source: 'tortoise.fields',
    name: 'TextField',
    drops: /^(?:|source_fields|config|weights|stored)$/,
    tells: 'text-search-as-text',
  },
  [`${tortoise}.indexes.GinIndex`]: index,
  [`${tortoise}.indexes.GistIndex`]: index,
  [`${tortoise}.indexes.BrinIndex`]: index,
  [`${tortoise}.indexes.HashIndex`]: index,
  [`${tortoise}.indexes.SpGistIndex`]: index,
  [`${tortoise}.indexes.BloomIndex`]: index,
};

/** The fields and indexes of Peewee and Tortoise that only PostgreSQL has, as those that SQLite keeps. */
export function fieldRewrites(file: PythonFile): FieldRewrites {
  const found = nodesOf(file.module.root, 'CallExpression').flatMap((call) =>
    rewriteField(file, call),
  );
  return {
    edits: found.flatMap(({ edits }) => edits),
    imports: found.flatMap(({ imports }) => imports),
    notices: found.flatMap(({ notices }) => notices),
  };
}

function rewriteField(file: PythonFile, call: PythonNode): readonly FieldRewrites[] {
  const { module } = file;
  const form = forms[calledName(module, call) ?? ''];
  const callee = call.firstChild;
  if (!form || !callee) return [];
  const reference = referenceTo(module, form.source, form.name);
  const doomed = argumentsOf(module, call).filter(
    ({ name, star }) => star === '' && form.drops.test(name),
  );
  const place = placeIn(file, { start: call.from, end: call.to });
  const values = { type: textOf(module, callee), engine: 'SQLite' };
  return [
    {
      edits: [
        { start: callee.from, end: callee.to, newText: reference.text },
        ...removeArguments(module, call, doomed),
      ],
      imports: reference.imports,
      notices: form.tells ? [notice(form.tells, place, values)] : [],
    },
  ];
}
