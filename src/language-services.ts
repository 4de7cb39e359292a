import { loadSyntaxCheck } from './adapters/sqlite/syntax-check.ts';
import { checkDocument } from './language/check-document.ts';
import { ignoreEdit } from './language/ignore-edit.ts';
import { readDocument } from './language/read-document.ts';
import { rulesFor } from './sql/direction-rules.ts';
import { loadParser } from './sql/parser.ts';
import { translator } from './sql/translate.ts';
import type { LanguageServices } from './ui/language/language-services.ts';
import { lazily } from './ui/lazily.ts';

/** Documents whose statements are remembered from one look to the next. */
const remembered = 50;
const translators = new Map<string, ReturnType<typeof translator>>();

const parsers = lazily(async () => {
  const [isAccepted] = await Promise.all([loadSyntaxCheck(), loadParser()]);
  return isAccepted;
});

/** The translator behind the editor's diagnostics, with its parsers: loaded on first use. */
export const services: LanguageServices = {
  async check(path, text) {
    const isAccepted = await parsers();
    return checkDocument(path, text, { analyze: translatorOf(path), isAccepted, isChecked });
  },

  ignore(path, text, rule, place) {
    const document = readDocument(path, text);
    return document && ignoreEdit(document, rule, place);
  },
};

const checked = new Set(['syntax-error', ...rulesFor('postgresql-to-sqlite').map(({ id }) => id)]);

function isChecked(rule: string): boolean {
  return checked.has(rule);
}

function translatorOf(path: string): ReturnType<typeof translator> {
  const known = translators.get(path) ?? translator({ from: 'postgresql', to: 'sqlite' });
  translators.delete(path);
  translators.set(path, known);
  for (const oldest of [...translators.keys()].slice(0, -remembered)) translators.delete(oldest);
  return known;
}
