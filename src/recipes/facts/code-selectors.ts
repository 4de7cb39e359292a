import { oncePer } from '../../core/once-per.ts';
import type { Engine } from '../../engines/engine.ts';
import {
  childrenOf,
  enclosing,
  nodesOf,
  type PythonModule,
  type PythonNode,
  textOf,
} from '../../formats/python/module.ts';
import { type StringLiteral, stringLiteral } from '../../formats/python/string-literal.ts';
import type { Project } from '../project.ts';
import type { PythonFile } from '../python-files.ts';
import { isSelectorVariable, isTellingSelector, selectorNamesFor } from './database-variables.ts';
import { engineNamed } from './engine-names.ts';
import {
  type EngineQuestion,
  engineQuestionsOf,
  lastName,
  selectorFiles,
} from './engine-questions.ts';
import { settingsClassAround, variableOfField } from './pydantic-settings.ts';
import { type SettingUse, useOf } from './value-use.ts';

/** A value in Python code that chooses the engine where no variable is set. */
export interface CodeSelector {
  readonly file: PythonFile;
  /** What it is called from outside: the environment variable, the constant. */
  readonly variable: string;
  /** All its names, in capitals: that one, and what code calls it. */
  readonly called: ReadonlySet<string>;
  readonly engine: Engine;
  readonly value: SelectorValue;
  readonly use: SettingUse;
}

/** A name in quotes, or a member of an enumeration. */
export type SelectorValue =
  | { readonly kind: 'text'; readonly node: PythonNode; readonly literal: StringLiteral }
  | { readonly kind: 'member'; readonly node: PythonNode; readonly members: EngineMembers };

/** The members of an enumeration that name engines, by the name in the code. */
type EngineMembers = ReadonlyMap<string, Engine>;

/** Every such value, in path and text order. */
export const codeSelectorsOf: (project: Project) => readonly CodeSelector[] = oncePer(
  (project: Project) => {
    const enumerations = enumerationsOf(project);
    return selectorFiles(project).flatMap((file) => [
      ...nodesOf(file.module.root, 'String').flatMap((node) => textSelector(project, file, node)),
      ...[...enumerations].flatMap(([name, members]) =>
        nodesOf(file.module.root, 'MemberExpression').flatMap((node) => {
          return memberSelector(project, { file, node }, name, members);
        }),
      ),
    ]);
  },
);

function textSelector(
  project: Project,
  file: PythonFile,
  node: PythonNode,
): readonly CodeSelector[] {
  const literal = stringLiteral(file.module, node);
  const engine = literal && literal.holes.length === 0 ? engineNamed(literal.value) : undefined;
  if (!literal || !engine || isOfDjango(file, literal.value)) return [];
  return selector(project, { file, node }, engine, { kind: 'text', node, literal });
}

/** A backend in a file with Django's DATABASES, where more than the name changes with it. */
function isOfDjango({ source }: PythonFile, value: string): boolean {
  return value.includes('.') && source.text.includes('DATABASES');
}

function memberSelector(
  project: Project,
  { file, node }: { readonly file: PythonFile; readonly node: PythonNode },
  enumeration: string,
  members: EngineMembers,
): readonly CodeSelector[] {
  const [object, , member] = childrenOf(node);
  if (!object || !member || textOf(file.module, object) !== enumeration) return [];
  const engine = members.get(textOf(file.module, member));
  return engine
    ? selector(project, { file, node }, engine, { kind: 'member', node: member, members })
    : [];
}

function selector(
  project: Project,
  { file, node }: { readonly file: PythonFile; readonly node: PythonNode },
  engine: Engine,
  value: SelectorValue,
): readonly CodeSelector[] {
  const use = useOf(file.module, node);
  if (use.kind !== 'setting' || !isDefault(use)) return [];
  const owner = settingsClassAround(project, file.module, use.holder);
  const variable =
    owner && use.site === 'field' ? variableOfField(file.module, owner, use.holder) : use.name;
  if (!isSelectorVariable(variable)) return [];
  const target = enclosing(node, 'AssignStatement')?.firstChild;
  const names = [variable, use.name, target ? lastName(file.module, target) : variable];
  const called = new Set(names.map((name) => name.toUpperCase()));
  const isAsked = engineQuestionsOf(project).some((each) => {
    return called.has(each.variable.toUpperCase());
  });
  return isAsked || isTellingSelector(variable)
    ? [{ file, variable, called, engine, value, use }]
    : [];
}

/** Whether a value stands until something else is said: `X = "..."`, `getenv("X", "...")`. */
function isDefault({ site, holder }: SettingUse): boolean {
  return site === 'environment' || holder.name === 'AssignStatement';
}

/** The project's enumerations of engines, by the name of their class. */
function enumerationsOf(project: Project): ReadonlyMap<string, EngineMembers> {
  const files = selectorFiles(project);
  return new Map(
    files.flatMap(({ module }) =>
      nodesOf(module.root, 'ClassDefinition').flatMap((definition) => {
        const bases = definition.getChild('ArgList');
        const isEnum = bases && /\b(?:Str)?Enum\b/.test(textOf(module, bases));
        const name = definition.getChild('VariableName');
        const members = isEnum ? membersOf(module, definition) : new Map();
        return name && members.size > 0 ? [[textOf(module, name), members] as const] : [];
      }),
    ),
  );
}

function membersOf(module: PythonModule, definition: PythonNode): EngineMembers {
  return new Map(
    nodesOf(definition, 'AssignStatement').flatMap(({ firstChild, lastChild }) => {
      const literal = lastChild && stringLiteral(module, lastChild);
      const engine = literal && engineNamed(literal.value);
      return firstChild && engine ? [[textOf(module, firstChild), engine] as const] : [];
    }),
  );
}

/**
 * What to write so that a selector chooses the target: the name that code is seen to know it by;
 * `undefined` where none is seen.
 */
export function selectedName(
  project: Project,
  { value, called }: CodeSelector,
  source: Engine,
  target: Engine,
): string | undefined {
  if (value.kind === 'member') {
    return [...value.members].find(([, engine]) => engine === target)?.[0];
  }
  const names = selectorNamesFor(value.literal.value, source, target);
  const backend = names.find((name) => name.includes('.'));
  if (backend) return backend;
  const asked = engineQuestionsOf(project).filter((question) => {
    return called.has(question.variable.toUpperCase());
  });
  const known = asked.find(({ engine }) => engine === target)?.name;
  // Asked for the old engine alone, any other name leads to what stands behind `else`.
  return known ?? (asked.some((question) => leadsTo(question, target)) ? names[0] : undefined);
}

/** Whether the code of a choice shows the engine: by a URL, or by a class that opens it. */
function leadsTo({ choice, file: { module } }: EngineQuestion, engine: Engine): boolean {
  if (choice === undefined) return false;
  const opens = new RegExp(`${engine.sqlalchemyDialect}\\w*Database$`, 'i');
  const calls = nodesOf(choice, 'CallExpression').map(({ firstChild }) => firstChild);
  const isOpened = calls.some((callee) => callee && opens.test(textOf(module, callee)));
  return (
    isOpened ||
    nodesOf(choice, 'String', 'FormatString').some((node) => {
      const url = stringLiteral(module, node)?.value ?? '';
      return engine.schemes.some((scheme) => url.startsWith(scheme) && url.includes('://'));
    })
  );
}
