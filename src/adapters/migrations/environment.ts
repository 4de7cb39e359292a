import { readFile } from 'node:fs/promises';
import { parseDotenv } from '../../formats/dotenv.ts';

/**
 * What these env files set, the first one winning, with `${NAME}` filled in.
 * A variable that the process has already is not among them: it wins, as everywhere.
 */
export async function dotenvVariables(
  files: readonly string[],
): Promise<Readonly<Record<string, string>>> {
  const found: Record<string, string> = {};
  for (const file of new Set(files)) {
    const text = await readFile(file, 'utf8').catch(() => '');
    for (const { key, value, commented } of parseDotenv(text).entries) {
      if (commented || key in process.env || key in found) continue;
      found[key] = interpolated(value, found);
    }
  }
  return found;
}

/** `${NAME}` and `${NAME:-default}`, as python-dotenv and Compose fill them in. */
function interpolated(value: string, found: Readonly<Record<string, string>>): string {
  return value.replace(
    /\$\{(\w+)(?::-([^}]*))?\}/g,
    (_, name: string, fallback = '') => process.env[name] ?? found[name] ?? fallback,
  );
}
