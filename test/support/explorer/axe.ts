import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { VSCodeWindow } from '../vscode/window.ts';

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
  }[];
}

/** What axe finds wrong in the first visible webview, as `rule: element`. */
export async function axeViolations(window: VSCodeWindow): Promise<readonly string[]> {
  const source = readFileSync(
    createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
    'utf8',
  );
  const frame = window.page.locator('iframe.webview.ready:visible').first().contentFrame();
  const body = frame.frameLocator('#active-frame').locator('body');
  const result = await body.evaluate(async (element, script) => {
    const { defaultView, head } = element.ownerDocument;
    if (!defaultView || !head) throw new Error('There is no window.');
    // Evaluated by the browser's own tools: the page's policy forbids scripts of others.
    const run = new Function(`${script}; return this.axe.run(document.documentElement)`);
    return (await run.call(defaultView)) as AxeResult;
  }, source);
  return result.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}
