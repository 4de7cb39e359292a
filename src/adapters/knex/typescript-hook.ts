import { readFileSync, statSync } from 'node:fs';
import * as nodeModule from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { withoutUnusedImports } from './unused-imports.ts';

/**
 * Lets `import` and `require` read TypeScript, by taking its types away. Does nothing where the
 * project's own loader does that already, and where this Node cannot.
 */
export function readTypeScript(): void {
  if (!('registerHooks' in nodeModule) || hasOwnLoader()) return;
  nodeModule.registerHooks({
    resolve(specifier, context, nextResolve) {
      const source = sourceOf(specifier, context.parentURL);
      return source === undefined
        ? nextResolve(specifier, context)
        : { url: source, shortCircuit: true };
    },
    load(url, context, nextLoad) {
      if (!/^file:.*\.[mc]?ts$/.test(url) || url.includes('/node_modules/')) {
        return nextLoad(url, context);
      }
      const source = javaScriptOf(readFileSync(fileURLToPath(url), 'utf8'));
      return { format: formatOf(url, context.format, source), source, shortCircuit: true };
    },
  });
}

/**
 * The TypeScript file that `./config.js`, `./config` or `./config/` stands for, where there is no
 * JavaScript of that name: the compiler would have made it.
 * https://www.typescriptlang.org/docs/handbook/modules/theory.html#module-resolution
 */
function sourceOf(specifier: string, parent: string | undefined): string | undefined {
  if (!/^\.\.?\//.test(specifier) || !parent?.startsWith('file:')) return undefined;
  const path = fileURLToPath(new URL(specifier, parent));
  if (isFile(path)) return undefined;
  const [, stem = path, kind = ''] = /^(.*)\.([mc]?)js$/s.exec(path) ?? [];
  const candidates =
    stem === path ? [`${path}.ts`, join(path, 'index.ts')] : [`${stem}.${kind}ts`, `${stem}.ts`];
  const found = [`${path}.js`, join(path, 'index.js')].some(isFile)
    ? undefined
    : candidates.find(isFile);
  return found && pathToFileURL(found).href;
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

/** `mode: transform` takes enums and namespaces too, which stripping refuses. */
function javaScriptOf(source: string): string {
  const stripped = nodeModule.stripTypeScriptTypes(source, { mode: 'transform' });
  // An import that is used in types alone has no use left, and may name what does not exist.
  return withoutUnusedImports(stripped);
}

function formatOf(url: string, format: string | null | undefined, source: string): string {
  if (url.endsWith('.mts') || format?.startsWith('module')) return 'module';
  if (url.endsWith('.cts') || format?.startsWith('commonjs')) return 'commonjs';
  return /^\s*(import|export)\b/m.test(source) ? 'module' : 'commonjs';
}

function hasOwnLoader(): boolean {
  return process.execArgv.some((argument) => /tsx|ts-node|swc|esbuild/.test(argument));
}
