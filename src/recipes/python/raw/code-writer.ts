import type { TextEdit } from '../../../core/edit.ts';
import { insertDefinition, withoutStatement } from '../../../formats/python/blocks.ts';
import {
  moduleReference,
  type NewImport,
  type Reference,
  referenceTo,
} from '../../../formats/python/import-edits.ts';
import {
  ensureImported,
  ensureStandardModule,
  importsOf,
  removeStatement,
} from '../../../formats/python/imports.ts';
import { childrenOf, type PythonModule, type PythonNode } from '../../../formats/python/module.ts';

/** Collects the code that a rewritten file gets, with the imports that it needs. */
export class CodeWriter {
  readonly module: PythonModule;
  readonly #imports = new Map<string, NewImport>();
  readonly #blocks = new Map<string, readonly string[]>();

  constructor(module: PythonModule) {
    this.module = module;
  }

  /** How this file names `source.name`; imports it where it has to be. */
  name(source: string, name: string): string {
    return this.#use(referenceTo(this.module, source, name));
  }

  /** Likewise for a whole module. */
  whole(source: string): string {
    return this.#use(moduleReference(this.module, source));
  }

  /** Adds definitions once, by a key; blank lines are put between blocks. */
  block(key: string, lines: readonly string[]): void {
    if (!this.#blocks.has(key) && lines.length > 0) this.#blocks.set(key, lines);
  }

  #use({ text, imports }: Reference): string {
    for (const each of imports) this.#imports.set(`${each.source} ${each.local}`, each);
    return text;
  }

  /**
   * The edits: `doomed` imports go, the first of them making room for the new driver and for what
   * is imported from modules, and the definitions stand behind the imports.
   */
  edits(doomed: readonly PythonNode[], driver: string): readonly TextEdit[] {
    const { module } = this;
    const added = [...this.#imports.values()];
    const known = importsOf(module);
    const isBeside = ({ source, name }: NewImport) =>
      name !== '' && known.some((found) => found.module === source && found.name !== '');
    const alone = added.filter((each) => each.name !== '' && !isBeside(each));
    const whole = added.filter(({ name }) => !name).map(({ source }) => source);
    const top = doomed.find(({ parent }) => parent?.name === 'Script');
    const inRoom = top ? whole.filter((source) => source === driver) : [];
    const lines = [...inRoom.map((source) => `import ${source}`), ...fromLines(alone)];
    const standard = whole.filter((source) => !inRoom.includes(source));
    return [
      ...(top ? [replaced(module, top, lines)] : []),
      ...(top ? [] : besideEdits(module, alone)),
      ...doomed.filter((each) => each !== top).map((each) => withoutStatement(module, each)),
      ...standard.flatMap((source) => ensureStandardModule(module, source)),
      ...besideEdits(module, added.filter(isBeside)),
      ...this.#definitions(),
    ];
  }

  #definitions(): readonly TextEdit[] {
    const { module } = this;
    const imports = childrenOf(module.root).filter(({ name }) => name === 'ImportStatement');
    const last = imports.at(-1) ?? module.root.firstChild;
    const blocks = [...this.#blocks.values()];
    if (!last || blocks.length === 0) return [];
    const { lineEnd } = module;
    const code = blocks.map((lines) => lines.join(lineEnd)).join(lineEnd.repeat(3)) + lineEnd;
    return [insertDefinition(module, last, code)];
  }
}

function asText({ name, local }: NewImport): string {
  return local === name ? name : `${name} as ${local}`;
}

/** One `from` line a source. */
function fromLines(added: readonly NewImport[]): readonly string[] {
  const sources = [...new Set(added.map(({ source }) => source))].sort();
  return sources.map((source) => {
    const names = added.filter((each) => each.source === source).map(asText);
    return `from ${source} import ${names.sort().join(', ')}`;
  });
}

function besideEdits(module: PythonModule, added: readonly NewImport[]): readonly TextEdit[] {
  const sources = [...new Set(added.map(({ source }) => source))];
  return sources.flatMap((source) => {
    const names = added.filter((each) => each.source === source).map(asText);
    return ensureImported(module, source, names);
  });
}

function replaced(module: PythonModule, statement: PythonNode, lines: readonly string[]): TextEdit {
  if (lines.length === 0) return removeStatement(module, statement);
  return { start: statement.from, end: statement.to, newText: lines.join(module.lineEnd) };
}
