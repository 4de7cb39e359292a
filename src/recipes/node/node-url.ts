import { type Notice, notice } from '../../core/notice.ts';
import { type DatabaseUrl, parseDatabaseUrl } from '../../engines/url.ts';
import { environmentVariable, fallbackOf } from '../../formats/javascript/expressions.ts';
import {
  childrenOf,
  enclosing,
  type JavaScriptNode,
  spanOf,
  textOf,
} from '../../formats/javascript/module.ts';
import { quoteString } from '../../formats/javascript/string-literal.ts';
import { type JavaScriptText, textsOf } from '../../language/javascript-sql.ts';
import {
  type JavaScriptFile,
  javascriptFilesWith,
  placeInScript,
} from '../facts/javascript-files.ts';
import { isPoolModule, movedPgCodesOf, pgCodesOf } from '../facts/pg-code.ts';
import { profileOfName } from '../facts/profile.ts';
import { databaseFileFor } from '../facts/target-url.ts';
import { baseName, type Project } from '../project.ts';
import { type Finding, outcome, type Recipe, type SwitchContext } from '../recipe.ts';

interface UrlLiteral extends Finding {
  readonly file: JavaScriptFile;
  /** All that makes the URL, with what `+` joins to it. */
  readonly whole: JavaScriptNode;
  readonly url: DatabaseUrl;
  /** Whether some of it is put in at run time. */
  readonly isAssembled: boolean;
  /** Whether it decides where code connects. */
  readonly isSetting: boolean;
}

/** Names the file where code of `pg` has a URL of a server: as a default, a setting, an argument. */
export const nodeUrl: Recipe<UrlLiteral> = {
  id: 'node-url',
  ecosystem: 'node',
  title: 'Name the database file in JavaScript code where pg has a URL',
  detect: (project) => (pgCodesOf(project).length > 0 ? urlsIn(project) : []),
  rewrite(finding, context) {
    const { source, target, goal, project } = context;
    const { file, url, whole, isAssembled, isSetting } = finding;
    const stays = goal.strategy === 'keep-both' || movedPgCodesOf(project).length === 0;
    if (url.engine !== source || target.server || stays) return outcome({});
    const at = placeInScript(file, spanOf(whole));
    if (!isSetting) {
      const values = { engine: source.label, target: target.label };
      return outcome({ notices: [notice('url-use-unknown', at, values)] });
    }
    const quote = textOf(file.module, whole).startsWith('"') ? '"' : "'";
    const newText = quoteString(pathFor(url, context), quote);
    const { path, hash } = file.source;
    const edits = [{ ...spanOf(whole), newText }];
    const parts: readonly Notice[] = isAssembled
      ? [notice('node-url-fixed', at, { file: newText })]
      : [];
    return outcome({
      changes: [
        {
          title: `Name the database file in ${baseName(path)}`,
          why: `The URL is that of a server of ${source.label}.`,
          change: { kind: 'modify', path, hash, edits },
        },
      ],
      notices: parts,
    });
  },
};

function pathFor({ database }: DatabaseUrl, context: SwitchContext): string {
  const name = /^[\w-]+$/.test(database) ? database : '';
  const file = databaseFileFor(context, name);
  return file.startsWith('/') ? file : `./${file}`;
}

function urlsIn(project: Project): readonly UrlLiteral[] {
  return javascriptFilesWith(project, /['"`]postgres(?:ql)?:\/\//).flatMap((file) => {
    if (isPoolModule(file)) return [];
    return textsOf(file.module).flatMap((text) => readUrl(file, text));
  });
}

function readUrl(
  file: JavaScriptFile,
  { whole, value, literal }: JavaScriptText,
): readonly UrlLiteral[] {
  const { path } = file;
  const url = parseDatabaseUrl(value);
  // `startsWith('postgres://')` names no database.
  if (!url?.engine.server || (url.host === '' && url.database === '')) return [];
  const name = settingName(file, whole);
  const profile = profileOfName(`${name ?? ''} ${url.database} ${path}`);
  const isAssembled = literal.runs.some(({ kind }) => kind === 'hole' || kind === 'outer');
  return [
    {
      path,
      span: spanOf(whole),
      engine: url.engine.id,
      label: `URL in ${path}`,
      connection: { role: 'consumes', name: name ?? '', url, ...(profile && { profile }) },
      file,
      whole,
      url,
      isAssembled,
      isSetting: name !== undefined,
    },
  ];
}

const settings = /ur[li]|dsn|conn|database|db|pg|postgres/i;

/** The name of what is set to a URL; `undefined` where nothing says that it decides anything. */
function settingName({ module }: JavaScriptFile, whole: JavaScriptNode): string | undefined {
  const at = outermost(whole);
  const { parent } = at;
  const fallback = parent && fallbackOf(module, parent);
  if (fallback?.fallback.from === at.from) {
    return environmentVariable(module, fallback.value) ?? textOf(module, fallback.value);
  }
  switch (parent?.name) {
    case 'Property':
    case 'VariableDeclaration':
    case 'AssignmentExpression':
    case 'PropertyDeclaration': {
      const name = textOf(module, parent).slice(0, at.from - parent.from);
      return settings.test(name) ? name.replace(/\s*[:=]\s*$/, '').trim() : undefined;
    }
    case 'ArgList': {
      const call = enclosing(parent, 'NewExpression', 'CallExpression');
      const callee = call ? textOf(module, call).slice(0, parent.from - call.from) : '';
      return /(?:\b(?:Pool|Client)|\.default)$/.test(callee) ? callee : undefined;
    }
    default:
      return undefined;
  }
}

/** A branch of `a ? b : c` is set to what all of it is. */
function outermost(node: JavaScriptNode): JavaScriptNode {
  const { parent } = node;
  const isBranch =
    parent?.name === 'ConditionalExpression' && childrenOf(parent)[0]?.from !== node.from;
  return parent && (isBranch || parent.name === 'ParenthesizedExpression')
    ? outermost(parent)
    : node;
}
