import * as vscode from 'vscode';
import type { Statement } from '../../data/database.ts';
import { valueOfInput } from '../../data/filter.ts';
import type { Value } from '../../data/value.ts';
import { parameterNames, type SqliteStatement } from '../../sql/sqlite-statements.ts';

/** What was typed for a name the last time. */
const lastInputs = new Map<string, string>();

/** The statements with the values that the user gives to their parameters; nothing if given up. */
export async function withParameters(
  statements: readonly SqliteStatement[],
): Promise<readonly Statement[] | undefined> {
  const asked = new Map<string, Value>();
  for (const name of new Set(statements.flatMap(parameterNames))) {
    const input = await vscode.window.showInputBox({
      title: vscode.l10n.t('Value of {0}', name),
      prompt: vscode.l10n.t('A number, NULL, or text; quotes make text of anything.'),
      value: lastInputs.get(name) ?? '',
      ignoreFocusOut: true,
    });
    if (input === undefined) return undefined;
    lastInputs.set(name, input);
    asked.set(name, valueOfInput(input));
  }
  return statements.map((statement) => ({
    sql: statement.text,
    parameters: valuesOf(parameterNames(statement), asked),
  }));
}

/** Question marks are bound by position, names by name. */
function valuesOf(
  names: readonly string[],
  values: ReadonlyMap<string, Value>,
): Statement['parameters'] {
  const value = (name: string) => values.get(name) ?? null;
  if (names.every((name) => name.startsWith('?'))) return names.map(value);
  return Object.fromEntries(names.map((name) => [name, value(name)]));
}
