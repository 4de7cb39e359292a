import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'node:util';
import Mocha from 'mocha';
import { reportPrefix } from '../../support/vscode/report-prefix.ts';

/** What VS Code calls in the extension host: runs every suite beside this file. */
export function run(): Promise<void> {
  Mocha.reporters.Base.consoleLog = (...parts) => {
    console.log(reportPrefix + format(...parts));
  };
  const mocha = new Mocha({ ui: 'bdd', timeout: 20_000, forbidOnly: true, color: false });
  const suites = readdirSync(__dirname).filter((name) => name.endsWith('.test.cjs'));
  for (const name of suites.sort()) mocha.addFile(join(__dirname, name));
  return new Promise((resolve, reject) => {
    mocha.run((failures) => {
      if (failures > 0) reject(new Error(`${failures} tests failed.`));
      else resolve();
    });
  });
}
