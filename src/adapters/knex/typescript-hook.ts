import { readFileSync } from 'node:fs';
import * as nodeModule from 'node:module';
import { fileURLToPath } from 'node:url';
import { withoutUnusedImports } from './unused-imports.ts';

/**
 * Lets `import` and `require` read TypeScript, by taking its types away. Does nothing where the
 * project's own loader does that already, and where this Node cannot.
 */
export function readTypeScript(): void {
  if (!('registerHooks' in nodeModule) || hasOwnLoader()) return;
  nodeModule.registerHooks({
    load(url, context, nextLoad) {
      if (!/^file:.*\.[mc]?ts$/.test(url) || url.includes('/node_modules/')) {
        return nextLoad(url, context);
      }
      const source = javaScriptOf(readFileSync(fileURLToPath(url), 'utf8'));
      return { format: formatOf(url, context.format, source), source, shortCircuit: true };
    },
  });
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
