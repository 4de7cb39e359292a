import { notice } from '../../core/notice.ts';
import {
  resolved,
  type YamlItem,
  type YamlList,
  type YamlNode,
  type YamlScalar,
} from '../../formats/yaml-tree.ts';
import type { StackDatabase } from '../facts/compose-database.ts';
import type { ServiceDefinition } from '../facts/compose-files.ts';
import { hostNames, mentionsHost } from '../facts/compose-roles.ts';
import { keyOf } from '../facts/compose-services.ts';
import { withoutWait } from '../facts/database-wait.ts';
import { type ChangeCollector, placeIn } from './collector.ts';

/** What is asked of one definition's start commands. */
export interface StartupTask {
  readonly database: StackDatabase;
  readonly definition: ServiceDefinition;
  readonly collector: ChangeCollector;
  readonly owner: string;
  readonly engine: string;
}

/** Takes the waiting for leaving servers out of `command` and `entrypoint`. */
export function collectStartup(task: StartupTask): void {
  const hosts = [...task.database.leaving].flatMap(hostNames);
  for (const key of ['command', 'entrypoint', 'healthcheck'] as const) {
    const pair = keyOf(task.definition, key);
    const value = resolved(pair?.value);
    if (!pair || !value) continue;
    const node = commandOf(value);
    if (!rewriteCommand(task, node, hosts)) {
      tell(task, pair.span, { texts: node ? textsOf(node) : [], hosts });
    }
  }
}

/** A health check has its command below `test`. */
function commandOf(value: YamlNode): YamlNode | undefined {
  if (value.kind !== 'map') return value;
  const test = value.entries.find(({ key }) => key === 'test');
  return test ? resolved(test.value) : value;
}

function rewriteCommand(
  task: StartupTask,
  node: YamlNode | undefined,
  hosts: readonly string[],
): boolean {
  if (node?.kind === 'scalar') return rewriteText(task, node, hosts);
  return node?.kind === 'list' && rewriteList(task, node, hosts);
}

function textsOf(node: YamlNode): readonly string[] {
  if (node.kind === 'scalar') return [node.text];
  if (node.kind !== 'list') return [];
  return node.entries.map((item) => {
    const value = resolved(item.value);
    return value?.kind === 'scalar' ? value.text : '';
  });
}

/** `sh -c "wait-for-it db:5432 -- start"`, or the same without a shell. */
const shell = /^(\s*(?:\/bin\/)?(?:ba|da|a)?sh\s+-l?c\s+)(["'])([\s\S]*)\2(\s*)$/;

function rewriteText(task: StartupTask, scalar: YamlScalar, hosts: readonly string[]): boolean {
  const { text, style } = scalar;
  const [, head = '', quote = '', inner, tail = ''] = shell.exec(text) ?? [];
  const found = withoutWait(inner ?? text, hosts);
  if (!found) return false;
  if (style === 'block') return cutBlock(task, scalar, found.removed);
  const after = inner === undefined ? found.command : head + quote + found.command + quote + tail;
  task.collector.add(task.definition.file, task.owner, { kind: 'replace', scalar, text: after });
  return true;
}

/** In a block scalar the waiting can be cut out where it stands in one line. */
function cutBlock(task: StartupTask, scalar: YamlScalar, removed: string): boolean {
  const { file } = task.definition;
  const source = file.source.text.slice(scalar.span.start, scalar.span.end);
  const at = source.indexOf(removed);
  if (at < 0 || source.indexOf(removed, at + 1) >= 0) return false;
  const start = scalar.span.start + at;
  const span = { start, end: start + removed.length };
  task.collector.add(file, task.owner, { kind: 'splice', span, newText: '' });
  return true;
}

/** `["wait-for-it", "db:5432", "--", "start"]`, or a list whose last item is a shell's command. */
function rewriteList(task: StartupTask, list: YamlList, hosts: readonly string[]): boolean {
  const texts = textsOf(list);
  const { file } = task.definition;
  const separator = texts.indexOf('--');
  const waits = separator > 0 && withoutWait(`${texts.slice(0, separator).join(' ')} -- x`, hosts);
  if (waits && waits.command === 'x' && separator < texts.length - 1) {
    for (const entry of list.entries.slice(0, separator + 1)) {
      task.collector.add(file, task.owner, { kind: 'remove', entry });
    }
    return true;
  }
  const last: YamlItem | undefined = list.entries.at(-1);
  const isShell = /^(?:\/bin\/)?(?:ba|da|a)?sh$/.test(texts[0] ?? '') && texts.at(-2) === '-c';
  const scalar = isShell ? resolved(last?.value) : undefined;
  return scalar?.kind === 'scalar' && rewriteText(task, scalar, hosts);
}

function tell(
  { definition, collector, owner, engine }: StartupTask,
  span: { readonly start: number; readonly end: number },
  { texts, hosts }: { readonly texts: readonly string[]; readonly hosts: readonly string[] },
): void {
  const text = texts.join(' ');
  const program = /wait-?4?\w*[-_]for[-_\w.]*|dockerize|pg_isready|\bnc\b|psql/.exec(text)?.[0];
  const named =
    hosts.find((host) => mentionsHost(text, host)) ??
    (program === 'pg_isready' ? program : undefined);
  if (named === undefined) return;
  const values = { engine, program: program ?? named };
  collector.tell(owner, notice('waits-for-database', placeIn(definition.file, span), values));
}
