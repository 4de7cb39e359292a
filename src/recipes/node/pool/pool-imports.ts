import type { TextEdit } from '../../../core/edit.ts';
import { moduleNames } from '../../../formats/javascript/imports.ts';
import { type JavaScriptNode, spanOf, textOf } from '../../../formats/javascript/module.ts';
import { replaceString, stringLiteral } from '../../../formats/javascript/string-literal.ts';
import type { JavaScriptFile } from '../../facts/javascript-files.ts';
import { isModulePackage, nameIn, type PgCode, type PgUser } from '../../facts/pg-code.ts';
import { baseName, folderOf } from '../../project.ts';

/** Lets a file take in another module wherever it names `pg`. */
export function importEdits(code: PgCode, { file, names }: PgUser): readonly TextEdit[] {
  const name = moduleNameFor(code, file);
  return names.flatMap((node) => {
    const literal = stringLiteral(file.module, node);
    const whole = code.language === 'typescript' ? wholeEdits(file, node, name) : [];
    return literal ? [...whole, replaceString(literal, name)] : [];
  });
}

/**
 * `import pg from 'pg'` in TypeScript: as with pg itself, which has no default, the name stands for
 * all that the module exports, types included.
 */
function wholeEdits(
  { module }: JavaScriptFile,
  literal: JavaScriptNode,
  name: string,
): readonly TextEdit[] {
  const declaration = literal.parent?.name === 'ImportDeclaration' ? literal.parent : undefined;
  const own = declaration?.getChild('VariableDefinition');
  if (!declaration || !own || declaration.getChild('Star')) return [];
  const whole = `* as ${textOf(module, own)}`;
  const group = declaration.getChild('ImportGroup');
  if (!group) return [{ ...spanOf(own), newText: whole }];
  const written = stringLiteral(module, literal);
  const quoted = written ? replaceString(written, name).newText : '';
  const end = module.text.slice(declaration.from, declaration.to).endsWith(';') ? ';' : '';
  return [{ start: own.from, end: group.from, newText: `${whole} from ${quoted}${end}\nimport ` }];
}

/** The module's name with the ending that its package writes. */
function ownName(code: PgCode): string {
  return baseName(code.modulePath).replace(/\.\w+$/, (ending) => endingFor(code, ending));
}

function moduleNameFor(code: PgCode, file: JavaScriptFile): string {
  const folder = relativeFolder(folderOf(file.path), folderOf(code.modulePath));
  return `${folder}/${ownName(code)}`;
}

function relativeFolder(from: string, to: string): string {
  const [old, fresh] = [from, to].map((path) => path.split('/').filter(Boolean));
  if (!old || !fresh) return '.';
  const differs = old.findIndex((part, index) => part !== fresh[index]);
  const shared = differs < 0 ? old.length : differs;
  const up = old.slice(shared).map(() => '..');
  return [...(up.length > 0 ? up : ['.']), ...fresh.slice(shared)].join('/');
}

/** The ending with which a package's modules name each other. */
function endingFor(code: PgCode, ending: string): string {
  if (ending === '.cjs' || ending === '.mjs') return ending;
  const written = code.users.flatMap(({ file }) =>
    moduleNames(file.module).flatMap((node) => {
      const name = nameIn(file, node) ?? '';
      return /^\.(?!.*\.(?:json|css|node|sql)$)/.test(name)
        ? [/\.([cm]?[jt]sx?)$/.exec(name)?.[1] ?? '']
        : [];
    }),
  );
  const [first] = written;
  if (first !== undefined) return first === '' ? '' : first.startsWith('t') ? '.ts' : '.js';
  if (code.language === 'commonjs') return '';
  return code.language === 'esm' || isModulePackage(code.manifest) ? '.js' : '';
}
