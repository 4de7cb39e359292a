import { argumentsOf } from '../../formats/python/arguments.ts';
import { type PythonNode, textOf } from '../../formats/python/module.ts';
import type { StringLiteral } from '../../formats/python/string-literal.ts';
import type { PythonFile } from '../python-files.ts';
import { type Reading, StatementReader, type Taker } from './statement-reader.ts';

/** A string of a project that goes to the database, whole or as a part of a statement. */
export interface StatementSite {
  readonly file: PythonFile;
  readonly literal: StringLiteral;
  /** A `fragment` is put together with others at run time. */
  readonly kind: 'statement' | 'fragment';
  /** Whether values are given beside it: only then drivers look for placeholders. */
  readonly hasParameters: boolean;
}

/** An argument that is no string of this project. */
export interface RunTimeStatement {
  readonly file: PythonFile;
  readonly node: PythonNode;
}

/** Everything that a project's code gives to its database. */
export interface ProjectStatements {
  readonly sites: readonly StatementSite[];
  readonly atRunTime: readonly RunTimeStatement[];
}

/** A call that takes a statement at a position. */
export interface StatementCall {
  readonly file: PythonFile;
  readonly call: PythonNode;
  readonly position: number;
}

/**
 * Follows the statements of calls back to the strings that they are: constants, of this file or of
 * another one; what is put together in a function; and what the callers of a helper function pass.
 */
export function followStatements(
  files: readonly PythonFile[],
  calls: readonly StatementCall[],
): ProjectStatements {
  const reader = new StatementReader(files);
  const readings = calls.flatMap(({ file, call, position }) => {
    const value = statementArgument(file, call, position);
    return value ? [reader.read({ file, node: value }, hasParameters(file, call, position))] : [];
  });
  for (const taker of reader.takers()) readings.push(...readCallers(reader, files, taker));
  const all = readings.flatMap(({ sites }) => sites);
  const byPlace = new Map(all.map((site) => [`${site.file.path}:${site.literal.node.from}`, site]));
  return {
    sites: [...byPlace.values()],
    atRunTime: readings.flatMap(({ atRunTime }) => atRunTime),
  };
}

/** What the callers of a helper function pass to the database through it. */
function readCallers(
  reader: StatementReader,
  files: readonly PythonFile[],
  taker: Taker,
): readonly Reading[] {
  return files.flatMap((file) =>
    reader.callsIn(file, taker.name).flatMap((call) => {
      const named = argumentsOf(file.module, call).find(({ name }) => name === taker.parameter);
      const node = named?.value ?? statementArgument(file, call, taker.position);
      if (!node) return [];
      const reading = reader.read({ file, node }, taker.hasParameters);
      // Another function of this name need not be the helper: only SQL counts.
      const sites = reading.sites.filter(({ kind, literal }) => {
        return kind === 'fragment' || verb.test(literal.value);
      });
      return [{ sites, atRunTime: sites.length > 0 ? reading.atRunTime : [] }];
    }),
  );
}

const verb =
  /^\s*(?:--[^\n]*\n\s*)*(?:select|insert|update|delete|with|create|alter|drop|truncate|set|begin|listen|notify|copy|refresh|values|explain|pragma|replace|vacuum|merge)\b/i;

function statementArgument(
  { module }: PythonFile,
  call: PythonNode,
  position: number,
): PythonNode | undefined {
  const all = argumentsOf(module, call);
  const named = all.find(({ name }) => /^(?:query|sql|operation|statement|command)$/.test(name));
  const found = all.filter(({ name, star }) => !name && !star)[position] ?? named;
  return found?.value;
}

function hasParameters({ module }: PythonFile, call: PythonNode, position: number): boolean {
  const others = argumentsOf(module, call).filter(({ name, star, value }, index) => {
    const isOption = /^(?:prepare|binary|page_size|template|fetch|timeout)$/.test(name);
    return index > position && !isOption && (star !== '' || textOf(module, value) !== 'None');
  });
  return others.length > 0;
}
