import { isAbsolute, join } from 'node:path';
import { openDatabase } from '../adapters/open-database.ts';
import { SwitchError } from '../core/errors.ts';
import { catalogueJson, renderCatalogue } from '../data/render-catalogue.ts';
import type { Command } from './command.ts';

export const schemaCommand: Command = {
  name: 'schema',
  usage: 'FILE|URL [--json]',
  summary: 'Print the tables, columns, keys, indexes and views of a database.',
  options: { json: { type: 'boolean' } },
  async run({ positionals, values }, terminal) {
    const [place, surplus] = positionals;
    if (place === undefined || surplus !== undefined) {
      const nextStep = 'Usage: engine-switch schema FILE|URL [--json]';
      throw new SwitchError('wrong-usage', 'Name one database: a file or a URL.', nextStep);
    }
    const database = openDatabase(place, (path) =>
      isAbsolute(path) ? path : join(terminal.cwd, path),
    );
    try {
      const { problem } = await database.state();
      if (problem) throw notReadable(problem.message);
      const catalog = await database.catalog();
      terminal.out(
        values.json
          ? `${JSON.stringify(catalogueJson(catalog), undefined, 2)}\n`
          : renderCatalogue(catalog),
      );
      return 0;
    } finally {
      await database.close();
    }
  },
};

function notReadable(message: string): SwitchError {
  return new SwitchError('database-unavailable', message, 'Check the name and try again.');
}
