import { type Notice, notice } from '../../../core/notice.ts';
import type { Engine } from '../../../engines/engine.ts';
import { importsOf, packageOf } from '../../../formats/javascript/imports.ts';
import {
  enclosing,
  type JavaScriptNode,
  nodesOf,
  spanOf,
  textOf,
} from '../../../formats/javascript/module.ts';
import { stringLiteral } from '../../../formats/javascript/string-literal.ts';
import {
  type JavaScriptFile,
  javascriptFilesWith,
  placeInScript,
} from '../../facts/javascript-files.ts';
import { isOfPackage, type NodeManifest } from '../../facts/node-packages.ts';
import type { Project } from '../../project.ts';

const streamed = 'read pages with LIMIT and a condition on the last key.';
const copied = 'write the rows in one transaction, or INSERT ... SELECT FROM json_each($1).';
const told =
  'keep what is to be told in a table, and ask it, or tell other processes in another way.';

/** Packages that talk to a server through the pool, and what to do without them. */
const packages: Readonly<Record<string, string>> = {
  'pg-cursor': streamed,
  'pg-query-stream': streamed,
  'pg-copy-streams': copied,
  'pg-listen': told,
  'pg-native': 'take it out; better-sqlite3 is native itself.',
  'pg-format': 'give the values as $1, $2; names in double quotes are the same.',
  'connect-pg-simple': 'keep sessions with better-sqlite3-session-store.',
};

/** Finds files that use one of them. */
const mention = new RegExp(`['"\`](?:${Object.keys(packages).join('|')})['"\`/]`);

/** The files of a package that give the pool to one of those packages. */
export function featureFiles(
  manifest: NodeManifest | undefined,
  project: Project,
): readonly JavaScriptFile[] {
  return javascriptFilesWith(project, mention).filter(({ path }) =>
    isOfPackage(project, path, manifest),
  );
}

/** Codes of failures that a file never has, and what it says in their place. */
const codes: Readonly<Record<string, string>> = {
  '22P02':
    'check numbers and ids before the query: SQLite compares text with a number and finds nothing.',
  '22001': 'a text that is too long fails with 23514 here.',
  '22003': 'check the range before the query.',
  '23P01': 'there are no exclusion constraints: ask before the insert, in the same transaction.',
  '40001': 'transactions wait for each other here; take the repetition out.',
  '40P01': 'transactions wait for each other here; take the repetition out.',
  '57014': 'statements are not cancelled; take the handler out.',
  '57P01': 'there is no server that ends; take the handler out.',
  '08006': 'there is no connection that breaks; take the handler out.',
};

/** Names what code does with `pg` that only a server does. */
export function featureNotices(file: JavaScriptFile, { label }: Engine): readonly Notice[] {
  const named = (node: JavaScriptNode, name: string, instead: string) =>
    notice('raw-driver-feature', placeInScript(file, spanOf(node)), {
      name,
      engine: label,
      instead,
    });
  const { module } = file;
  const imported = importsOf(module).flatMap(({ source, literal }) => {
    const instead = packages[packageOf(source)];
    return instead ? named(literal, packageOf(source), instead) : [];
  });
  const literals = nodesOf(module.root, 'String').flatMap((node) => {
    const value = stringLiteral(module, node)?.value ?? '';
    const instead = codes[value];
    if (instead && isCompared(file, node)) return named(node, `The error code ${value}`, instead);
    return value === 'notification' && isListened(file, node)
      ? named(node, `The event ${value}`, told)
      : [];
  });
  return [...imported, ...literals];
}

/** Whether a text is compared with something, or is a key or a case by which code decides. */
function isCompared({ module }: JavaScriptFile, { parent }: JavaScriptNode): boolean {
  if (parent?.name === 'CaseLabel' || parent?.name === 'Property') return true;
  return parent?.name === 'BinaryExpression' && /[=!]==?/.test(textOf(module, parent));
}

function isListened({ module }: JavaScriptFile, node: JavaScriptNode): boolean {
  const callee = enclosing(node, 'CallExpression')?.firstChild;
  return callee ? /\.(?:on|once|addListener)$/.test(textOf(module, callee)) : false;
}
