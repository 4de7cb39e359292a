import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NoticeDefinition } from '../../src/core/notice.ts';
import { noticeCatalogue } from '../../src/core/notices/index.ts';
import {
  childrenOf,
  nodesOf,
  parseJavaScript,
  textOf,
} from '../../src/formats/javascript/module.ts';
import { stringLiteral } from '../../src/formats/javascript/string-literal.ts';

const root = join(import.meta.dirname, '../..');

/** Where translations of what the code says begin: `l10n/bundle.l10n.LANGUAGE.json` beside it. */
export const l10nBundle = join(root, 'l10n/bundle.l10n.json');

/** Every text that the code gives to `vscode.l10n.t`, by itself, as VS Code's own exporter does. */
export function exportL10n(): string {
  const paths = readdirSync(join(root, 'src'), { recursive: true }).map(String);
  const texts = paths.filter((path) => path.endsWith('.ts')).flatMap(textsOf);
  const entries = [...new Set(texts)].sort().map((text) => [text, text]);
  return `${JSON.stringify(Object.fromEntries(entries), undefined, 2)}\n`;
}

/** Where the texts of notices are translated: all of them, by the catalogue. */
const noticeTranslation = join('ui', 'translated-notice.ts');

/** Throws for a text that is worked out at run time: nobody could translate it. */
function textsOf(path: string): readonly string[] {
  if (path === noticeTranslation) return noticeTexts();
  const source = readFileSync(join(root, 'src', path), 'utf8');
  if (!source.includes('vscode.l10n')) return [];
  const isShort = source.includes('const { t } = vscode.l10n;');
  const { value: module } = parseJavaScript(path, source);
  return nodesOf(module.root, 'CallExpression').flatMap((call) => {
    const [callee, list] = childrenOf(call);
    const name = callee && textOf(module, callee);
    if (!list || (name !== 'vscode.l10n.t' && !(isShort && name === 't'))) return [];
    const first = childrenOf(list).find(({ name }) => /^\w/.test(name));
    const text = first && stringLiteral(module, first);
    if (!text || text.holes.length > 0)
      throw new Error(`${path}: vscode.l10n.t wants a literal: ${textOf(module, call)}`);
    return text.value;
  });
}

function noticeTexts(): readonly string[] {
  const kinds: readonly NoticeDefinition[] = Object.values(noticeCatalogue);
  return kinds.flatMap(({ message, nextStep }) => [message, nextStep]);
}
