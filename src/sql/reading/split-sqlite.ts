import type { ScriptPart } from '../splitter.ts';
import { splitSqliteStatements } from '../sqlite-statements.ts';

/** A command of the sqlite3 shell: a line that begins with a dot where a statement could. */
const shellCommand = /^[ \t]*\.[a-z]+[^\r\n]*/gim;

/** Splits a script of SQLite into its statements, and the commands of the sqlite3 shell. */
export function splitSqliteScript(text: string): readonly ScriptPart[] {
  const commands = shellCommands(text);
  let rest = text;
  for (const { start, end } of commands)
    rest = rest.slice(0, start) + ' '.repeat(end - start) + rest.slice(end);
  const statements = splitSqliteStatements(rest).map((statement): ScriptPart => {
    const { start, end } = statement;
    const semicolon = /\s*;/y;
    semicolon.lastIndex = end;
    const terminatorEnd = semicolon.test(rest) ? semicolon.lastIndex : end;
    return { kind: 'statement', text: text.slice(start, end), start, end, terminatorEnd };
  });
  return [...statements, ...commands].toSorted((a, b) => a.start - b.start);
}

/** Those between statements; a line of a statement or a string may begin with a dot as well. */
function shellCommands(text: string): readonly ScriptPart[] {
  if (!shellCommand.test(text)) return [];
  const commands: ScriptPart[] = [];
  let end = 0;
  for (const match of text.matchAll(shellCommand)) {
    const before = text.slice(end, match.index);
    const isBetween =
      before
        .replace(/--[^\n]*|\/\*[\s\S]*?\*\//g, '')
        .trim()
        .replace(/^[\s\S]*;/, '') === '';
    if (!isBetween || match.index < end) continue;
    const start = match.index + match[0].search(/\./);
    end = match.index + match[0].trimEnd().length;
    commands.push({
      kind: 'shell-command',
      text: text.slice(start, end),
      start,
      end,
      terminatorEnd: end,
    });
  }
  return commands;
}
